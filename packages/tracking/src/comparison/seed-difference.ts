import type { ComparedFigure } from "./figure.ts";
import { studentQuantile } from "./student-quantile.ts";

/** How far one configuration's mean lies above another's, with the 95 % interval of that difference. */
export interface SeedDifference {
  difference: number;
  /** Half of the interval; none where one side has a single seed. */
  half?: number;
  /** "paired": by seed; "Welch": the two sides have different seeds. */
  by: "paired" | "Welch";
  /** Of Student's t; none where there is no interval. */
  degrees?: number;
}

/**
 * The difference of a figure from a baseline's. Where both have the same seeds, the seeds are paired: what a seed does to both of them
 * falls out.
 *
 *   paired   d̄ ± t₀.₉₇₅,ₙ₋₁ · s_d/√n,   d_i = a_i − b_i
 *   Welch    ā − b̄ ± t₀.₉₇₅,ν · √(s_a²/n_a + s_b²/n_b),
 *            ν = (s_a²/n_a + s_b²/n_b)² / ((s_a²/n_a)²/(n_a − 1) + (s_b²/n_b)²/(n_b − 1))
 *
 * Welch 1947, https://doi.org/10.1093/biomet/34.1-2.28. Where nothing varies at all, the interval has no width.
 */
export function seedDifference(of: ComparedFigure, baseline: ComparedFigure): SeedDifference {
  const [a, b] = [of.values, baseline.values];
  const isPaired = a.length === b.length && a.every(({ seed }, i) => seed === b[i]!.seed);
  if (isPaired) {
    const differences = a.map(({ value }, i) => value - b[i]!.value);
    const { mean, error } = meanOf(differences);
    const degrees = differences.length - 1;
    if (degrees < 1) return { difference: mean, by: "paired" };
    return { difference: mean, half: halfOf(error, degrees), by: "paired", degrees };
  }
  const [left, right] = [meanOf(a.map(({ value }) => value)), meanOf(b.map(({ value }) => value))];
  const difference = left.mean - right.mean;
  if (a.length < 2 || b.length < 2) return { difference, by: "Welch" };
  const error = left.error + right.error;
  const spread = left.error ** 2 / (a.length - 1) + right.error ** 2 / (b.length - 1);
  const degrees = error === 0 ? a.length + b.length - 2 : error ** 2 / spread;
  return { difference, half: halfOf(error, degrees), by: "Welch", degrees };
}

/** Whether the interval leaves out 0; undefined where there is none. */
export function isClear({ difference, half }: SeedDifference): boolean | undefined {
  return half === undefined ? undefined : Math.abs(difference) > half;
}

/** The mean, and s²/n. */
function meanOf(values: readonly number[]): { mean: number; error: number } {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const variance = n < 2 ? 0 : values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1);
  return { mean, error: variance / n };
}

function halfOf(error: number, degrees: number): number {
  // A run that diverged leaves nothing to say of the interval.
  return Number.isFinite(degrees) ? studentQuantile(0.975, degrees) * Math.sqrt(error) : Number.NaN;
}
