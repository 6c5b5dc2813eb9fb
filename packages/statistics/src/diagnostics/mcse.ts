import { type ChainArrays, checkChains, meanOf, pooled, varianceOf } from "./chains.ts";
import { ess, squaredDistances } from "./ess.ts";

/**
 * The Monte Carlo standard error: how far an estimate from these draws lies from that of infinitely many.
 *
 *   mean   sd(x) / √S_eff(x)
 *   sd     √(Var((x − x̄)²) / S_eff((x − x̄)²)) / (2 sd(x))     by the delta method
 *
 * Vehtari et al. 2021, https://arxiv.org/abs/1903.08008.
 */
export function mcse(chains: ChainArrays, { method = "mean" }: { method?: "mean" | "sd" } = {}): number {
  const checked = checkChains("mcse", chains);
  const all = pooled(checked);
  if (method === "mean") return Math.sqrt(varianceOf(all) / ess(checked, { method: "mean" }));
  if (method !== "sd") throw new RangeError(`mcse: method ${method}, "mean" or "sd" is needed`);
  const squares = squaredDistances(checked);
  const flat = pooled(squares);
  const second = meanOf(flat);
  if (second === 0) return 0;
  const varianceOfVariance = varianceOf(flat, 0) / ess(squares, { method: "mean" });
  return Math.sqrt(varianceOfVariance / second / 4);
}
