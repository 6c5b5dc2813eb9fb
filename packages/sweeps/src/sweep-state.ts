import { type FoldedRun, numberOf, type Point } from "@blankfile/tracking";
import type { Decision, TrialState } from "./decision.ts";
import { type PlannedRun, runsOf, type SweepRecord } from "./planned-runs.ts";
import { rungShares } from "./rungs.ts";
import type { SweepPlan } from "./sweep-file.ts";

/** What a run comes to, as far as a sweep asks. */
export interface RunOutcome {
  state: FoldedRun["state"] | "new";
  /** The highest step, of how many. */
  step: number;
  steps?: number;
  /** Points of the metric that decides, by step. */
  points: readonly { step: number; value: number }[];
  attempt: number;
  updatedAt: number;
  message?: string;
}

/** A run nobody has begun. */
export const newRun: RunOutcome = { state: "new", step: 0, points: [], attempt: 0, updatedAt: 0 };

/** What a run says of itself, in a list or read whole. */
type Told = Pick<FoldedRun, "state" | "step" | "attempt" | "updatedAt" | "message" | "summary"> & {
  steps?: number | undefined;
};

/** From what a run says and the points of the metric that decides. A figure that is told at the end only stands in the summary. */
export function outcomeOf(
  { state, step, steps, attempt, updatedAt, message, summary }: Told,
  metric: string,
  points: readonly Pick<Point, "step" | "value">[],
): RunOutcome {
  const told = summary[metric];
  const last = typeof told === "number" ? [{ step, value: told }] : [];
  return {
    ...{ state, step, attempt, updatedAt },
    ...(steps !== undefined && { steps }),
    points: points.length > 0 ? points.map(({ step, value }) => ({ step, value: numberOf(value) })) : last,
    ...(message !== undefined && { message }),
  };
}

/** The decisions of a sweep, and what its runs came to, as trials with costs. */
export function trialStates(
  sweep: SweepRecord,
  decisions: readonly Decision[],
  outcome: (run: PlannedRun) => RunOutcome,
): { trials: TrialState[]; confirmed: number | undefined } {
  const trials: TrialState[] = [];
  let confirmed: number | undefined;
  for (const decision of decisions) {
    if (decision.kind === "confirm") confirmed = decision.trial;
    else if (decision.kind === "promote") trials[decision.trial]!.rung = decision.rung;
    else {
      const { trial: number, params, bracket, rung } = decision;
      trials[number] = { number, params, bracket, first: rung, rung, costs: [] };
    }
  }
  const shares = rungShares(sweep.plan.rungs);
  for (const trial of trials) {
    const runs = runsOf(sweep, trial, false).map(outcome);
    for (let rung = trial.first; rung <= trial.rung; rung++)
      trial.costs[rung] = costAt(sweep.plan, runs, shares[rung]!);
  }
  return { trials, confirmed };
}

/** Mean of the seeds at a share of the steps, as a cost; null where one failed, undefined where one is not there yet. */
function costAt(plan: SweepPlan, runs: readonly RunOutcome[], share: number): number | null | undefined {
  if (runs.some((run) => isOver(run) && run.state !== "finished" && !isAt(run, share))) return null;
  if (!runs.every((run) => isAt(run, share))) return undefined;
  const values = runs.map((run) => valueAt(run, share));
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return plan.goal === "minimize" ? mean : -mean;
}

/** Whether nothing more will come of it. */
export function isOver({ state }: RunOutcome): boolean {
  return state === "finished" || state === "failed" || state === "damaged";
}

/** Whether its value at a share of its steps is known: it was measured behind it, or is finished. */
export function isAt({ state, points, steps }: RunOutcome, share: number): boolean {
  if (state === "finished") return true;
  return share < 1 && steps !== undefined && points.some(({ step }) => step >= share * steps);
}

/** The last value up to a share of the steps; the first one where a run measures later than that. */
export function valueAt({ points, steps }: RunOutcome, share: number): number {
  // A run is paused at its first pause behind the share, and measured there.
  const until = steps === undefined || share >= 1 ? Number.POSITIVE_INFINITY : share * steps;
  const behind = points.find(({ step }) => step >= until);
  return (behind ?? points.at(-1))?.value ?? Number.NaN;
}
