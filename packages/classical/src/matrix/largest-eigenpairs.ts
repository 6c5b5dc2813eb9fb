import { eigh, Philox, Tensor } from "@blankfile/tensor";
import { Matrix } from "./matrix.ts";

export interface Eigenpairs {
  /** From the largest, [k]. */
  values: Float64Array;
  /** Orthonormal, in columns, [N, k]; of each the element largest in size is above 0. */
  vectors: Matrix;
}

/** y = A x for a symmetric A of N rows: x and y are [N]. */
export type SymmetricProduct = (x: Float64Array, y: Float64Array) => void;

/** Up to so many rows the whole decomposition is as quick. */
const small = 160;

/**
 * The k largest eigenvalues of a symmetric matrix and their vectors.
 *
 * Block Krylov: from a few random vectors V the space of V, A V, A² V, … is made orthonormal, A is solved exactly within it (Rayleigh and Ritz), and the
 * best vectors begin the next round, until ‖A v − λ v‖ ≤ tol ‖A‖. A block finds values that repeat up to its width. Golub and Van Loan, Matrix
 * Computations, 4th edition, section 10.3; residuals bound the error of λ, and of v by the gap to the next value.
 */
export function largestEigenpairs(
  N: number,
  product: SymmetricProduct,
  k: number,
  { tol = 1e-11, maxRounds = 300, seed = 0 }: { tol?: number; maxRounds?: number; seed?: number } = {},
): Eigenpairs {
  if (!(Number.isInteger(k) && k >= 1 && k <= N))
    throw new RangeError(
      `largestEigenpairs: k is ${k} of ${N} rows, a whole number from 1 to ${N} is needed`,
    );
  if (N <= small || k > N / 4) return whole(N, product, k);
  const rng = new Philox(seed);
  const block = k + 4;
  const depth = Math.max(3, Math.ceil(100 / block));
  let start = Array.from({ length: block }, () => Float64Array.from({ length: N }, () => rng.normal()));
  for (let round = 0; ; round++) {
    const { basis, images } = krylov(start, depth, N, product, rng);
    const { values, vectors, residual } = ritz(basis, images, block, N);
    const size = Math.max(...values.map(Math.abs), 1e-300);
    if (residual(k) <= tol * size || round >= maxRounds) {
      if (residual(k) > 1e-6 * size)
        console.warn(
          `largestEigenpairs: stopped after ${maxRounds} rounds with a residual of ${(residual(k) / size).toExponential(1)}, ${tol} is needed`,
        );
      return oriented(values.slice(0, k), vectors.slice(0, k), N);
    }
    start = vectors;
  }
}

function whole(N: number, product: SymmetricProduct, k: number): Eigenpairs {
  const A = new Float64Array(N * N);
  const unit = new Float64Array(N);
  const column = new Float64Array(N);
  for (let j = 0; j < N; j++) {
    unit[j] = 1;
    product(unit, column);
    for (let i = 0; i < N; i++) {
      A[i * N + j]! += column[i]! / 2;
      A[j * N + i]! += column[i]! / 2;
    }
    unit[j] = 0;
  }
  const { values, vectors } = descending(A, N);
  return oriented(values.slice(0, k), vectors.slice(0, k), N);
}

/** All eigenpairs of a small matrix, from the largest. */
function descending(A: Float64Array, n: number): { values: Float64Array; vectors: Float64Array[] } {
  const { eigenvalues, eigenvectors } = eigh(new Tensor(A, [n, n], "float64"));
  const V = eigenvectors.data as Float64Array;
  const order = Array.from({ length: n }, (_, i) => n - 1 - i);
  return {
    values: Float64Array.from(order, (i) => eigenvalues.data[i] as number),
    vectors: order.map((i) => Float64Array.from({ length: n }, (_, row) => V[row * n + i]!)),
  };
}

/** An orthonormal basis of V, A V, …, A^depth V, with A times each of its vectors. */
function krylov(
  start: readonly Float64Array[],
  depth: number,
  N: number,
  product: SymmetricProduct,
  rng: Philox,
) {
  const basis: Float64Array[] = [];
  const images: Float64Array[] = [];
  let layer = start;
  for (let level = 0; level <= depth; level++) {
    const fresh: Float64Array[] = [];
    for (const vector of layer) {
      if (basis.length >= N) break;
      const made = orthonormal(vector.slice(), basis, rng);
      basis.push(made);
      const image = new Float64Array(N);
      product(made, image);
      images.push(image);
      fresh.push(image);
    }
    layer = fresh;
  }
  return { basis, images };
}

/** Twice is enough (Kahan, Parlett); what nothing is left of is replaced by chance. */
function orthonormal(vector: Float64Array, basis: readonly Float64Array[], rng: Philox): Float64Array {
  for (let attempt = 0; ; attempt++) {
    const before = norm(vector);
    for (let pass = 0; pass < 2; pass++) {
      for (const other of basis) {
        const share = dot(vector, other);
        for (let i = 0; i < vector.length; i++) vector[i]! -= share * other[i]!;
      }
    }
    const after = norm(vector);
    if (after > 1e-10 * before && after > 0) return vector.map((value) => value / after);
    if (attempt > 5) return vector.map((_, i) => Number(i === basis.length));
    for (let i = 0; i < vector.length; i++) vector[i] = rng.normal();
  }
}

/** A within the basis, solved exactly; gives the best vectors, and by how much A v misses λ v. */
function ritz(basis: readonly Float64Array[], images: readonly Float64Array[], keep: number, N: number) {
  const m = basis.length;
  const H = new Float64Array(m * m);
  for (let a = 0; a < m; a++) {
    for (let b = 0; b <= a; b++) {
      const value = (dot(basis[a]!, images[b]!) + dot(basis[b]!, images[a]!)) / 2;
      H[a * m + b] = value;
      H[b * m + a] = value;
    }
  }
  const { values, vectors: small } = descending(H, m);
  const combine = (parts: readonly Float64Array[], weights: Float64Array) => {
    const out = new Float64Array(N);
    for (const [at, part] of parts.entries()) for (let i = 0; i < N; i++) out[i]! += weights[at]! * part[i]!;
    return out;
  };
  const kept = small.slice(0, keep);
  const vectors = kept.map((weights) => combine(basis, weights));
  const residual = (k: number) =>
    Math.max(
      ...kept.slice(0, k).map((weights, at) => {
        const image = combine(images, weights);
        for (let i = 0; i < N; i++) image[i]! -= values[at]! * vectors[at]![i]!;
        return norm(image);
      }),
    );
  return { values: values.slice(0, keep), vectors, residual };
}

function oriented(values: Float64Array, columns: readonly Float64Array[], N: number): Eigenpairs {
  const vectors = Matrix.zeros(N, columns.length);
  for (const [j, column] of columns.entries()) {
    let largest = 0;
    for (const value of column) if (Math.abs(value) > Math.abs(largest) * (1 + 1e-9)) largest = value;
    const sign = largest < 0 ? -1 : 1;
    for (let i = 0; i < N; i++) vectors.data[i * columns.length + j] = sign * column[i]!;
  }
  return { values, vectors };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

const norm = (a: Float64Array): number => Math.sqrt(dot(a, a));
