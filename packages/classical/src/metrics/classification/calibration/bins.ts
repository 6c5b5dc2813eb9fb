export type BinStrategy = "uniform" | "quantile";

export interface BinOptions {
  /** The number of bins. */
  nBins?: number;
  /** Bins of equal width, or between quantiles of the probabilities, so that they hold as many samples each. */
  strategy?: BinStrategy;
}

/** The bin of each probability, [N]: bin b holds (edge_b, edge_{b+1}], and the first one its lower edge also. */
export function binsOf(
  where: string,
  p: Float64Array,
  { nBins, strategy }: Required<BinOptions>,
): Int32Array {
  if (!Number.isInteger(nBins) || nBins < 1) {
    throw new RangeError(`${where}: nBins ${nBins}, a whole number of at least 1 is needed`);
  }
  const inner = innerEdges(where, p, { nBins, strategy });
  return Int32Array.from(p, (value) => countBelow(inner, value));
}

function innerEdges(where: string, p: Float64Array, { nBins, strategy }: Required<BinOptions>): Float64Array {
  if (strategy === "uniform")
    return Float64Array.from({ length: nBins - 1 }, (_, b) => (b + 1) * (1 / nBins));
  if (strategy !== "quantile") {
    throw new RangeError(`${where}: strategy ${JSON.stringify(strategy)}, "uniform" or "quantile" is needed`);
  }
  const sorted = p.toSorted();
  return Float64Array.from({ length: nBins - 1 }, (_, b) => quantileOf(sorted, (b + 1) * (1 / nBins)));
}

/** Linear between the order statistics, as NumPy has it unless told otherwise. */
function quantileOf(sorted: Float64Array, q: number): number {
  const at = q * (sorted.length - 1);
  const low = Math.floor(at);
  const [a, b] = [sorted[low]!, sorted[Math.min(low + 1, sorted.length - 1)]!];
  const t = at - low;
  return t < 0.5 ? a + t * (b - a) : b - (1 - t) * (b - a);
}

/** How many edges lie below the value, by halving. */
function countBelow(edges: Float64Array, value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
