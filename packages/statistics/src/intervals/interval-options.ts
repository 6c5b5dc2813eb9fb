import {
  type AlternativeOption,
  type ConfidenceInterval,
  requireAlternative,
} from "../samples/alternative.ts";
import { requireProbability } from "../samples/sample.ts";

export interface IntervalOptions extends AlternativeOption {
  /** Default 0.95. */
  confidenceLevel?: number;
}

/** The chance of missing on a closed side: α/2 on each, or all α on the one. */
export function tailOf(
  where: string,
  { alternative = "two-sided", confidenceLevel = 0.95 }: IntervalOptions,
): number {
  requireAlternative(where, alternative);
  requireProbability(where, "confidenceLevel", confidenceLevel);
  return alternative === "two-sided" ? (1 - confidenceLevel) / 2 : 1 - confidenceLevel;
}

/** The interval with the ends of what can be on the side that the alternative leaves open. */
export function openTo(
  { low, high }: ConfidenceInterval,
  [least, most]: readonly [number, number],
  { alternative = "two-sided" }: IntervalOptions,
): ConfidenceInterval {
  return { low: alternative === "less" ? least : low, high: alternative === "greater" ? most : high };
}
