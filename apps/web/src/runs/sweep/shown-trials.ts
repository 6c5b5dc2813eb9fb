import { numberOf } from "@blankfile/tracking";
import type { OpenSweep, OpenTrial, OpenTrialRun } from "../../server/client.ts";

/** A trial as tables and pictures show it. */
export interface ShownTrial {
  number: number;
  params: Record<string, unknown>;
  bracket: number;
  /** The mean over its seeds at the highest rung that it has reached, in the metric's own direction; undefined before that. */
  value?: number;
  /** That rung; −1 before the first. */
  rung: number;
  /** The value is that of the whole run. */
  isWhole: boolean;
  /** By rung, for those it has reached: the metric's value, NaN where a seed failed. */
  path: { rung: number; value: number }[];
  /** 0 for the worst of the trials to 1 for the best, by rank among those that got as far; undefined without a value. */
  quality?: number;
  state: "waiting" | "running" | "stopped" | "finished" | "failed";
  runs: OpenTrialRun[];
}

export function shownTrials({ trials, record: { plan }, rungs }: OpenSweep): ShownTrial[] {
  const sign = plan.goal === "minimize" ? 1 : -1;
  const shown = trials.map((trial): ShownTrial => {
    const path = trial.costs.map(({ rung, cost }) => ({
      rung,
      value: cost === null ? Number.NaN : sign * cost,
    }));
    const last = path.at(-1);
    const isWhole = last?.rung === rungs.length - 1;
    return {
      ...{ number: trial.number, params: trial.params, bracket: trial.bracket, runs: trial.runs },
      ...(last && Number.isFinite(last.value) && { value: last.value }),
      ...{ rung: last?.rung ?? -1, isWhole, path, state: stateOf(trial, isWhole) },
    };
  });
  rank(shown, sign);
  return shown;
}

/** A trial that got further was better than those that were left behind, so the rung decides before the value does. */
function rank(shown: ShownTrial[], sign: number): void {
  const known = shown
    .filter(({ value }) => value !== undefined)
    .sort((a, b) => a.rung - b.rung || sign * (b.value! - a.value!));
  for (const [i, trial] of known.entries()) trial.quality = known.length === 1 ? 1 : i / (known.length - 1);
}

function stateOf({ runs, costs, rung }: OpenTrial, isWhole: boolean): ShownTrial["state"] {
  const own = runs.filter(({ heldOut }) => !heldOut);
  if (
    costs.some(({ cost }) => cost === null) ||
    own.some(({ state }) => state === "failed" || state === "damaged")
  )
    return "failed";
  if (isWhole) return "finished";
  if (own.some(({ state }) => state === "running" || state === "created")) return "running";
  return costs.some((one) => one.rung === rung) ? "stopped" : "waiting";
}

/** Values of the seeds that chose, or of those that chose nothing. */
export function seedValues({ runs }: Pick<ShownTrial, "runs">, heldOut: boolean): number[] {
  return runs.flatMap((run) =>
    run.heldOut === heldOut && run.value !== undefined ? [numberOf(run.value)] : [],
  );
}
