import { requireList, show } from "../samples/sample.ts";

/** Draws of one quantity: an array per chain, all equally long. */
export type ChainArrays = readonly ArrayLike<number>[];

/** Copies the chains, refusing what is too short, uneven or not finite. */
export function checkChains(where: string, chains: ChainArrays, leastDraws = 4): Float64Array[] {
  if (!Array.isArray(chains)) throw new TypeError(`${where}: ${show(chains)}, an array of chains is needed`);
  chains.forEach((chain, c) => {
    requireList(where, `chain ${c}`, chain);
  });
  const draws = chains[0]?.length ?? 0;
  if (draws < leastDraws) {
    throw new RangeError(
      `${where}: ${chains.length} chains of ${draws} draws, at least ${leastDraws} draws are needed`,
    );
  }
  return chains.map((chain, c) => {
    if (chain.length !== draws) {
      throw new RangeError(
        `${where}: chain ${c} has ${chain.length} draws, ${draws} as in chain 0 are needed`,
      );
    }
    for (let s = 0; s < draws; s++) {
      if (Number.isFinite(chain[s])) continue;
      throw new RangeError(`${where}: draw ${s} of chain ${c} is ${chain[s]}, finite numbers are needed`);
    }
    return Float64Array.from(chain);
  });
}

/** Each chain as two, so that a drift within a chain shows between them; the middle draw of an odd number is left out. */
export function splitChains(chains: readonly Float64Array[]): Float64Array[] {
  const draws = chains[0]!.length;
  const half = draws >> 1;
  return [
    ...chains.map((chain) => chain.subarray(0, half)),
    ...chains.map((chain) => chain.subarray(draws - half)),
  ];
}

/** All draws of all chains. */
export function pooled(chains: readonly Float64Array[]): Float64Array {
  const draws = chains[0]!.length;
  const out = new Float64Array(chains.length * draws);
  chains.forEach((chain, c) => {
    out.set(chain, c * draws);
  });
  return out;
}

export function meanOf(x: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]!;
  return sum / x.length;
}

/** Σ (x − x̄)² / (n − 1). */
export function varianceOf(x: ArrayLike<number>, ddof = 1): number {
  const mean = meanOf(x);
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i]! - mean) ** 2;
  return sum / (x.length - ddof);
}

/** The quantile by straight lines between the sorted draws (type 7 of Hyndman and Fan 1996). */
export function quantileOf(sorted: ArrayLike<number>, p: number): number {
  const at = p * (sorted.length - 1);
  const low = Math.floor(at);
  const below = sorted[low]!;
  return at === low ? below : below + (at - low) * (sorted[low + 1]! - below);
}
