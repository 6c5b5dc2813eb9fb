import { gammaPrefix } from "../../special/gamma/gammainc.ts";

/**
 * Σ_j e^(−μ) μ^j / j! · g(j), g ≥ 0 monotone, or with one peak: from the Poisson distribution's mode upwards and downwards until the
 * terms no longer count. In a far tail the largest term is not at the mode; the sums go on as long as the terms grow.
 */
export function poissonMixture(mu: number, g: (j: number) => number): number {
  const mode = Math.floor(mu);
  // e^(−μ) μ^j / j!, of full accuracy about its mode.
  const atMode = mu === 0 ? 1 : gammaPrefix(mode, mu);
  let sum = atMode * g(mode);
  for (const direction of [1, -1]) {
    let weight = atMode;
    let last = sum;
    for (let j = mode + direction; j >= 0 && j < mode + 1e6; j += direction) {
      weight *= direction === 1 ? mu / j : (j + 1) / mu;
      if (weight === 0) break;
      const term = weight * g(j);
      sum += term;
      if (term <= last && term <= 1e-18 * sum && sum > 0) break;
      last = term;
    }
  }
  return sum;
}
