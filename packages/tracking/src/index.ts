export { checkRecord, parseClaim, parseRecord } from "./check-record.ts";
export {
  type Configuration,
  configurations,
  differing,
  nameOf,
  valueText,
} from "./comparison/configurations.ts";
export { type ComparedFigure, comparedFigure, finishedRows, goalMetrics } from "./comparison/figure.ts";
export { type PredictionOutcome, predictionOutcome } from "./comparison/prediction-outcome.ts";
export { isClear, type SeedDifference, seedDifference } from "./comparison/seed-difference.ts";
export { studentQuantile } from "./comparison/student-quantile.ts";
export { type DiffLine, unifiedDiff } from "./comparison/unified-diff.ts";
export { definitionOf } from "./definition-of.ts";
export { downsample, Thinning } from "./downsample.ts";
export { checkEvent, type ParsedEvent, parseEvent } from "./event-line.ts";
export {
  type ArtifactInfo,
  EventLog,
  type EventLogOptions,
  type StepOption,
  type Table,
  type UsedArtifact,
} from "./event-log.ts";
export type { ExperimentDescription } from "./experiment-description.ts";
export { Fold, foldRun } from "./fold.ts";
export type {
  AttemptSource,
  DamagedRecord,
  FoldedArtifact,
  FoldedRun,
  FoldOptions,
  Named,
} from "./folded-run.ts";
export { type Lineage, lineageIn } from "./lineage.ts";
export {
  browserClaim,
  init,
  type MemoryRun,
  type MemoryRunOptions,
  memoryRun,
  type RunFile,
  toFiles,
} from "./memory-run.ts";
export type { MetricPoint, Point } from "./metrics.ts";
export { isNonFinite, markNonFinite, numberOf } from "./non-finite.ts";
export { isIntact, lockPrediction, type Prediction, predictionHash } from "./prediction.ts";
export type {
  ArtifactEvent,
  Claim,
  CodeVersion,
  ConfigEvent,
  ConfigValue,
  DefineEvent,
  Environment,
  LockedPrediction,
  MetricDefinition,
  MetricsEvent,
  NonFinite,
  NoteEvent,
  RunEvent,
  RunRecord,
  RunState,
  StateEvent,
  SummaryEvent,
  SystemEvent,
  TableEvent,
  TextEvent,
  UseEvent,
  ValueEvent,
} from "./run.ts";
export { detailsOf, type RunDetails } from "./run-details.ts";
export { checkExperimentName, checkRunId, isExperimentName, isRunId, makeRunId } from "./run-id.ts";
export { type MetricValue, type RunRow, rowOf } from "./run-row.ts";
export type { RunWriter } from "./run-writer.ts";
export { seedInterval } from "./seed-interval.ts";
export { sha256 } from "./sha256.ts";
export { fromBase64, toBase64 } from "./values/base64.ts";
export { parseBigValue, wrongValue } from "./values/check-value.ts";
export { type ConfusionMatrix, confusionMatrix, confusionMatrixFrom } from "./values/confusion-matrix.ts";
export { type Curve, type CurvePoints, curve } from "./values/curve.ts";
export { type Distribution, distribution } from "./values/distribution.ts";
export { type BinRule, type Histogram, histogram, histogramFrom } from "./values/histogram.ts";
export { type Image, image, imageBytes, imageFromPixels, type StoredImage } from "./values/image.ts";
export { encodePng, type Pixels } from "./values/png.ts";
export { type Picture, sniffPicture } from "./values/sniff-picture.ts";
export {
  type BigValue,
  type Rows,
  type StoredValue,
  type Text,
  table,
  text,
  type Value,
} from "./values/value.ts";
