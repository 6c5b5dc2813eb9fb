import { all, type Check, close, equal, holds, random, throwsError } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

const options = { tolerance: 1e-10, mostSteps: 5000 };

const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, v, i) => sum + v * y[i]!, 0);
const outer = (x: readonly number[]) => x.map((a) => x.map((b) => a * b));

/** Symmetric, with these eigenvalues: the eigenvectors are the columns of a random reflection I − 2uuᵀ/uᵀu. */
function symmetric(values: readonly number[], seed: number) {
  const u = random(seed).normals(values.length);
  const scale = 2 / dot(u, u);
  const vectors = u.map((a, k) => u.map((b, i) => (i === k ? 1 : 0) - scale * a * b));
  const A = u.map((_, i) =>
    u.map((_, j) => values.reduce((sum, value, k) => sum + value * vectors[k]![i]! * vectors[k]![j]!, 0)),
  );
  return { A, vectors };
}

export const checks: Check<Module>[] = [
  {
    name: "the characteristic polynomial by hand: λ² − 1.7λ + 0.7 has the roots 1 and 0.7",
    probes: "determinants",
    why: "For rows (0.8, 0.1) and (0.2, 0.9) the trace is 1.7 and the determinant 0.72 − 0.02. The larger root stands first.",
    run: ({ eigenvalues2 }) =>
      all(
        close(
          eigenvalues2([
            [0.8, 0.1],
            [0.2, 0.9],
          ]),
          [1, 0.7],
        ),
        close(
          eigenvalues2([
            [-3, 0],
            [0, -5],
          ]),
          [-3, -5],
        ),
        close(
          eigenvalues2([
            [1, 1],
            [0, 1],
          ]),
          [1, 1],
        ),
      ),
  },
  {
    name: "a quarter turn has no real eigenvalue and is refused",
    probes: "complex-numbers",
    why: "λ² + 1 = 0. The square root of a negative number is NaN, which must not be returned.",
    run: ({ eigenvalues2 }) =>
      throwsError(() =>
        eigenvalues2([
          [0, -1],
          [1, 0],
        ]),
      ),
  },
  {
    name: "the Rayleigh quotient by hand, of vectors of any length",
    why: "For rows (2, 1), (1, 3) and x = (1, 2): xᵀAx = 2 + 2 + 2 + 12 = 18, and xᵀx = 5. Three times as long a vector has the same quotient.",
    run: ({ rayleigh }) => {
      const A = [
        [2, 1],
        [1, 3],
      ];
      return close([rayleigh(A, [1, 2]), rayleigh(A, [3, 6]), rayleigh(A, [-0.1, -0.2])], [3.6, 3.6, 3.6]);
    },
  },
  {
    name: "rows (2, 1), (1, 2) lead from (1, 0) to the value 3 and the diagonal, at length 1",
    why: "(1, 0) is half (1, 1) and half (1, −1). The first half triples in each step, the second stays as it is.",
    run: ({ powerIteration }) => {
      const { value, vector } = powerIteration(
        [
          [2, 1],
          [1, 2],
        ],
        [1, 0],
        options,
      );
      return all(close(value, 3), close(vector, [Math.SQRT1_2, Math.SQRT1_2], 1e-8));
    },
  },
  {
    name: "a negative eigenvalue that is largest in size: the value −3, sign included",
    why: "The vector turns round in every step, so it never stands still; Ax − ρx is small all the same. The length of Ax is 3, without its sign.",
    run: ({ powerIteration }) => {
      const { value, vector } = powerIteration(
        [
          [-2, 1],
          [1, -2],
        ],
        [1, 0],
        options,
      );
      return all(close(value, -3), close(Math.abs(vector[0]! - vector[1]!), Math.SQRT2, 1e-8));
    },
  },
  {
    name: "no symmetry needed: shares (1, 2) of people who move between two states",
    why: "The eigenvector of the value 1 for columns (0.8, 0.2), (0.1, 0.9) has the direction (1, 2).",
    run: ({ powerIteration }) => {
      const { value, vector } = powerIteration(
        [
          [0.8, 0.1],
          [0.2, 0.9],
        ],
        [1, 0],
        options,
      );
      return close([value, vector[1]! / vector[0]!], [1, 2], 1e-8);
    },
  },
  {
    name: "entries of 10⁶⁰ and of 10⁻⁶⁰ do not overflow or vanish on the way",
    why: "Six steps without dividing by the length reach 10³⁶⁰, which is Infinity. Normalise in each.",
    run: ({ powerIteration }) => {
      const values = [1e60, 1e-60].map(
        (s) =>
          powerIteration(
            [
              [10 * s, s],
              [s, 9 * s],
            ],
            [1, -0.4],
            options,
          ).value / s,
      );
      const expected = (19 + Math.sqrt(5)) / 2;
      return close(values, [expected, expected], 1e-8);
    },
  },
  {
    name: "an eigenvector as start is returned at once, even with the value 0",
    why: "The residual is tested before the multiplication, and 0 ≤ tolerance · 0 is true.",
    run: ({ powerIteration }) => {
      const exact = { tolerance: 1e-12, mostSteps: 0 };
      const diagonal = powerIteration(
        [
          [2, 0],
          [0, 5],
        ],
        [3, 0],
        exact,
      );
      const none = powerIteration(
        [
          [0, 0],
          [0, 5],
        ],
        [4, 0],
        exact,
      );
      return close([diagonal.value, ...diagonal.vector, none.value, ...none.vector], [2, 1, 0, 0, 1, 0]);
    },
  },
  {
    name: "what does not settle is refused: a quarter turn, and the values 1 and −1",
    why: "Where two eigenvalues are equally large in size there is no direction that wins. Count the steps.",
    run: ({ powerIteration }) => {
      const few = { tolerance: 1e-10, mostSteps: 50 };
      return all(
        throwsError(() =>
          powerIteration(
            [
              [0, -1],
              [1, 0],
            ],
            [1, 0],
            few,
          ),
        ),
        throwsError(() =>
          powerIteration(
            [
              [1, 0],
              [0, -1],
            ],
            [1, 1],
            few,
          ),
        ),
      );
    },
  },
  {
    name: "deflating rows (2, 1), (1, 2) by 3 and (1, 1) leaves (½, −½), (−½, ½), whatever the vector's length",
    why: "For v of length 1 subtract λ v vᵀ; here that is 3/2 everywhere. A longer v would subtract too much.",
    run: ({ deflate }) => {
      const expected = [
        [0.5, -0.5],
        [-0.5, 0.5],
      ];
      const A = [
        [2, 1],
        [1, 2],
      ];
      return all(close(deflate(A, 3, [1, 1]), expected), close(deflate(A, 3, [-0.1, -0.1]), expected));
    },
  },
  {
    name: "a deflated matrix sends that eigenvector to 0 and treats the others as before",
    probes: "matrices",
    why: "Eigenvectors of a symmetric matrix are at right angles, so v vᵀ sends all others to 0.",
    run: ({ deflate }) => {
      const { A, vectors } = symmetric([4, -3, 2, 1], 1);
      const rest = deflate(
        A,
        -3,
        vectors[1]!.map((v) => 5 * v),
      );
      const images = vectors.map((v) => rest.map((row) => dot(row, v)));
      return close(
        images,
        [4, 0, 2, 1].map((value, k) => vectors[k]!.map((v) => value * v)),
      );
    },
  },
  {
    name: "the four largest of five values in size, 5, −4, 3, −2, with their vectors, on random matrices",
    why: "Each deflation starts from the last deflated matrix; from the original, an earlier pair comes back. The vectors count up to their sign.",
    run: ({ topPairs }) => {
      const outcomes = [2, 3, 4].map((seed) => {
        const { A, vectors } = symmetric([3, 5, -2, 1, -4], seed);
        const pairs = topPairs(A, 4, [1, 0.6, -0.7, 0.4, 0.9], options);
        const expected = [1, 4, 0, 2].map((k) => outer(vectors[k]!));
        return all(
          close(
            pairs.map(({ value }) => value),
            [5, -4, 3, -2],
            1e-7,
          ),
          close(
            pairs.map(({ vector }) => outer(vector)),
            expected,
            1e-6,
          ),
        );
      });
      return all(...outcomes);
    },
  },
  {
    name: "near convergence the quotient of a symmetric matrix is twice as exact as the vector",
    why: "The quotient is flat at an eigenvector: an error ε in the direction costs it about ε².",
    run: ({ rayleigh }) => {
      const { A, vectors } = symmetric([4, 1, 0], 5);
      const off = vectors[0]!.map((v, i) => v + 1e-4 * vectors[1]![i]!);
      const error = Math.abs(rayleigh(A, off) - 4);
      return holds(error < 1e-7 && error > 1e-9, error, "about 3 · 10⁻⁸");
    },
  },
  {
    name: "the arguments are left as they were",
    why: "Deflating in place, or normalising the start in place, changes the caller's arrays.",
    run: ({ topPairs, deflate, powerIteration }) => {
      const A = [
        [2, 1],
        [1, 2],
      ];
      const start = [3, 1];
      topPairs(A, 2, start, options);
      powerIteration(A, start, options);
      deflate(A, 3, start);
      return equal(
        [A, start],
        [
          [
            [2, 1],
            [1, 2],
          ],
          [3, 1],
        ],
      );
    },
  },
];
