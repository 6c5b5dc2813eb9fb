import { seedInterval } from "@blankfile/tracking";
import type { TrialState } from "./decision.ts";
import { bestTrial } from "./next-decision.ts";
import { type PlannedRun, runsOf, type SweepRecord } from "./planned-runs.ts";
import { isAt, type RunOutcome, valueAt } from "./sweep-state.ts";

/** What a sweep found. */
export interface SweepReport {
  /** The configuration that was best with the seeds that chose it. */
  best?: { trial: number; params: Record<string, unknown>; values: number[] };
  /** The same configuration with seeds that chose nothing: what to expect of it. */
  heldOut?: { values: number[]; mean: number; half?: number };
  counts: { configurations: number; finished: number; failed: number; running: number; waiting: number };
}

/** The best is told by its held-out seeds, with their interval: the value that made it the best is the luckiest of many. */
export function reportOf(
  sweep: SweepRecord,
  { trials, confirmed }: { trials: readonly TrialState[]; confirmed: number | undefined },
  outcome: (run: PlannedRun) => RunOutcome,
): SweepReport {
  const runs = trials.flatMap((trial) => runsOf(sweep, trial, trial.number === confirmed));
  const report: SweepReport = { counts: countsOf(runs, outcome, trials.length) };
  const best = confirmed === undefined ? bestTrial(sweep.plan, trials) : trials[confirmed];
  if (!best) return report;
  const values = (heldOut: boolean) =>
    runsOf(sweep, best, true)
      .filter((run) => run.heldOut === heldOut)
      .map(outcome)
      .filter((run) => isAt(run, 1))
      .map((run) => valueAt(run, 1));
  report.best = { trial: best.number, params: best.params, values: values(false) };
  const judged = values(true);
  if (confirmed !== undefined && judged.length > 0) {
    const mean = judged.reduce((a, b) => a + b, 0) / judged.length;
    const half = seedInterval(judged)?.half;
    report.heldOut = { values: judged, mean, ...(half !== undefined && { half }) };
  }
  return report;
}

function countsOf(
  runs: readonly PlannedRun[],
  outcome: (run: PlannedRun) => RunOutcome,
  configurations: number,
): SweepReport["counts"] {
  const counts = { configurations, finished: 0, failed: 0, running: 0, waiting: 0 };
  for (const run of runs) {
    const found = outcome(run);
    if (isAt(found, run.until)) counts.finished += 1;
    else if (found.state === "failed" || found.state === "damaged") counts.failed += 1;
    else if (found.state === "running") counts.running += 1;
    else counts.waiting += 1;
  }
  return counts;
}
