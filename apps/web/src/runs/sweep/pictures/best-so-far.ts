import type { ShownTrial } from "../shown-trials.ts";

/** A configuration in the order in which they ended, and the best until then. */
export interface EndedTrial {
  number: number;
  value: number;
  best: number;
}

/** Whole trials in the order in which the last of their runs ended. */
export function bestSoFar(trials: readonly ShownTrial[], goal: "minimize" | "maximize"): EndedTrial[] {
  const better = goal === "minimize" ? Math.min : Math.max;
  let best = goal === "minimize" ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return trials
    .filter(({ isWhole, value }) => isWhole && value !== undefined)
    .map((trial) => ({ trial, at: endOf(trial) }))
    .sort((a, b) => a.at - b.at)
    .map(({ trial: { number, value } }) => {
      best = better(best, value!);
      return { number, value: value!, best };
    });
}

function endOf({ runs }: ShownTrial): number {
  return Math.max(...runs.filter(({ heldOut }) => !heldOut).map(({ updatedAt }) => updatedAt));
}
