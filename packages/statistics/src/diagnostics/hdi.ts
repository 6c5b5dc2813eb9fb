import { checkChains } from "./chains.ts";

/**
 * The highest density interval: the shortest that holds a share `prob` of the draws, for a density of one peak.
 *
 *   the least x_(i + ⌊prob · n⌋) − x_(i) over i,   x_(·) the sorted draws
 *
 * Chen and Shao 1999, https://doi.org/10.1080/10618600.1999.10474802. `prob` defaults to 0.94, as in ArviZ.
 */
export function hdi(draws: ArrayLike<number>, prob = 0.94): [number, number] {
  if (!(prob > 0 && prob < 1)) throw new RangeError(`hdi: prob ${prob}, a number between 0 and 1 is needed`);
  const sorted = checkChains("hdi", [draws], 1)[0]!.sort();
  const width = Math.floor(prob * sorted.length);
  let best = 0;
  for (let i = 1; i + width < sorted.length; i++) {
    if (sorted[i + width]! - sorted[i]! < sorted[best + width]! - sorted[best]!) best = i;
  }
  return [sorted[best]!, sorted[best + width]!];
}
