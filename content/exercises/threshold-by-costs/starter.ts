export interface Costs {
  /** Of a yes to a row with label 0. */
  falsePositive: number;
  /** Of a no to a row with label 1. */
  falseNegative: number;
}

/** The probability from which on yes costs less than no. */
export function costThreshold(costs: Costs): number {
  throw new Error("costThreshold is not written yet");
}

/** What the answers at threshold t cost together. */
export function totalCost(scores: number[], labels: number[], t: number, costs: Costs): number {
  throw new Error("totalCost is not written yet");
}

/** The cheapest threshold among the scores and Infinity; the highest of several. */
export function bestThreshold(
  scores: number[],
  labels: number[],
  costs: Costs,
): { threshold: number; cost: number } {
  throw new Error("bestThreshold is not written yet");
}
