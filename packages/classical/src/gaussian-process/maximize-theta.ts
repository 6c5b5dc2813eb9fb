import type { Philox } from "@blankfile/tensor";
import { minimizeLBFGS } from "../optimize/minimize-lbfgs.ts";
import { type Covariance, thetaBounds, thetaOf, withTheta } from "./kernels/covariance.ts";

/** ln p(y | X, θ), and its derivatives by θ into `gradient`. */
export type Likelihood = (kernel: Covariance, gradient: Float64Array) => number;

export interface Best {
  kernel: Covariance;
  likelihood: number;
  /** Whether the last of the searches that led there met its stopping rule. */
  converged: boolean;
  /** Places of θ that ended at a bound. */
  atBound: number[];
}

/**
 * The θ of greatest likelihood within its bounds: by L-BFGS from the kernel's own θ, and from `restarts` more drawn evenly between the bounds.
 *
 *   θⱼ = mⱼ + hⱼ sin(uⱼ / hⱼ)
 *
 * with the middle m and half width h of the bounds makes the search one without bounds, in u, whose steps are those of θ near the middle (James and Roos 1975,
 * https://doi.org/10.1016/0010-4655(75)90039-9).
 */
export function maximizeTheta(
  kernel: Covariance,
  likelihood: Likelihood,
  { restarts, rng, maxIter = 200 }: { restarts: number; rng: Philox; maxIter?: number },
): Best {
  const bounds = thetaBounds(kernel);
  const middle = bounds.map(([low, high]) => (low + high) / 2);
  const half = bounds.map(([low, high]) => (high - low) / 2);
  const inside = (u: Float64Array): Float64Array =>
    u.map((value, j) => middle[j]! + (half[j]! > 0 ? half[j]! * Math.sin(value / half[j]!) : 0));
  const objective = (u: Float64Array, gradient: Float64Array): number => {
    const value = likelihood(withTheta(kernel, inside(u)), gradient);
    for (let j = 0; j < u.length; j++) gradient[j]! *= half[j]! > 0 ? -Math.cos(u[j]! / half[j]!) : 0;
    return -value;
  };
  const starts = [thetaOf(kernel)];
  for (let r = 0; r < restarts; r++)
    starts.push(Float64Array.from(bounds, ([low, high]) => low + (high - low) * rng.uniform()));
  let best: Best | undefined;
  for (const theta of starts) {
    const u = theta.map((value, j) => {
      if (half[j] === 0) return 0;
      // Off the ends, where sin has no slope.
      const share = Math.min(0.99, Math.max(-0.99, (value - middle[j]!) / half[j]!));
      return half[j]! * Math.asin(share);
    });
    const found = minimizeLBFGS(objective, u, { maxIter, gtol: 1e-5 });
    if (best && !(-found.value > best.likelihood)) continue;
    const end = inside(found.x);
    best = {
      kernel: withTheta(kernel, end),
      likelihood: -found.value,
      converged: found.converged,
      atBound: bounds.flatMap(([low, high], j) =>
        high > low && Math.min(end[j]! - low, high - end[j]!) < 1e-3 * (high - low) ? [j] : [],
      ),
    };
  }
  return best!;
}
