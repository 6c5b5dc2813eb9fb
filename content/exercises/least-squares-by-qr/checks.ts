import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");
type Rows = readonly (readonly number[])[];

const shapes = [[1, 1], [4, 1], [3, 3], [6, 3], [10, 4], [8, 8]] as const; // biome-ignore format: one line

function normal(rows: number, cols: number, seed: number): number[][] {
  const draw = random(seed);
  return Array.from({ length: rows }, () => draw.normals(cols));
}

const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, v, i) => sum + v * y[i]!, 0);
const column = (A: Rows, j: number) => A.map((row) => row[j]!);
const times = (A: Rows, x: readonly number[]) => A.map((row) => dot(row, x));
const product = (A: Rows, B: Rows) => A.map((row) => B[0]!.map((_, j) => dot(row, column(B, j))));
const gram = (Q: Rows) => Q[0]!.map((_, i) => Q[0]!.map((_, j) => dot(column(Q, i), column(Q, j))));
const identity = (size: number) =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));

/** The polynomials 1, t, … t^(N−1) at M places between 0 and 1: columns that are nearly dependent. */
const powers = (rows: number, cols: number) =>
  Array.from({ length: rows }, (_, m) => Array.from({ length: cols }, (_, j) => (m / (rows - 1)) ** j));

export const checks: Check<Module>[] = [
  {
    name: "two columns by hand: (3, 4) and (1, 2) give R = (5, 2.2), (0, 0.4)",
    probes: "inner-products",
    why: "q₁ = (0.6, 0.8), and q₁ᵀ(1, 2) = 2.2. What is left of (1, 2) is (−0.32, 0.24), 0.4 long.",
    run: ({ qr }) => {
      const { Q, R } = qr([[3, 1], [4, 2]]); // biome-ignore format: one line
      return all(
        close(R, [[5, 2.2], [0, 0.4]]), // biome-ignore format: one line
        close(Q, [[0.6, -0.8], [0.8, 0.6]]), // biome-ignore format: one line
      );
    },
  },
  {
    name: "one column becomes its direction; a negative diagonal is turned positive",
    why: "R's diagonal holds lengths. A reflection may leave a minus there: then the row of R and the column of Q change sign together.",
    run: ({ qr }) => {
      const one = qr([[-3], [0], [4]]);
      const turned = qr([[0, -2], [-1, 0]]); // biome-ignore format: one line
      return all(
        close(one.Q, [[-0.6], [0], [0.8]]),
        close(one.R, [[5]]),
        close(turned.R, [[1, 0], [0, 2]]), // biome-ignore format: one line
        close(turned.Q, [[0, -1], [-1, 0]]), // biome-ignore format: one line
      );
    },
  },
  {
    name: "random matrices: A = QR",
    probes: "matrices",
    why: "R_ij is how much of column j lies along q_i: row of q_i, column of a_j. With two rounds, R gets the sum of both.",
    run: ({ qr }) =>
      all(
        ...shapes.map(([rows, cols], seed) => {
          const A = normal(rows, cols, seed);
          const { Q, R } = qr(A);
          return close(product(Q, R), A, 1e-13);
        }),
      ),
  },
  {
    name: "R is upper triangular with exact zeros below a positive diagonal",
    why: "The entries below the diagonal are 0 by construction: do not leave rounding there.",
    run: ({ qr }) =>
      all(
        ...shapes.map(([rows, cols], seed) => {
          const { R } = qr(normal(rows, cols, seed + 10));
          const below = R.flatMap((row, i) => row.slice(0, i));
          const diagonal = R.map((row, i) => row[i]!);
          return all(
            equal(below, below.map(() => 0)), // biome-ignore format: one line
            holds(diagonal.every((x) => x > 0), diagonal, "only positive numbers"), // biome-ignore format: one line
          );
        }),
      ),
  },
  {
    name: "the columns of Q have length 1 and are perpendicular",
    probes: "orthogonality",
    why: "What is left of a column is taken from all q before it, and divided by its length only then.",
    run: ({ qr }) =>
      all(
        ...shapes.map(([rows, cols], seed) =>
          close(gram(qr(normal(rows, cols, seed + 20)).Q), identity(cols), 1e-13),
        ),
      ),
  },
  {
    name: "nearly dependent columns: (1, ε, 0, 0), (1, 0, ε, 0), (1, 0, 0, ε) with ε = 10⁻⁸",
    probes: "orthogonality",
    why: "What is left of the third column is about ε long, and with it the rounding of the first projections: taken once, two columns of Q end at an angle of 60° or 10⁻⁸ off a right one. Take the projections out of what is left a second time.",
    run: ({ qr }) => {
      const e = 1e-8;
      const A = [[1, 1, 1], [e, 0, 0], [0, e, 0], [0, 0, e]]; // biome-ignore format: one line
      const { Q, R } = qr(A);
      return all(close(gram(Q), identity(3), 1e-13), close(product(Q, R), A, 1e-14));
    },
  },
  {
    name: "ten powers of t on 20 places: still perpendicular to 13 digits",
    probes: "orthogonality",
    why: "t⁹ is nearly made of the lower powers. Each round of projections loses as many digits as the column loses in length; the second round brings them back.",
    run: ({ qr }) => {
      const A = powers(20, 10);
      const { Q, R } = qr(A);
      return all(close(gram(Q), identity(10), 1e-13), close(product(Q, R), A, 1e-14));
    },
  },
  {
    name: "a line by hand: through (0, 1), (1, 2), (2, 4) runs 5/6 + 3/2 t, at the distance 1/√6",
    why: "The residuals are 1/6, −1/3 and 1/6, and their squares add up to 1/6. `residual` is the length, so the root of that.",
    run: ({ leastSquares }) => {
      const { solution, residual } = leastSquares([[1, 0], [1, 1], [1, 2]], [1, 2, 4]); // biome-ignore format: one line
      return close([...solution, residual], [5 / 6, 3 / 2, 1 / Math.sqrt(6)]);
    },
  },
  {
    name: "as many rows as columns: the system is solved, the residual 0",
    probes: "gaussian-elimination",
    why: "Rx = Qᵀb is solved from the last row up; each row takes out the x found below it.",
    run: ({ leastSquares }) => {
      const A = normal(5, 5, 31);
      const x = [1, -2, 3, -4, 5];
      const found = leastSquares(A, times(A, x));
      return all(close(found.solution, x, 1e-10), close(found.residual, 0, 1e-12));
    },
  },
  {
    name: "what is left of b stands at right angles to every column",
    probes: "orthogonality",
    why: "Were Aᵀ(b − Ax) not 0, a small step along a column would come closer to b.",
    run: ({ leastSquares }) =>
      all(
        ...shapes.map(([rows, cols], seed) => {
          const A = normal(rows, cols, seed + 40);
          const b = random(seed + 50).normals(rows);
          const { solution, residual } = leastSquares(A, b);
          const left = times(A, solution).map((y, m) => b[m]! - y);
          return all(
            close(A[0]!.map((_, j) => dot(column(A, j), left)), A[0]!.map(() => 0), 1e-12), // biome-ignore format: one line
            close(residual, Math.sqrt(dot(left, left)), 1e-12),
          );
        }),
      ),
  },
  {
    name: "columns that differ by about 10⁻⁷: x is right to 7 digits, where AᵀA keeps one or two",
    why: "QR loses 7 of 16 digits to the near dependence. AᵀA loses twice as many before the solving has begun.",
    run: ({ leastSquares }) => {
      const [a, c] = [random(70).normals(6), random(71).normals(6)];
      const A = a.map((x, m) => [x, x + 1e-7 * c[m]!]);
      return close(leastSquares(A, times(A, [1, 2])).solution, [1, 2], 1e-7);
    },
  },
  {
    name: "dependent columns are refused: a column of zeros, a multiple, a sum",
    probes: "rank-nullity",
    why: "What is left of such a column is 0 or rounding, and dividing by its length makes NaN or noise. The limit is relative to that column's own length: small columns, and small beside large ones, do not depend on anything.",
    run: ({ qr, leastSquares }) => {
      const small = [[1e-20, 0], [0, 1e-20]]; // biome-ignore format: one line
      const [a, b] = [random(60).normals(5), random(61).normals(5)];
      return all(
        refuses(() => qr([[1, 0], [2, 0]])), // biome-ignore format: one line
        refuses(() => qr([[1, 3], [2, 6], [3, 9]])), // biome-ignore format: one line
        refuses(() => leastSquares(a.map((x, m) => [x, b[m]!, x + 2 * b[m]!]), a)), // biome-ignore format: one line
        close(qr(small).Q, identity(2)),
        close(qr([[1, 0], [0, 1e-20]]).Q, identity(2)), // biome-ignore format: one line
      );
    },
  },
  {
    name: "shapes that do not fit are refused",
    why: "With fewer rows than columns there are no N perpendicular directions.",
    run: ({ qr, leastSquares }) =>
      all(
        refuses(() => qr([[1, 2]])),
        refuses(() => qr([[1, 2], [3], [4, 5]])), // biome-ignore format: one line
        refuses(() => leastSquares([[1], [2]], [1])),
        refuses(() => leastSquares([[1], [2]], [1, 2, 3])),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "Work on copies of the columns; reflections in place change the caller's rows.",
    run: ({ qr, leastSquares }) => {
      const A = [[3, 1], [4, 2], [0, 5]]; // biome-ignore format: one line
      const b = [1, 2, 3];
      qr(A);
      leastSquares(A, b);
      return equal([...A, b], [[3, 1], [4, 2], [0, 5], [1, 2, 3]]); // biome-ignore format: one line
    },
  },
];
