import { checkChains, meanOf } from "./chains.ts";
import { mcse } from "./mcse.ts";

/**
 * Geweke's test that a chain has forgotten its start: do the mean of its first and of its last part agree?
 *
 *   z = (x̄_A − x̄_B) / √(s²_A + s²_B),   s the Monte Carlo standard error of each part
 *
 * About standard normal for a stationary chain. Geweke 1992, "Evaluating the accuracy of sampling-based approaches to the
 * calculation of posterior moments". The variance of each mean is taken by Geyer's monotone sequence (`mcse`), where the
 * paper takes the spectrum at 0.
 */
export function geweke(chain: ArrayLike<number>, { first = 0.1, last = 0.5 } = {}): number {
  if (!(first > 0 && last > 0 && first + last <= 1)) {
    throw new RangeError(
      `geweke: first ${first}, last ${last}; two positive shares that sum to at most 1 are needed`,
    );
  }
  const [x] = checkChains("geweke", [chain]);
  const N = chain.length;
  const a = x!.subarray(0, Math.floor(first * N));
  const b = x!.subarray(N - Math.floor(last * N));
  if (a.length < 4 || b.length < 4) {
    throw new RangeError(
      `geweke: parts of ${a.length} and ${b.length} draws, at least 4 each are needed; a longer chain or larger shares`,
    );
  }
  const error = Math.hypot(mcse([a]), mcse([b]));
  const difference = meanOf(a) - meanOf(b);
  return difference === 0 ? 0 : difference / error;
}
