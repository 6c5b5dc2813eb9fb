/** Σ g, Σ h and the number of rows of a node. */
export interface Sums {
  gradient: number;
  hessian: number;
  count: number;
}

/** Keeps 0 / 0 from being NaN. */
const tiny = 1e-15;

/**
 * The value that lowers the loss most, by its second-order expansion around the predictions so far:
 *
 *   argmin_v  G v + ½ (H + λ) v² + α |v|  =  −T(G) / (H + λ),   T(G) = sign(G) max(|G| − α, 0)
 *
 * Chen and Guestrin 2016, "XGBoost", equation 5, https://doi.org/10.1145/2939672.2939785; α is the lasso's. Cut to [lower, upper], where monotone
 * constraints leave the node no more room.
 */
export function nodeValue(
  gradient: number,
  hessian: number,
  { lambda, alpha }: { lambda: number; alpha: number },
  lower = Number.NEGATIVE_INFINITY,
  upper = Number.POSITIVE_INFINITY,
): number {
  const value = -shrunk(gradient, alpha) / (hessian + lambda + tiny);
  return Math.max(lower, Math.min(upper, value));
}

/** T(G): G moved towards 0 by α. */
export function shrunk(gradient: number, alpha: number): number {
  if (alpha === 0) return gradient;
  return gradient > alpha ? gradient - alpha : gradient < -alpha ? gradient + alpha : 0;
}
