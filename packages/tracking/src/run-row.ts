import { definitionOf } from "./definition-of.ts";
import type { FoldedRun } from "./folded-run.ts";
import type { Point } from "./metrics.ts";
import { numberOf } from "./non-finite.ts";
import { isIntact } from "./prediction.ts";
import type { ConfigValue, LockedPrediction, MetricDefinition, NonFinite, RunState } from "./run.ts";

/** A run in a list: everything but its points. The server, the browser's store and the command line show the same. */
export interface RunRow {
  id: string;
  state: RunState;
  /** Why it failed, is lost or damaged. */
  message?: string;
  /** From here to `prediction` empty or missing where `run.json` is damaged. */
  experiment: string;
  config: Record<string, ConfigValue>;
  seed?: number;
  group?: string;
  /** The sweep that planned it. */
  sweep?: string;
  createdAt: number;
  steps?: number;
  command?: string;
  prediction?: LockedPrediction & { intact: boolean };
  attempt: number;
  step: number;
  updatedAt: number;
  /** The value of each metric that its definition asks for, the last one unless told; or the number that the summary has under its name. */
  metrics: Record<string, MetricValue>;
  summary: Record<string, ConfigValue>;
  /** How many points all metrics have together. */
  points: number;
  problems: number;
}

export interface MetricValue {
  value: number | NonFinite;
  step: number;
  /** Where it is the least or the greatest of its points, and not the last. */
  of?: "min" | "max";
  goal?: "minimize" | "maximize";
  unit?: string;
}

export function rowOf(run: FoldedRun): RunRow {
  const { record } = run;
  const metrics: Record<string, MetricValue> = {};
  let count = 0;
  for (const [key, points] of run.metrics) {
    count += points.length;
    metrics[key] = metricValue(points, definitionOf(run.definitions, key), run.summary[key]);
  }
  return {
    id: run.id,
    state: run.state,
    ...(run.message !== undefined && { message: run.message }),
    experiment: record?.experiment ?? "",
    config: run.config,
    ...(record && { seed: record.seed }),
    ...(record?.group !== undefined && { group: record.group }),
    ...(record?.sweep !== undefined && { sweep: record.sweep }),
    createdAt: record?.createdAt ?? run.updatedAt,
    ...(record?.steps !== undefined && { steps: record.steps }),
    ...(record?.command !== undefined && { command: record.command }),
    ...(record?.prediction && { prediction: { ...record.prediction, intact: isIntact(record.prediction) } }),
    attempt: run.attempt,
    step: run.step,
    updatedAt: run.updatedAt,
    metrics,
    summary: run.summary,
    points: count,
    problems: run.problemCount,
  };
}

function metricValue(
  points: readonly Point[],
  definition: MetricDefinition,
  told: ConfigValue | undefined,
): MetricValue {
  const { goal, unit, summary = "last" } = definition;
  const isTold = typeof told === "number";
  const best =
    isTold || summary === "last"
      ? points.at(-1)!
      : points.reduce((a, b) => (isBetter(b, a, summary) ? b : a));
  return {
    value: isTold ? told : best.value,
    step: best.step,
    ...(!isTold && summary !== "last" && { of: summary }),
    ...(goal !== undefined && { goal }),
    ...(unit !== undefined && { unit }),
  };
}

/** NaN is never the least or the greatest, unless there is nothing else. */
function isBetter(candidate: Point, than: Point, summary: "min" | "max"): boolean {
  const a = numberOf(candidate.value);
  const b = numberOf(than.value);
  if (Number.isNaN(b)) return !Number.isNaN(a);
  return summary === "min" ? a < b : a > b;
}
