import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");
type Rows = readonly (readonly number[])[];

const three = [
  [4, 2, -2],
  [2, 10, 2],
  [-2, 2, 6],
];

const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, v, i) => sum + v * y[i]!, 0);
/** BBᵀ, exactly symmetric. */
const square = (B: Rows) => B.map((row) => B.map((other) => dot(row, other)));
const times = (A: Rows, x: readonly number[]) => A.map((row) => dot(row, x));
const diagonal = (values: readonly number[]) => values.map((v, i) => values.map((_, j) => (i === j ? v : 0)));
const hilbert = (size: number) =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => 1 / (i + j + 1)));

/** BBᵀ with B of shape size × rank: positive definite for rank ≥ size, otherwise only semidefinite. */
function covariance(size: number, rank: number, seed: number): number[][] {
  const draw = random(seed);
  return square(Array.from({ length: size }, () => draw.normals(rank)));
}

/** By elimination without pivoting, which a positive definite matrix survives. */
function determinant(A: Rows): number {
  const work = A.map((row) => row.slice());
  let product = 1;
  for (let k = 0; k < work.length; k++) {
    product *= work[k]![k]!;
    for (let i = k + 1; i < work.length; i++) {
      const multiple = work[i]![k]! / work[k]![k]!;
      for (let j = k; j < work.length; j++) work[i]![j]! -= multiple * work[k]![j]!;
    }
  }
  return product;
}

export const checks: Check<Module>[] = [
  {
    name: "two rows by hand: (4, 2), (2, 10) has L = (2, 0), (1, 3)",
    probes: "matrices",
    why: "2² = 4, then 2 · 1 = 2, and 10 − 1² = 9 = 3².",
    run: ({ cholesky }) => close(cholesky([[4, 2], [2, 10]]), [[2, 0], [1, 3]]), // biome-ignore format: one line
  },
  {
    name: "three rows by hand: L = (2, 0, 0), (1, 3, 0), (−1, 1, 2)",
    why: "The entry at 2, 1 is (2 − (−1) · 1) / 3 = 1: what the first column explains goes away before the division.",
    run: ({ cholesky }) => close(cholesky(three), [[2, 0, 0], [1, 3, 0], [-1, 1, 2]]), // biome-ignore format: one line
  },
  {
    name: "random covariances: LLᵀ = A",
    probes: "matrices",
    why: "Entry i, j of LLᵀ is row i of L times row j of L. If LᵀL comes out instead, rows and columns are mixed up.",
    run: ({ cholesky }) =>
      all(
        ...[1, 2, 3, 5, 8].map((size, seed) => {
          const A = covariance(size, size + 3, seed);
          return close(square(cholesky(A)), A, 1e-13);
        }),
      ),
  },
  {
    name: "L has exact zeros above its diagonal, and the diagonal is positive",
    why: "Start from zeros and fill only the lower half: copies of A's upper half would stay there.",
    run: ({ cholesky }) => {
      const L = cholesky(covariance(6, 9, 11));
      const above = L.flatMap((row, i) => row.slice(i + 1));
      return all(
        equal(above, above.map(() => 0)), // biome-ignore format: one line
        holds(L.every((row, i) => row[i]! > 0), L.map((row, i) => row[i]), "only positive numbers"), // biome-ignore format: one line
      );
    },
  },
  {
    name: "a system by hand: (4, 2), (2, 10) with b = (8, 22) has x = (1, 2)",
    why: "Ly = b gives y = (4, 6), and Lᵀx = y gives x = (1, 2). The second system is with Lᵀ.",
    run: ({ solve }) => close(solve([[4, 2], [2, 10]], [8, 22]), [1, 2]), // biome-ignore format: one line
  },
  {
    name: "random systems give back the x that they were made from",
    probes: "gaussian-elimination",
    why: "Top down with L, bottom up with Lᵀ, and each time a division by the diagonal.",
    run: ({ solve }) =>
      all(
        ...[1, 2, 3, 5, 8].map((size, seed) => {
          const A = covariance(size, size + 3, seed + 20);
          const x = random(seed + 30).normals(size);
          return close(solve(A, times(A, x)), x, 1e-10);
        }),
      ),
  },
  {
    name: "log det by hand: log 36 for (4, 2), (2, 10), log 144 for the three rows",
    probes: "determinants",
    why: "det A = det L · det Lᵀ: the product of L's diagonal counts twice. The logarithm is the natural one.",
    run: ({ logDeterminant }) =>
      close([logDeterminant([[4, 2], [2, 10]]), logDeterminant(three)], [Math.log(36), Math.log(144)]), // biome-ignore format: one line
  },
  {
    name: "log det of random covariances is the logarithm of the determinant by elimination",
    probes: "determinants",
    why: "2 Σ log L_jj over the whole diagonal. The reference multiplies the pivots of an elimination.",
    run: ({ logDeterminant }) =>
      all(
        ...[1, 2, 3, 5, 8].map((size, seed) => {
          const A = covariance(size, size + 3, seed + 40);
          return close(logDeterminant(A), Math.log(determinant(A)), 1e-11);
        }),
      ),
  },
  {
    name: "a determinant of 10⁻⁵⁰⁰ or 10⁵⁰⁰ has a logarithm all the same",
    probes: "exp-log",
    why: "A product of a hundred numbers of 10⁻⁵ underflows to 0, and log 0 is −Infinity. Add logarithms.",
    run: ({ logDeterminant }) =>
      close(
        [1e-5, 1e5].map((entry) => logDeterminant(diagonal(new Array(100).fill(entry)))),
        [-500 * Math.LN10, 500 * Math.LN10],
      ),
  },
  {
    name: "an indefinite matrix is refused: (1, 2), (2, 1), one with −1 on its diagonal, −I",
    probes: "psd",
    why: "(1, −1) A (1, −1)ᵀ is −2. Under the root stands 1 − 2² = −3: Math.sqrt gives NaN without a word.",
    run: ({ cholesky, solve, logDeterminant }) => {
      const crossed = [[1, 2], [2, 1]]; // biome-ignore format: one line
      return all(
        refuses(() => cholesky(crossed)),
        refuses(() => solve(crossed, [1, 1])),
        refuses(() => logDeterminant(crossed)),
        refuses(() => cholesky(diagonal([2, -1, 3]))),
        refuses(() => cholesky(diagonal([-1, -1]))),
      );
    },
  },
  {
    name: "a matrix that is only semidefinite is refused: rows (1, 1), zeros, four vectors in a plane",
    probes: "psd",
    why: "xᵀAx = 0 for some x ≠ 0, so what stands under the last root is 0, or rounding on either side of it. Only a test against a small limit finds both.",
    run: ({ cholesky }) =>
      all(
        refuses(() => cholesky([[1, 1], [1, 1]])), // biome-ignore format: one line
        refuses(() => cholesky([[0]])),
        ...[1, 2, 3, 4, 5, 6].map((seed) => refuses(() => cholesky(covariance(4, 2, seed)))),
      ),
  },
  {
    name: "close to singular, but positive definite: 10⁻²⁰ I, 1 beside 10⁻²⁰, and the entries 1/(i + j + 1) are taken",
    probes: "psd",
    why: "The limit is relative to A_jj, not to 1 and not to the largest entry: the scale of the data is no reason to refuse.",
    run: ({ cholesky }) =>
      all(
        close(cholesky(diagonal([1e-20, 1e-20])), diagonal([1e-10, 1e-10]), 1e-24),
        close(cholesky(diagonal([1, 1e-20])), diagonal([1, 1e-10]), 1e-24),
        close(square(cholesky(hilbert(7))), hilbert(7), 1e-14),
      ),
  },
  {
    name: "a matrix that is not symmetric or not square, and a b that does not fit, are refused",
    why: "Only one half of A is read in the computation: the other half must be compared, or a mistake in it goes unseen.",
    run: ({ cholesky, solve, logDeterminant }) =>
      all(
        refuses(() => cholesky([[4, 2], [1, 10]])), // biome-ignore format: one line
        refuses(() => cholesky([[4, 1], [2, 10]])), // biome-ignore format: one line
        refuses(() => cholesky([[4, 2, 0], [2, 10, 0]])), // biome-ignore format: one line
        refuses(() => logDeterminant([[4], [2]])),
        refuses(() => solve([[4, 2], [2, 10]], [1])), // biome-ignore format: one line
        refuses(() => solve([[4, 2], [2, 10]], [1, 2, 3])), // biome-ignore format: one line
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "Half of A, or b, overwritten with the result is the caller's loss.",
    run: ({ cholesky, solve, logDeterminant }) => {
      const A = three.map((row) => row.slice());
      const b = [1, 2, 3];
      cholesky(A);
      solve(A, b);
      logDeterminant(A);
      return equal([...A, b], [...three, [1, 2, 3]]);
    },
  },
];
