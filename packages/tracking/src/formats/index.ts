export { csvLine, metricsCsv } from "./csv.ts";
export { exportToMlflow, type MlflowExport, type MlflowOptions } from "./mlflow.ts";
export { metricsParquet } from "./parquet.ts";
export { redactRun } from "./redact-run.ts";
export { readTensorBoard, type TensorBoardValue } from "./tensorboard-read.ts";
export { type ReadBytes, tensorBoardFile } from "./tensorboard-write.ts";
