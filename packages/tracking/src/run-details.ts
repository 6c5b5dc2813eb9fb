import type { FoldedRun } from "./folded-run.ts";
import type { RunRecord } from "./run.ts";

/** What stands beside a run's row and points on its page. The server and the browser's store show the same. */
export interface RunDetails
  extends Pick<
    FoldedRun,
    "problems" | "texts" | "tables" | "notes" | "values" | "artifacts" | "uses" | "definitions" | "later"
  > {
  /** Missing where `run.json` is damaged. */
  record?: RunRecord;
  /** What the process took of the machine over time, by name: at most 500 samples of each. */
  system: Record<string, { at: number; value: number }[]>;
}

const mostSamples = 500;

export function detailsOf(run: FoldedRun): RunDetails {
  const { record, problems, texts, tables, notes, values, artifacts, uses, definitions, later } = run;
  return {
    ...(record && { record }),
    ...{ problems, texts, tables, notes, values, artifacts, uses, definitions, later },
    system: Object.fromEntries([...run.system].map(([key, series]) => [key, spread(series)])),
  };
}

/** Evenly over the time of the run, the last one among them. */
function spread<T>(series: readonly T[]): T[] {
  const every = Math.ceil(series.length / mostSamples);
  return series.filter((_, i) => (series.length - 1 - i) % every === 0);
}
