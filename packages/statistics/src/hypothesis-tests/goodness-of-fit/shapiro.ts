/**
 * The test of Shapiro and Wilk for normality: how near the line of a normal plot comes to the whole variance.
 *
 *   W = (Σ a_i x_(i))² / Σ (x_i − x̄)²
 *
 * with the weights a and the p-value as Royston approximates them: m_i = Φ⁻¹((i − ⅜)/(n + ¼)), a near m/‖m‖ with polynomials in 1/√n
 * for the last two, and a transform of 1 − W that is about normal. For 3 to 5000 values.
 *
 * Shapiro and Wilk 1965, https://doi.org/10.1093/biomet/52.3-4.591; Royston 1995, algorithm AS R94, https://doi.org/10.2307/2986146.
 */

import { Normal } from "../../distributions/continuous/normal.ts";
import { sumOfSquares } from "../../samples/moments.ts";
import { type Sample, sampleOf } from "../../samples/sample.ts";

export interface ShapiroResult {
  /** W. */
  statistic: number;
  pvalue: number;
}

/** Coefficients from the constant up, Royston's c₁ … c₆ and g. */
const LAST = [0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056];
const SECOND_LAST = [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633];
const FEW = {
  shift: [-2.273, 0.459],
  mean: [0.544, -0.39978, 0.025054, -6.714e-4],
  logStd: [1.3822, -0.77857, 0.062767, -0.0020322],
};
const MANY = { mean: [-1.5861, -0.31082, -0.083751, 0.0038915], logStd: [-0.4803, -0.082676, 0.0030302] };

export function shapiro(sample: Sample): ShapiroResult {
  const x = sampleOf("shapiro", "sample", sample, 3).sort();
  const n = x.length;
  if (n > 5000) throw new RangeError(`shapiro: ${n} values, at most 5000 are needed; use anderson`);
  if (x[0] === x[n - 1]) throw new RangeError("shapiro: all values are equal, values that differ are needed");
  const a = shapiroWeights(n);
  let along = 0;
  for (let i = 0; i < Math.floor(n / 2); i++) along += a[i]! * (x[n - 1 - i]! - x[i]!);
  const statistic = Math.min(1, along ** 2 / sumOfSquares(x));
  return { statistic, pvalue: shapiroPvalue(statistic, n) };
}

/** The weights of x_(n) − x_(1), x_(n−1) − x_(2), …: the upper half of a, from the end. */
function shapiroWeights(n: number): Float64Array {
  if (n === 3) return new Float64Array([Math.SQRT1_2]);
  const normal = new Normal();
  const m = Float64Array.from(
    { length: Math.floor(n / 2) },
    (_, i) => -normal.ppf((i + 1 - 0.375) / (n + 0.25)),
  );
  const squares = 2 * m.reduce((total, value) => total + value * value, 0);
  const root = Math.sqrt(squares);
  const u = 1 / Math.sqrt(n);
  const last = polynomial(LAST, u) + m[0]! / root;
  if (n <= 5) {
    const scale = Math.sqrt((squares - 2 * m[0]! ** 2) / (1 - 2 * last ** 2));
    return m.map((value, i) => (i === 0 ? last : value / scale));
  }
  const second = polynomial(SECOND_LAST, u) + m[1]! / root;
  const scale = Math.sqrt(
    (squares - 2 * m[0]! ** 2 - 2 * m[1]! ** 2) / (1 - 2 * last ** 2 - 2 * second ** 2),
  );
  return m.map((value, i) => (i === 0 ? last : i === 1 ? second : value / scale));
}

function shapiroPvalue(w: number, n: number): number {
  // Exact: W = cos² of an angle that is evenly distributed.
  if (n === 3) return Math.max(0, (6 / Math.PI) * (Math.asin(Math.sqrt(w)) - Math.asin(Math.sqrt(0.75))));
  const logRest = Math.log1p(-w);
  if (n > 11) return aboveNormal(logRest, MANY, Math.log(n));
  const shift = polynomial(FEW.shift, n);
  if (logRest >= shift) return 0;
  return aboveNormal(-Math.log(shift - logRest), FEW, n);
}

function aboveNormal(
  y: number,
  { mean, logStd }: { mean: number[]; logStd: number[] },
  argument: number,
): number {
  return new Normal().sf((y - polynomial(mean, argument)) / Math.exp(polynomial(logStd, argument)));
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((total, coefficient) => total * x + coefficient, 0);
}
