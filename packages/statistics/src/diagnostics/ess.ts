import { lagCovariances } from "./autocorrelation.ts";
import {
  type ChainArrays,
  checkChains,
  meanOf,
  pooled,
  quantileOf,
  splitChains,
  varianceOf,
} from "./chains.ts";
import { rankNormalize } from "./rank-normalize.ts";

export type EssMethod = "bulk" | "tail" | "mean" | "sd" | "quantile" | "identity";

export interface EssOptions {
  method?: EssMethod;
  /** The quantile of "quantile"; default 0.5. */
  prob?: number;
}

/**
 * The effective sample size: as many independent draws would have the same variance of the mean.
 *
 *   S_eff = C N / τ,   τ = 1 + 2 Σ_{t ≥ 1} ρ_t
 *   ρ_t = 1 − (W − mean_c c_t) / V,   V = (N − 1)/N W + B/N    over C chains of N draws
 *
 * The sum ends by Geyer's initial monotone sequence: the sums ρ_2k + ρ_2k+1 of a reversible chain are positive and fall, so
 * it is cut where they are not positive, and none may exceed the one before.
 *
 * "bulk", the default, is that of the rank-normalised split chains; "tail" the smaller of those of the 5 % and 95 %
 * quantiles; "mean" of the split chains as they are; "sd" of their squared distances from the mean; "quantile" of x ≤
 * quantile; "identity" of the chains not split. Vehtari et al. 2021, https://arxiv.org/abs/1903.08008; Geyer 1992,
 * https://doi.org/10.1214/ss/1177011137.
 */
export function ess(chains: ChainArrays, { method = "bulk", prob = 0.5 }: EssOptions = {}): number {
  const checked = checkChains("ess", chains);
  switch (method) {
    case "bulk":
      return effectiveSize(rankNormalize(splitChains(checked)));
    case "tail":
      return Math.min(quantileSize(checked, 0.05), quantileSize(checked, 0.95));
    case "mean":
      return effectiveSize(splitChains(checked));
    case "sd":
      return effectiveSize(splitChains(squaredDistances(checked)));
    case "quantile":
      if (!(prob > 0 && prob < 1))
        throw new RangeError(`ess: prob ${prob}, a number between 0 and 1 is needed`);
      return quantileSize(checked, prob);
    case "identity":
      return effectiveSize(checked);
    default:
      throw new RangeError(
        `ess: method ${method}, "bulk", "tail", "mean", "sd", "quantile" or "identity" is needed`,
      );
  }
}

/** (x − x̄)² with the mean of all draws. */
export function squaredDistances(chains: readonly Float64Array[]): Float64Array[] {
  const mean = meanOf(pooled(chains));
  return chains.map((chain) => chain.map((value) => (value - mean) ** 2));
}

function quantileSize(chains: readonly Float64Array[], p: number): number {
  const quantile = quantileOf(pooled(chains).sort(), p);
  return effectiveSize(splitChains(chains.map((chain) => chain.map((value) => (value <= quantile ? 1 : 0)))));
}

function effectiveSize(chains: readonly Float64Array[]): number {
  const [C, N] = [chains.length, chains[0]!.length];
  const all = pooled(chains);
  // Constant draws carry no error at all.
  if (all.every((value) => Math.abs(value - all[0]!) < 1e-15)) return C * N;
  const covariances = chains.map(lagCovariances);
  const covariance = (lag: number) => meanOf(covariances.map((at) => at(lag)));
  const W = (covariance(0) * N) / (N - 1);
  const V = ((N - 1) / N) * W + (C > 1 ? varianceOf(chains.map(meanOf)) : 0);
  const tau = monotoneSum((lag) => 1 - (W - covariance(lag)) / V, N);
  // Antithetic chains beat independence, but not by more than their number can tell.
  return (C * N) / Math.max(tau, 1 / Math.log10(C * N));
}

/** τ = −1 + 2 Σ of Geyer's pairs, and once the first correlation of the pair that ended them if it is positive. */
function monotoneSum(rho: (lag: number) => number, N: number): number {
  const pairs: number[] = [];
  let [even, odd, lag] = [1, rho(1), 1];
  while (even + odd > 0 && lag < N - 3) {
    pairs.push(Math.min(even + odd, pairs.at(-1) ?? Number.POSITIVE_INFINITY));
    [even, odd] = [rho(lag + 1), rho(lag + 2)];
    lag += 2;
  }
  const rest = even > 0 || even + odd >= 0 ? even : 0;
  return -1 + 2 * pairs.reduce((sum, pair) => sum + pair, 0) + rest;
}
