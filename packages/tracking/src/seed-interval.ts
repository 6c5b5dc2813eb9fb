import { studentQuantile } from "./comparison/student-quantile.ts";

/**
 * Mean and half-width of the 95 % interval over seeds: x̄ ± t₀.₉₇₅,ₙ₋₁ · s/√n, with s² the sample variance.
 * undefined for fewer than two values: from one seed no interval follows.
 */
export function seedInterval(values: readonly number[]): { mean: number; half: number } | undefined {
  const n = values.length;
  if (n < 2) return undefined;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1);
  return { mean, half: (t975[n - 2] ?? studentQuantile(0.975, n - 1)) * Math.sqrt(variance / n) };
}

/** 97.5 % quantiles of Student's t for 1 to 29 degrees of freedom, to three decimals, as in any table. */
const t975 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045,
];
