import { checkChains, meanOf } from "./chains.ts";

/**
 * The autocorrelation of a chain at lags 0 … maxLag.
 *
 *   ρ_t = c_t / c_0,   c_t = (1/N) Σ_{i < N − t} (x_i − x̄)(x_{i+t} − x̄)
 *
 * The divisor N, not N − t, keeps the sequence positive definite (Priestley 1981, section 5.3.3). A constant chain has ρ =
 * 1 at lag 0 and 0 elsewhere.
 */
export function autocorrelation(chain: ArrayLike<number>, maxLag = chain.length - 1): Float64Array {
  const [x] = checkChains("autocorrelation", [chain], 1);
  if (!(Number.isInteger(maxLag) && maxLag >= 0 && maxLag < chain.length)) {
    throw new RangeError(
      `autocorrelation: maxLag ${maxLag} of ${chain.length} draws, a whole number from 0 to ${chain.length - 1} is needed`,
    );
  }
  const covariance = lagCovariances(x!);
  const variance = covariance(0);
  return Float64Array.from({ length: maxLag + 1 }, (_, t) =>
    t === 0 ? 1 : variance === 0 ? 0 : covariance(t) / variance,
  );
}

/** t ↦ c_t, each computed when it is asked for: Geyer's sequences rarely ask for many. */
export function lagCovariances(x: Float64Array): (lag: number) => number {
  const N = x.length;
  const mean = meanOf(x);
  const centred = x.map((value) => value - mean);
  return (lag) => {
    let sum = 0;
    for (let i = 0; i + lag < N; i++) sum += centred[i]! * centred[i + lag]!;
    return sum / N;
  };
}
