import { quantile, sorted } from "./numbers.ts";

/** Counts of values between edges: bin i holds edges[i] ≤ x < edges[i + 1], the last one its upper edge too. */
export interface Histogram {
  type: "histogram";
  /** Rising, one more than counts. */
  edges: number[];
  counts: number[];
  /** Values that stand in no bin. */
  nan: number;
  infinite: [below: number, above: number];
}

/** How wide bins are: a rule of statistics, or how many there are. */
export type BinRule = "auto" | "freedman-diaconis" | "sturges" | number;

/** A run logs a histogram a step: more bins than this show nothing more. */
const mostBins = 512;

/**
 * A histogram of a sample. NaN and infinities are counted apart. The rules, for n values over the range r:
 *
 *   Sturges 1926:              width = r / (log₂ n + 1)
 *   Freedman & Diaconis 1981:  width = 2 · IQR / ∛n
 *   auto:                      the smaller of the two; Sturges where the IQR is 0
 *
 * as in `numpy.histogram_bin_edges`; at most 512 bins. Where all values are one x, the bin is x ± 0.5.
 */
export function histogram(values: ArrayLike<number>, rule: BinRule = "auto"): Histogram {
  const { finite, nan, infinite } = sorted(values);
  if (finite.length === 0) return { type: "histogram", edges: [0, 1], counts: [0], nan, infinite };
  let [low, high] = [finite[0]!, finite.at(-1)!];
  const bins = binCount(finite, rule);
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  if (!(high - low < Number.POSITIVE_INFINITY) || low === high || low + (high - low) / bins === low)
    throw new RangeError(
      `histogram: ${bins} bins from ${low} to ${high} have no width in float64, needed a wider or narrower range`,
    );
  const edges = Array.from({ length: bins + 1 }, (_, i) =>
    i === bins ? high : low + (i * (high - low)) / bins,
  );
  return { type: "histogram", edges, counts: countBins(finite, edges), nan, infinite };
}

/** The same from bins that somebody else has counted. */
export function histogramFrom(bins: {
  edges: number[];
  counts: number[];
  nan?: number;
  infinite?: [number, number];
}): Histogram {
  const made: Histogram = {
    type: "histogram",
    edges: bins.edges,
    counts: bins.counts,
    nan: bins.nan ?? 0,
    infinite: bins.infinite ?? [0, 0],
  };
  const reason = wrongHistogram(made);
  if (reason !== undefined) throw new RangeError(`histogram: ${reason}`);
  return made;
}

export function wrongHistogram(value: Partial<Record<keyof Histogram, unknown>>): string | undefined {
  const { edges, counts, nan, infinite } = value;
  if (!Array.isArray(edges) || !edges.every(Number.isFinite)) return "edges are no finite numbers";
  if (edges.some((edge, i) => i > 0 && !(edge > edges[i - 1]))) return "edges do not rise";
  const isCount = (count: unknown) => Number.isFinite(count) && Number(count) >= 0;
  if (!Array.isArray(counts) || counts.length + 1 !== edges.length || !counts.every(isCount))
    return `counts are not ${edges.length - 1} numbers from 0, one between two edges`;
  if (!isCount(nan) || !Array.isArray(infinite) || infinite.length !== 2 || !infinite.every(isCount))
    return "nan and infinite are no counts";
  return undefined;
}

function binCount(finite: Float64Array, rule: BinRule): number {
  if (typeof rule === "number") {
    if (!Number.isSafeInteger(rule) || rule < 1 || rule > mostBins)
      throw new RangeError(`histogram: given ${rule} bins, needed a whole number from 1 to ${mostBins}`);
    return rule;
  }
  const n = finite.length;
  const range = finite[n - 1]! - finite[0]!;
  const sturges = range / (Math.log2(n) + 1);
  const iqr = quantile(finite, 0.75) - quantile(finite, 0.25);
  const freedmanDiaconis = (2 * iqr) / Math.cbrt(n);
  const width =
    rule === "sturges"
      ? sturges
      : rule === "freedman-diaconis"
        ? freedmanDiaconis
        : freedmanDiaconis > 0
          ? Math.min(freedmanDiaconis, sturges)
          : sturges;
  if (!(width > 0)) return 1;
  return Math.min(mostBins, Math.max(1, Math.ceil(range / width)));
}

/** Both lists rise, so one pass counts all. */
function countBins(finite: Float64Array, edges: number[]): number[] {
  const counts = new Array<number>(edges.length - 1).fill(0);
  let bin = 0;
  for (const value of finite) {
    while (bin < counts.length - 1 && value >= edges[bin + 1]!) bin++;
    counts[bin]! += 1;
  }
  return counts;
}
