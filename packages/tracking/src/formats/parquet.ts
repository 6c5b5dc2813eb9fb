import { parquetWriteBuffer } from "hyparquet-writer";
import type { FoldedRun } from "../folded-run.ts";
import { numberOf } from "../non-finite.ts";

/** The points of runs as a Parquet file: columns run, metric (UTF-8), step (INT64), value (DOUBLE), at (TIMESTAMP, ms), attempt (INT32). */
export function metricsParquet(runs: readonly FoldedRun[]): Uint8Array {
  const run: string[] = [];
  const metric: string[] = [];
  const step: bigint[] = [];
  const value: number[] = [];
  const at: Date[] = [];
  const attempt: number[] = [];
  for (const { id, metrics } of runs)
    for (const [key, points] of metrics)
      for (const point of points) {
        run.push(id);
        metric.push(key);
        step.push(BigInt(point.step));
        value.push(numberOf(point.value));
        at.push(new Date(point.at));
        attempt.push(point.attempt);
      }
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: "run", data: run, type: "STRING" },
        { name: "metric", data: metric, type: "STRING" },
        { name: "step", data: step, type: "INT64" },
        { name: "value", data: value, type: "DOUBLE" },
        { name: "at", data: at, type: "TIMESTAMP" },
        { name: "attempt", data: attempt, type: "INT32" },
      ],
    }),
  );
}
