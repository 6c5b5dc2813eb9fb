/**
 * Fisher information: how sharply the likelihood of a parameter θ is peaked, from a log-density alone.
 *
 *   s(x; θ) = ∂ log f(x; θ)/∂θ                       score; E s = 0
 *   I(θ) = E[s sᵀ] = −E[∂² log f/∂θ ∂θᵀ]             expected information, over given draws of X with equal weight, or weights
 *   J(θ) = −Σ_i ∂² log f(x_i; θ)/∂θ ∂θᵀ              observed information of a sample; J⁻¹ estimates the covariance of the MLE
 *
 * Derivatives by central differences: the score with steps ε^{1/3}, the Hessian with ε^{1/4}, each scaled by max(1, |θ|).
 * Fisher 1922, https://doi.org/10.1098/rsta.1922.0009; Efron and Hinkley 1978, https://doi.org/10.1093/biomet/65.3.457.
 */

import { requireEqualLengths, sampleOf } from "../samples/sample.ts";
import { probabilitiesOf } from "./distributions.ts";

export type LogDensity<X> = (x: X, theta: Float64Array) => number;

/** J(θ), [d][d], of the sample. */
export function observedInformation<X>(
  logDensity: LogDensity<X>,
  theta: ArrayLike<number>,
  sample: readonly X[],
): Float64Array[] {
  const at = sampleOf("observedInformation", "theta", theta);
  if (sample.length === 0)
    throw new RangeError("observedInformation: an empty sample, at least one value is needed");
  const total = (t: Float64Array) => sample.reduce((sum, x) => sum + logDensity(x, t), 0);
  return hessian(total, at).map((row) => row.map((value) => -value));
}

/** I(θ), [d][d], as the mean of s sᵀ over the outcomes: draws of X, or all outcomes with their probabilities as `weights`. */
export function fisherInformation<X>(
  logDensity: LogDensity<X>,
  theta: ArrayLike<number>,
  outcomes: readonly X[],
  { weights }: { weights?: ArrayLike<number> } = {},
): Float64Array[] {
  const where = "fisherInformation";
  const at = sampleOf(where, "theta", theta);
  if (weights !== undefined)
    requireEqualLengths(where, ["outcomes", "weights"], [outcomes.length, weights.length]);
  const p = probabilitiesOf(where, "weights", weights ?? new Float64Array(outcomes.length).fill(1));
  const information = Array.from(at, () => new Float64Array(at.length));
  outcomes.forEach((x, i) => {
    const s = gradient((t) => logDensity(x, t), at);
    for (let a = 0; a < s.length; a++) {
      for (let b = 0; b < s.length; b++) information[a]![b]! += p[i]! * s[a]! * s[b]!;
    }
  });
  return information;
}

type Function = (theta: Float64Array) => number;

function gradient(f: Function, theta: Float64Array): Float64Array {
  const t = theta.slice();
  return theta.map((value, i) => {
    const step = Number.EPSILON ** (1 / 3) * Math.max(1, Math.abs(value));
    const [above, below] = [value + step, value - step].map((moved) => {
      t[i] = moved;
      return f(t);
    }) as [number, number];
    t[i] = value;
    return (above - below) / (2 * step);
  });
}

/** [f(+,+) − f(+,−) − f(−,+) + f(−,−)] / (4 h_i h_j); on the diagonal that is the second difference with step 2h. */
function hessian(f: Function, theta: Float64Array): Float64Array[] {
  const steps = theta.map((value) => Number.EPSILON ** 0.25 * Math.max(1, Math.abs(value)));
  const moved = (i: number, a: number, j: number, b: number) => {
    const t = theta.slice();
    t[i]! += a * steps[i]!;
    t[j]! += b * steps[j]!;
    return f(t);
  };
  return Array.from(theta, (_, i) =>
    theta.map((__, j) => {
      const difference = moved(i, 1, j, 1) - moved(i, 1, j, -1) - moved(i, -1, j, 1) + moved(i, -1, j, -1);
      return difference / (4 * steps[i]! * steps[j]!);
    }),
  );
}
