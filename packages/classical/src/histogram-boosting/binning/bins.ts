import type { Philox } from "@blankfile/tensor";
import type { Matrix } from "../../matrix/matrix.ts";

/** How each column is cut into at most 255 bins; missing values have one more, the last. Plain values, as they are saved. */
export interface Bins {
  /** Of a column of numbers: x lies in bin b where edges[b − 1] < x ≤ edges[b]. Of one of categories: their values, upwards, a bin each. [F][nBins − 1 or nBins] */
  edges: Float64Array[];
  /** 1 for columns of categories, [F]. */
  isCategorical: Uint8Array;
  /** How many bins there are for values, [F]; the code nBins[j] is that of a missing one. */
  nBins: Int32Array;
}

export interface BinningOptions {
  /** At most so many for values, 2 to 255. */
  maxBins: number;
  isCategorical: Uint8Array;
  sampleWeight: Float64Array | undefined;
  rng: Philox;
}

/** Above so many rows the quantiles are those of as many rows drawn. */
const mostRows = 200_000;

/**
 * Cuts each column of X.
 *
 * Up to maxBins different values: halfway between neighbours. More: at the quantiles 1/maxBins, 2/maxBins, …, so that each bin holds about as much
 * weight; where the weight up to a value is just the share wanted, between that value and the next.
 */
export function learnBins(X: Matrix, { maxBins, isCategorical, sampleWeight, rng }: BinningOptions): Bins {
  const rows = X.rows > mostRows ? drawRows(X.rows, sampleWeight, rng) : undefined;
  const edges = Array.from({ length: X.cols }, (_, j) => {
    const column = X.column(j);
    if (isCategorical[j] === 1) return categoriesOf(column, maxBins, X.names?.[j] ?? j);
    const values = rows ? Float64Array.from(rows, (i) => column[i]!) : column;
    return edgesOf(values, rows ? undefined : sampleWeight, maxBins);
  });
  const nBins = Int32Array.from(edges, ({ length }, j) => (isCategorical[j] === 1 ? length : length + 1));
  return { edges, isCategorical, nBins };
}

function categoriesOf(column: Float64Array, maxBins: number, name: string | number): Float64Array {
  const found = distinct(column.filter((x) => !Number.isNaN(x)).sort());
  if (found.length <= maxBins) return found;
  throw new RangeError(
    `fit: column ${JSON.stringify(name)} has ${found.length} categories, at most ${maxBins} are needed, maxBins; TargetEncoder makes one number of many categories`,
  );
}

/** Between the bins of one column of numbers; none where there is at most one value. */
export function edgesOf(
  column: Float64Array,
  weight: Float64Array | undefined,
  maxBins: number,
): Float64Array {
  const sorted = column.filter((x) => !Number.isNaN(x)).sort();
  const values = distinct(sorted);
  if (values.length <= maxBins)
    return Float64Array.from({ length: Math.max(0, values.length - 1) }, (_, i) =>
      halfway(values[i]!, values[i + 1]!),
    );
  return distinct(weight ? weightedQuantiles(column, weight, maxBins) : quantiles(sorted, maxBins));
}

/** Between two numbers, never the upper one, which must stay above the edge. */
function halfway(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle < high ? middle : low;
}

function distinct(sorted: Float64Array): Float64Array {
  const out = new Float64Array(sorted.length);
  let count = 0;
  for (let i = 0; i < sorted.length; i++)
    if (i === 0 || sorted[i] !== sorted[i - 1]) out[count++] = sorted[i]!;
  return out.slice(0, count);
}

/** The inverse of the distribution function, the mean of two values where it is flat. */
function quantiles(sorted: Float64Array, parts: number): Float64Array {
  return Float64Array.from({ length: parts - 1 }, (_, k) => {
    const place = (sorted.length * (k + 1)) / parts;
    const at = Math.ceil(place) - 1;
    return Number.isInteger(place) ? (sorted[at]! + sorted[at + 1]!) / 2 : sorted[at]!;
  });
}

function weightedQuantiles(column: Float64Array, weight: Float64Array, parts: number): Float64Array {
  const order = Int32Array.from(column.keys())
    .filter((i) => !Number.isNaN(column[i]!) && weight[i]! > 0)
    .sort((i, j) => column[i]! - column[j]!);
  let total = 0;
  for (const i of order) total += weight[i]!;
  const out = new Float64Array(parts - 1);
  let [at, below] = [0, weight[order[0]!]!];
  for (let k = 1; k < parts; k++) {
    const wanted = (total * k) / parts;
    while (below < wanted && at < order.length - 1) below += weight[order[++at]!]!;
    const value = column[order[at]!]!;
    out[k - 1] = below === wanted ? (value + column[order[Math.min(at + 1, order.length - 1)]!]!) / 2 : value;
  }
  return out;
}

/** Rows drawn with replacement, by weight. */
function drawRows(count: number, weight: Float64Array | undefined, rng: Philox): Int32Array {
  const rows = new Int32Array(mostRows);
  if (!weight) return rows.map(() => rng.integer(count));
  const upTo = new Float64Array(count);
  let total = 0;
  for (let i = 0; i < count; i++) {
    total += weight[i]!;
    upTo[i] = total;
  }
  return rows.map(() => firstAbove(upTo, rng.uniform() * total));
}

function firstAbove(upwards: Float64Array, bound: number): number {
  let [low, high] = [0, upwards.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (upwards[middle]! > bound) high = middle;
    else low = middle + 1;
  }
  return low;
}
