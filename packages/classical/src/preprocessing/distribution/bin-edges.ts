import { averagedQuantile, quantileOfSorted } from "../scaling/sample-quantiles.ts";

export type BinStrategy = "quantile" | "uniform" | "kmeans";
export type QuantileMethod = "averaged_inverted_cdf" | "linear";

export interface BinEdgesOptions {
  nBins: number;
  strategy: BinStrategy;
  quantileMethod: QuantileMethod;
  sampleWeight?: ArrayLike<number> | undefined;
}

/**
 * The edges of the bins of a column, upwards, from its least to its greatest value; bins that would be narrower than 1e-8 are left out.
 * A constant column has one bin, from its value to its value (scikit-learn writes −∞ and ∞, and has no inverse then).
 *
 *   uniform    bins of one width
 *   quantile   edges at the quantiles 0, 1/k, …, 1: bins of as many values
 *   kmeans     edges in the middle between neighbouring centres of k-means in one dimension, begun at the middles of uniform bins
 */
export function binEdges(column: Float64Array, options: BinEdgesOptions): Float64Array {
  const { nBins, strategy } = options;
  const { values, weight } = sortedTogether(column, options.sampleWeight);
  const [min, max] = [values[0]!, values.at(-1)!];
  if (min === max) return Float64Array.of(min, max);
  const uniform = Float64Array.from({ length: nBins + 1 }, (_, b) =>
    b === nBins ? max : min + ((max - min) * b) / nBins,
  );
  if (strategy === "uniform") return uniform;
  if (strategy === "quantile")
    return withoutNarrow(
      uniform.map((_, b) =>
        options.quantileMethod === "linear"
          ? quantileOfSorted(values, b / nBins)
          : averagedQuantile(values, b / nBins, weight),
      ),
    );
  const centres = kMeansOfSorted(
    values,
    Float64Array.from({ length: nBins }, (_, b) => (uniform[b]! + uniform[b + 1]!) / 2),
    weight,
  ).sort();
  const edges = [min];
  for (let b = 0; b + 1 < nBins; b++) edges.push((centres[b]! + centres[b + 1]!) / 2);
  return withoutNarrow(Float64Array.from([...edges, max]));
}

/** Lloyd's iterations from given centres, upwards, at most 300; a centre that no value is nearest to goes to the value farthest from its own. */
function kMeansOfSorted(values: Float64Array, start: Float64Array, weight?: Float64Array): Float64Array {
  let centres = start;
  const own = new Int32Array(values.length);
  for (let round = 0; round < 300; round++) {
    const sums = new Float64Array(centres.length);
    const counts = new Float64Array(centres.length);
    let nearest = 0;
    for (let i = 0; i < values.length; i++) {
      while (
        nearest + 1 < centres.length &&
        Math.abs(centres[nearest + 1]! - values[i]!) < Math.abs(centres[nearest]! - values[i]!)
      )
        nearest++;
      sums[nearest]! += values[i]! * (weight?.[i] ?? 1);
      counts[nearest]! += weight?.[i] ?? 1;
      own[i] = nearest;
    }
    if (counts.includes(0)) fillEmpty({ values, weight, own, centres }, sums, counts);
    const next = centres.map((centre, k) => (counts[k]! > 0 ? sums[k]! / counts[k]! : centre));
    next.sort();
    const moved = next.some((centre, k) => centre !== centres[k]);
    centres = next;
    if (!moved) break;
  }
  return centres;
}

interface Clustered {
  values: Float64Array;
  weight: Float64Array | undefined;
  /** Of each value its centre. */
  own: Int32Array;
  centres: Float64Array;
}

/** Gives each empty cluster one of the values farthest from their centres, and takes it from where it was. */
function fillEmpty(
  { values, weight, own, centres }: Clustered,
  sums: Float64Array,
  counts: Float64Array,
): void {
  const distance = (i: number) => Math.abs(values[i]! - centres[own[i]!]!);
  const farthest = Int32Array.from(values.keys()).sort((a, b) => distance(b) - distance(a) || a - b);
  let next = 0;
  for (let k = 0; k < counts.length; k++) {
    if (counts[k]! > 0) continue;
    const i = farthest[next++];
    if (i === undefined || distance(i) === 0) return;
    const w = weight?.[i] ?? 1;
    sums[own[i]!]! -= w * values[i]!;
    counts[own[i]!]! -= w;
    sums[k] = w * values[i]!;
    counts[k] = w;
  }
}

function withoutNarrow(edges: Float64Array): Float64Array {
  return edges.filter((edge, b) => b === 0 || edge - edges[b - 1]! > 1e-8);
}

function sortedTogether(
  column: Float64Array,
  sampleWeight: ArrayLike<number> | undefined,
): { values: Float64Array; weight?: Float64Array } {
  if (!sampleWeight) return { values: column.slice().sort() };
  const order = Uint32Array.from(column.keys())
    .filter((i) => sampleWeight[i]! > 0)
    .sort((a, b) => column[a]! - column[b]!);
  return {
    values: Float64Array.from(order, (i) => column[i]!),
    weight: Float64Array.from(order, (i) => sampleWeight[i]!),
  };
}
