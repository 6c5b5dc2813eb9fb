import type { ParameterValues } from "@blankfile/classical";

/** What a method wants next. Every decision is a file of its own, so that a sweep goes on from them whoever made them. */
export type Decision =
  /** A new configuration, to be run up to rung `rung`. */
  | { kind: "start"; trial: number; params: ParameterValues; rung: number; bracket: number }
  /** One that did well goes on to rung `rung`. */
  | { kind: "promote"; trial: number; rung: number }
  /** The best one is run with the seeds that chose nothing. */
  | { kind: "confirm"; trial: number };

/** What a method does: one of those, or nothing until more is known, or nothing any more. */
export type Next = Decision | "wait" | "done";

/** A configuration, and what is known of it. */
export interface TrialState {
  number: number;
  params: ParameterValues;
  bracket: number;
  /** The rung that it began with, and the one that it is to reach. */
  first: number;
  rung: number;
  /**
   * By rung: the mean of its seeds as a cost, so that less is better, null where one of them failed; a hole where it is not there yet.
   */
  costs: (number | null | undefined)[];
}

/** The rung that it is to reach has a cost. */
export function isThere({ costs, rung }: TrialState): boolean {
  return costs[rung] !== undefined;
}

/** By cost at a rung, what failed and what is no number last, the earlier one of equals first. */
export function byCost(rung: number): (a: TrialState, b: TrialState) => number {
  const cost = ({ costs }: TrialState) => {
    const value = costs[rung];
    return value === null || value === undefined || Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  };
  return (a, b) => {
    const [x, y] = [cost(a), cost(b)];
    return x === y ? a.number - b.number : x - y;
  };
}
