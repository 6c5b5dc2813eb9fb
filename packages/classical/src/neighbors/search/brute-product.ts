/**
 * The nearest by looking at all points, many at once by a matrix product:
 *
 *   (‖q − x‖² − ‖q‖²) / 2 = ‖x‖²/2 − q·x = [−x, ‖x‖²/2] · [q, 1]        1 − cos(q, x) = 1 − q·x of rows of length 1
 *
 * The product is taken in float32, twice as fast, and only says which points cannot be among the k nearest: those whose value is above
 * that of the worst so far by more than any rounding explains. The others are measured as `distance.ts` does it, so that the
 * result has the same bits as that of `brute.ts`.
 *
 * Rounding. With γ = (F + 8) 2⁻²³ the product of F + 1 terms in float32 is off by less than γ (‖q‖² + ‖x‖²). Rows are centred first,
 * which keeps lengths as short as distances are, and scaled to lengths of at most 1, so that no square leaves the range of float32.
 */
import { matmul, Tensor } from "@blankfile/tensor";
import { columnMeans } from "../../matrix/columns.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import { nearestByBrute } from "./brute.ts";
import { type Distance, rowLengths, scanOf } from "./distance.ts";
import type { Neighbors } from "./k-neighbors.ts";
import { NearestHeap } from "./nearest-heap.ts";

/** Rows that are multiplied at once: 512 × 512 products stay in the cache. */
const block = 512;

/** As `nearestByBrute`, for euclidean and cosine. */
export function nearestByProduct(points: Matrix, queries: Matrix, distance: Distance, out: Neighbors): void {
  const filter =
    distance.kind === "cosine" ? cosineFilter(points, queries) : euclideanFilter(points, queries);
  if (!filter) {
    nearestByBrute(points, queries, distance, out);
    return;
  }
  const scan = scanOf(distance, points.data, points.cols);
  const one = new Float64Array(1);
  const heaps = Array.from({ length: Math.min(block, queries.rows) }, () => new NearestHeap(out.k));
  for (let q0 = 0; q0 < queries.rows; q0 += block) {
    const q1 = Math.min(q0 + block, queries.rows);
    for (let p0 = 0; p0 < points.rows; p0 += block) {
      const p1 = Math.min(p0 + block, points.rows);
      const products = filter.products([q0, q1], [p0, p1]);
      for (let q = q0; q < q1; q++) {
        const heap = heaps[q - q0]!;
        const query = queries.row(q);
        // The product of q and point i is at i + shift.
        const shift = (q - q0) * (p1 - p0) - p0;
        const end = p1 + shift;
        let limit = filter.limit(heap.worst, q);
        for (let at = nextBelow(products, p0 + shift, end, limit); at < end; ) {
          scan(query, at - shift, at - shift + 1, one);
          if (one[0]! <= heap.worst) {
            heap.offer(one[0]!, at - shift);
            limit = filter.limit(heap.worst, q);
          }
          at = nextBelow(products, at + 1, end, limit);
        }
      }
    }
    for (let q = q0; q < q1; q++) heaps[q - q0]!.drain(out.distances, out.indices, q * out.k);
  }
}

type Range = readonly [from: number, to: number];

/** The first place in the range whose value is not above the limit, else its end. Nearly all are above, so four are looked at together. */
function nextBelow(values: Float32Array, from: number, to: number, limit: number): number {
  let at = from;
  while (
    at + 3 < to &&
    values[at]! > limit &&
    values[at + 1]! > limit &&
    values[at + 2]! > limit &&
    values[at + 3]! > limit
  )
    at += 4;
  while (at < to && values[at]! > limit) at++;
  return at;
}

interface Filter {
  /** The values of these queries and points, row by row. */
  products: (queries: Range, points: Range) => Float32Array;
  /** A point with a greater value is farther than `worst`, a reduced distance, from query q. */
  limit: (worst: number, q: number) => number;
}

function euclideanFilter(points: Matrix, queries: Matrix): Filter | undefined {
  const F = points.cols;
  const means = columnMeans(points);
  const [lengths, queryLengths] = [centredLengths(points, means), centredLengths(queries, means)];
  const scale = 1 / greatest(lengths);
  if (!(scale > 1e-150 && scale < 1e150 && scale * greatest(queryLengths) < 1e15)) return undefined;
  const room = (F + 8) * 2 ** -23;
  const left = new Float32Array(queries.rows * (F + 1));
  const right = new Float32Array(points.rows * (F + 1));
  for (let q = 0; q < queries.rows; q++) {
    for (let j = 0; j < F; j++) left[q * (F + 1) + j] = (queries.data[q * F + j]! - means[j]!) * scale;
    left[q * (F + 1) + F] = 1;
  }
  for (let i = 0; i < points.rows; i++) {
    for (let j = 0; j < F; j++) right[i * (F + 1) + j] = (means[j]! - points.data[i * F + j]!) * scale;
    right[i * (F + 1) + F] = (lengths[i]! * scale) ** 2 * (0.5 - room);
  }
  const limit = (worst: number, q: number): number => {
    const own = (queryLengths[q]! * scale) ** 2;
    return (worst * scale * scale - own) / 2 + room * own + 1e-30;
  };
  return { products: productsOf(left, right, F + 1), limit };
}

function cosineFilter(points: Matrix, queries: Matrix): Filter {
  const room = 4 * (points.cols + 8) * 2 ** -23;
  const [left, right] = [normalized(queries, 1), normalized(points, -1)];
  return { products: productsOf(left, right, points.cols), limit: (worst) => worst - 1 + room };
}

function productsOf(left: Float32Array, right: Float32Array, width: number): Filter["products"] {
  const rows = (data: Float32Array, [from, to]: Range): Tensor =>
    new Tensor(data.subarray(from * width, to * width), [to - from, width], "float32");
  return (queries, points) =>
    matmul(rows(left, queries), rows(right, points).transpose(0, 1)).data as Float32Array;
}

function centredLengths({ data, rows, cols }: Matrix, means: Float64Array): Float64Array {
  const out = new Float64Array(rows);
  for (let i = 0, at = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < cols; j++, at++) sum += (data[at]! - means[j]!) ** 2;
    out[i] = Math.sqrt(sum);
  }
  return out;
}

/** Rows of length `sign`; those of zeros stay. */
function normalized({ data, rows, cols }: Matrix, sign: 1 | -1): Float32Array {
  const lengths = rowLengths(data, cols);
  const out = new Float32Array(data.length);
  for (let i = 0, at = 0; i < rows; i++) {
    const factor = lengths[i]! > 0 ? sign / lengths[i]! : 0;
    for (let j = 0; j < cols; j++, at++) out[at] = data[at]! * factor;
  }
  return out;
}

function greatest(values: Float64Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, value);
  return most;
}
