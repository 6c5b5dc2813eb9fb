import { all, type Check, close, equal, holds, random } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");
type Rows = readonly (readonly number[])[];

const tolerance = 1e-12;
const dyes = [
  [2, 2],
  [2, 1],
  [1, 2],
];

const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, v, i) => sum + v * y[i]!, 0);
const column = (A: Rows, j: number) => A.map((row) => row[j]!);
const normal = (rows: number, cols: number, seed: number) => {
  const draw = random(seed);
  return Array.from({ length: rows }, () => draw.normals(cols));
};
const squares = (A: Rows) => A.flat().reduce((sum, x) => sum + x * x, 0);
const minus = (A: Rows, B: Rows) => A.map((row, i) => row.map((x, j) => x - B[i]![j]!));

function product(A: Rows, B: Rows): number[][] {
  return A.map((row) => B[0]!.map((_, j) => dot(row, column(B, j))));
}

/** Σ σ_l u_l v_lᵀ, computed here. */
function assembled({ U, values, V }: ReturnType<Module["svd"]>): number[][] {
  return U.map((u) => V.map((v) => values.reduce((sum, value, l) => sum + value * u[l]! * v[l]!, 0)));
}

/** UᵀU */
function gram(U: Rows): number[][] {
  return U[0]!.map((_, i) => U[0]!.map((_, j) => dot(column(U, i), column(U, j))));
}

const identity = (size: number) =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));

/** Orthogonal, size × size: a reflection I − 2uuᵀ / uᵀu. */
function reflection(size: number, seed: number): number[][] {
  const u = random(seed).normals(size);
  return identity(size).map((row, i) => row.map((x, j) => x - (2 / dot(u, u)) * u[i]! * u[j]!));
}

/** Shape rows × cols, with these singular values. */
function withValues(rows: number, cols: number, values: readonly number[], seed: number): number[][] {
  const [left, right] = [reflection(rows, seed), reflection(cols, seed + 100)];
  return left.map((u) => right.map((v) => values.reduce((sum, value, l) => sum + value * u[l]! * v[l]!, 0)));
}

export const checks: Check<Module>[] = [
  {
    name: "two columns by hand: (2, 2, 1) and (2, 1, 2) become perpendicular, √17 and 1 long",
    probes: "inner-products",
    why: "Both are 3 long, with the dot product 8. Half a right angle makes of them (4, 3, 3)/√2 and (0, −1, 1)/√2.",
    run: ({ rotation }) => {
      const [a, b] = [column(dyes, 0), column(dyes, 1)];
      const { c, s } = rotation(a, b);
      const p = a.map((x, i) => c * x + s * b[i]!);
      const q = a.map((x, i) => -s * x + c * b[i]!);
      return close([dot(p, q), Math.hypot(...p), Math.hypot(...q)], [0, Math.sqrt(17), 1], 1e-12);
    },
  },
  {
    name: "any two columns: c² + s² = 1, a right angle, and the first at least as long",
    why: "tan 2θ = 2aᵀb / (aᵀa − bᵀb) has two solutions between −90° and 90°: for one the first column grows, for the other the second. Columns that are perpendicular already may have to change places.",
    run: ({ rotation }) => {
      const pairs = [1, 2, 3, 4, 5, 6].map((seed) => normal(2, 4, seed));
      pairs.push([[3, 0], [0, 2]], [[0, 2], [3, 0]], [[0, 0], [1, 1]], [[1, 2], [-2, -4]]); // biome-ignore format: pairs
      return all(
        ...pairs.map(([a, b]) => {
          const { c, s } = rotation(a!, b!);
          const p = a!.map((x, i) => c * x + s * b![i]!);
          const q = a!.map((x, i) => -s * x + c * b![i]!);
          return all(
            close([c * c + s * s, dot(p, q)], [1, 0], 1e-12),
            holds(dot(p, p) >= dot(q, q) - 1e-12, [p, q], "the longer one first"),
          );
        }),
      );
    },
  },
  {
    name: "singular values by hand: √17 and 1 for rows (2, 2), (2, 1), (1, 2)",
    probes: "eigen",
    why: "AᵀA has the rows (9, 8), (8, 9) and the eigenvalues 17 and 1. The singular values are their square roots.",
    run: ({ svd }) => close(svd(dyes, tolerance).values, [Math.sqrt(17), 1]),
  },
  {
    name: "they are no eigenvalues: (1, 1), (0, 1) has 1.618 and 0.618, (0, −3), (0, 0) has 3",
    probes: "eigen",
    why: "Both eigenvalues of the first are 1, those of the second 0. Only AᵀA knows how much is stretched; and no singular value is negative.",
    run: ({ svd }) => {
      const golden = (1 + Math.sqrt(5)) / 2;
      const shear = [
        [1, 1],
        [0, 1],
      ];
      const nilpotent = [
        [0, -3],
        [0, 0],
      ];
      return all(
        close(svd(shear, tolerance).values, [golden, golden - 1]),
        close(svd(nilpotent, tolerance).values, [3]),
      );
    },
  },
  {
    name: "columns that are perpendicular already still come in falling order: 1, 3 and 2 as 3, 2, 1",
    why: "No pair has to be turned, so nothing has changed their order yet. U and V go along with the values.",
    run: ({ svd }) => {
      const A = [
        [1, 0, 0],
        [0, -3, 0],
        [0, 0, 2],
      ];
      const parts = svd(A, tolerance);
      return all(close(parts.values, [3, 2, 1]), close(assembled(parts), A));
    },
  },
  {
    name: "tall, wide and square: A = UΣVᵀ, with perpendicular columns of length 1, values falling",
    probes: "orthogonality",
    why: "One round over the pairs is not enough: a turn can tilt the pairs that were done before. V has to be turned exactly as the columns are. If the rounds do not end: a wide matrix leaves columns of nothing but rounding, and no turn makes those perpendicular to the rest.",
    run: ({ svd }) => {
      const shapes = [[7, 4], [3, 6], [5, 5], [8, 8], [4, 1], [1, 4]] as const; // biome-ignore format: one line
      return all(
        ...shapes.map(([rows, cols], seed) => {
          const A = normal(rows, cols, seed + 10);
          const parts = svd(A, tolerance);
          const r = Math.min(rows, cols);
          const falling = parts.values.every((value, i) => i === 0 || value <= parts.values[i - 1]!);
          return all(
            equal(parts.values.length, r),
            close(assembled(parts), A),
            close(gram(parts.U), identity(r)),
            close(gram(parts.V), identity(r)),
            holds(falling, parts.values, "from the largest to the smallest"),
          );
        }),
      );
    },
  },
  {
    name: "known singular values 5, 5, 2, 0.1 are found, equal ones included",
    why: "A was made as UΣVᵀ with these values. For the two that are equal any pair of perpendicular directions in their plane will do.",
    run: ({ svd }) => close(svd(withValues(6, 4, [5, 5, 2, 0.1], 3), tolerance).values, [5, 5, 2, 0.1]),
  },
  {
    name: "rank 2 in shape 5 × 4 gives two pieces, and no NaN",
    probes: "rank-nullity",
    why: "Two columns of AV end with nothing but rounding in them. Divided by its length, such a column would be noise or NaN.",
    run: ({ svd }) => {
      const A = product(normal(5, 2, 20), normal(2, 4, 21));
      const parts = svd(A, tolerance);
      return all(
        equal(parts.values.length, 2),
        close(assembled(parts), A),
        close(gram(parts.U), identity(2)),
      );
    },
  },
  {
    name: "a column of zeros, and nothing but zeros: r = 1 and r = 0",
    why: "0 / 0 is NaN. With r = 0, U has M empty rows and V has N.",
    run: ({ svd }) => {
      const one = svd(
        [
          [3, 0],
          [4, 0],
        ],
        tolerance,
      );
      const none = svd(
        [
          [0, 0, 0],
          [0, 0, 0],
        ],
        tolerance,
      );
      return all(close(one.values, [5]), equal(none, { U: [[], []], values: [], V: [[], [], []] }));
    },
  },
  {
    name: "a singular value of 10⁻⁹ beside √2 is not lost",
    why: "The columns are (1, ε, 0) and (1, 0, ε). In AᵀA ε² = 10⁻¹⁸ is added to 1 and rounded away. The difference of the columns still has it.",
    run: ({ svd }) => {
      const e = 1e-9;
      const parts = svd(
        [
          [1, 1],
          [e, 0],
          [0, e],
        ],
        tolerance,
      );
      return all(
        equal(parts.values.length, 2),
        close(parts.values[0], Math.SQRT2),
        close(parts.values[1]! / e, 1),
        close(gram(parts.U), identity(2)),
      );
    },
  },
  {
    name: "values below the tolerance are left out, those above are kept",
    why: "The limit is tolerance times the largest value.",
    run: ({ svd }) => {
      const A = withValues(5, 3, [100, 1, 0.01], 7);
      return all(
        close(svd(A, 1e-3).values, [100, 1]),
        close(svd(A, 1e-5).values, [100, 1, 0.01]),
        close(svd(A, 0.5).values, [100]),
      );
    },
  },
  {
    name: "a matrix in other units has the same vectors: 10⁸ and 10⁻⁸ times as large",
    why: "A dot product of 10⁻¹² says nothing by itself: it is small only beside the lengths of the two columns.",
    run: ({ svd }) => {
      const A = normal(5, 3, 30);
      const { values } = svd(A, tolerance);
      return all(
        ...[1e8, 1e-8].map((unit) => {
          const parts = svd(
            A.map((row) => row.map((x) => x * unit)),
            tolerance,
          );
          return all(
            close(
              parts.values.map((value) => value / unit),
              values,
            ),
            close(gram(parts.U), identity(3)),
          );
        }),
      );
    },
  },
  {
    name: "the first piece by hand: of rows (2, 2), (2, 1), (1, 2) it is (2, 2), (1.5, 1.5), (1.5, 1.5)",
    why: "v₁ = (1, 1)/√2 up to its sign, and σ₁u₁v₁ᵀ = A v₁v₁ᵀ puts the mean of each row in place of its entries.",
    run: ({ svd, lowRank }) =>
      close(lowRank(svd(dyes, tolerance), 1), [
        [2, 2],
        [1.5, 1.5],
        [1.5, 1.5],
      ]),
  },
  {
    name: "what k pieces leave out has as its sum of squares the squares of the values left out",
    why: "The pieces are perpendicular to one another, entry by entry. No piece leaves the zero matrix, and more than there are leave nothing out.",
    run: ({ svd, lowRank }) => {
      const A = normal(6, 4, 40);
      const parts = svd(A, tolerance);
      const outcomes = [0, 1, 2, 3, 4, 9].map((k) => {
        const rest = parts.values.slice(k).reduce((sum, value) => sum + value * value, 0);
        return close(squares(minus(A, lowRank(parts, k))), rest);
      });
      return all(
        ...outcomes,
        equal(
          lowRank(parts, 0),
          A.map((row) => row.map(() => 0)),
        ),
      );
    },
  },
  {
    name: "stretches by hand: √17 and 1 for three rows and two columns, √17 and 0 for two rows and three columns",
    probes: "rank-nullity",
    why: "Where there are more columns than rows, or columns that depend on one another, some x of length 1 is sent to 0. Its singular value is not among the r that are kept.",
    run: ({ stretches }) => {
      const wide = [column(dyes, 0), column(dyes, 1)];
      const dependent = [
        [1, 2],
        [2, 4],
      ];
      const found = [dyes, wide, dependent].map(stretches).flatMap(({ most, least }) => [most, least]);
      return close(found, [Math.sqrt(17), 1, Math.sqrt(17), 0, 5, 0]);
    },
  },
  {
    name: "no vector is stretched beyond them, and zeros stretch nothing",
    why: "‖Ax‖² = Σ σᵢ² (vᵢᵀx)² is a weighted mean of the σᵢ², of all N of them.",
    run: ({ stretches }) => {
      const A = normal(5, 4, 50);
      const { least, most } = stretches(A);
      const lengths = normal(200, 4, 51).map(
        (x) => Math.hypot(...A.map((row) => dot(row, x))) / Math.hypot(...x),
      );
      const inside = lengths.every((one) => one >= least - 1e-12 && one <= most + 1e-12);
      return all(
        holds(inside, [least, most], `around ${Math.min(...lengths)} and ${Math.max(...lengths)}`),
        equal(stretches([[0, 0]]), { least: 0, most: 0 }),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "Turning the columns in place turns the caller's matrix.",
    run: ({ svd, rotation, lowRank, stretches }) => {
      const A = dyes.map((row) => [...row]);
      const parts = svd(A, tolerance);
      const before = JSON.stringify(parts);
      lowRank(parts, 1);
      stretches(A);
      const [a, b] = [
        [1, 2],
        [3, 4],
      ];
      rotation(a, b);
      return equal([A, a, b, JSON.stringify(parts)], [dyes, [1, 2], [3, 4], before]);
    },
  },
];
