import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");
type Rows = readonly (readonly number[])[];

const three = [
  [2, 1, 1],
  [4, 3, 3],
  [8, 7, 9],
];

function normal(size: number, seed: number): number[][] {
  const draw = random(seed);
  return Array.from({ length: size }, () => draw.normals(size));
}

function product(A: Rows, B: Rows): number[][] {
  return A.map((row) => B[0]!.map((_, j) => row.reduce((sum, a, k) => sum + a * B[k]![j]!, 0)));
}

const times = (A: Rows, x: readonly number[]) =>
  A.map((row) => row.reduce((sum, a, j) => sum + a * x[j]!, 0));

/** Along the first row; every minor is worked out by itself. */
function byMinors(A: Rows): number {
  if (A.length === 1) return A[0]![0]!;
  return A[0]!.reduce((sum, a, j) => {
    const minor = A.slice(1).map((row) => row.filter((_, k) => k !== j));
    return sum + (j % 2 === 0 ? a : -a) * byMinors(minor);
  }, 0);
}

const sizes = [1, 2, 3, 5, 8, 8];

export const checks: Check<Module>[] = [
  {
    name: "two rows by hand: (1, 2), (4, 6) has the rows in the order 1, 0 and the multiple ¼",
    probes: "matrices",
    why: "4 is the larger, so row 1 goes up. ¼ of it is subtracted from (1, 2), which leaves (0, ½). One swap: the sign is −1.",
    run: ({ factorise }) => {
      const { L, U, order, sign } = factorise([[1, 2], [4, 6]]); // biome-ignore format: one line
      return all(
        equal({ order, sign }, { order: [1, 0], sign: -1 }),
        close(L, [[1, 0], [0.25, 1]]), // biome-ignore format: one line
        close(U, [[4, 6], [0, 0.5]]), // biome-ignore format: one line
      );
    },
  },
  {
    name: "three rows by hand: (2, 1, 1), (4, 3, 3), (8, 7, 9) come in the order 2, 0, 1",
    why: "At first 8 goes up, with the multiples ½ and ¼. Then −¾ is larger in size than −½: these rows change places, and their multiples in L with them. The last entry of U is −⅔.",
    run: ({ factorise }) => {
      const { L, U, order, sign } = factorise(three);
      return all(
        equal(order, [2, 0, 1]),
        close(U, [[8, 7, 9], [0, -3 / 4, -5 / 4], [0, 0, -2 / 3]]), // biome-ignore format: one line
        close(L, [[1, 0, 0], [1 / 4, 1, 0], [1 / 2, 2 / 3, 1]]), // biome-ignore format: one line
        equal(sign, 1),
      );
    },
  },
  {
    name: "L times U is A with its rows in the given order",
    probes: "matrices",
    why: "A multiple belongs to its row. If a later swap moves the row and leaves its multiples behind, L U is no longer A with its rows reordered.",
    run: ({ factorise }) =>
      all(
        ...sizes.map((size, seed) => {
          const A = normal(size, seed);
          const { L, U, order } = factorise(A);
          return all(
            equal([...order].sort((a, b) => a - b), [...A.keys()]), // biome-ignore format: one line
            close(product(L, U), order.map((i) => A[i]!), 1e-12), // biome-ignore format: one line
          );
        }),
      ),
  },
  {
    name: "L has ones on its diagonal and zeros above, U zeros below: exact ones and zeros",
    why: "Write zeros where the elimination makes them; a difference that should be 0 is often 10⁻¹⁷. Shown is, row by row, what lies below the diagonal of U, or on and above that of L.",
    run: ({ factorise }) =>
      all(
        ...sizes.map((size, seed) => {
          const { L, U } = factorise(normal(size, seed + 10));
          const upper = L.map((row, i) => row.slice(i));
          const lower = U.map((row, i) => row.slice(0, i));
          return all(
            equal(upper, upper.map((row) => row.map((_, j) => (j === 0 ? 1 : 0)))), // biome-ignore format: one line
            equal(lower, lower.map((row) => row.map(() => 0))), // biome-ignore format: one line
          );
        }),
      ),
  },
  {
    name: "no multiple is larger than 1 in size",
    why: "The pivot is the entry largest in size: −5 goes before 3. A pivot that is merely not 0, or the largest with its sign, gives multiples above 1.",
    run: ({ factorise }) =>
      all(
        ...sizes.map((size, seed) => {
          const { L } = factorise(normal(size, seed + 20));
          const largest = Math.max(...L.flat().map(Math.abs));
          return holds(largest <= 1, `a multiple of size ${largest}`, "at most 1");
        }),
        close(factorise([[3, 0], [-5, 1]]).U, [[-5, 1], [0, 0.6]]), // biome-ignore format: one line
      ),
  },
  {
    name: "of equal candidates the first goes up: columns of 1 and −1",
    why: "Only a candidate that is larger replaces the one found before; >= in place of > takes the last.",
    run: ({ factorise }) =>
      all(
        equal(factorise([[1, 2], [-1, 3]]).order, [0, 1]), // biome-ignore format: one line
        equal(factorise([[0, 1, 0], [-2, 0, 1], [2, 1, 1]]).order, [1, 0, 2]), // biome-ignore format: one line
      ),
  },
  {
    name: "two equations by hand: 2x + y = 5 and x + 3y = 10 have x = 1, y = 3",
    why: "No swap is needed here. Half of row 0 leaves 2.5 y = 7.5.",
    run: ({ solve }) => close(solve([[2, 1], [1, 3]], [5, 10]), [1, 3]), // biome-ignore format: one line
  },
  {
    name: "b goes along when rows are swapped: (0, 1), (2, 0) with b = (3, 8) has x = (4, 3)",
    why: "Row i of LU is row order[i] of A, so it belongs to entry order[i] of b; in a cycle of three rows this is not the same as the way back.",
    run: ({ solve }) => {
      const cycle = [
        [0, 0, 4],
        [5, 0, 0],
        [0, 2, 0],
      ];
      return all(
        close(solve([[0, 1], [2, 0]], [3, 8]), [4, 3]), // biome-ignore format: one line
        close(solve(cycle, times(cycle, [1, 2, 3])), [1, 2, 3]),
      );
    },
  },
  {
    name: "a tiny pivot: (10⁻²⁰, 1), (1, 1) with b = (1, 2) has x = (1, 1)",
    why: "Divided by 10⁻²⁰, row 0 swamps row 1: 1 − 10²⁰ rounds to −10²⁰, and x comes out as (0, 1). Swapping only where a pivot is exactly 0 is not enough.",
    run: ({ solve }) => close(solve([[1e-20, 1], [1, 1]], [1, 2]), [1, 1]), // biome-ignore format: one line
  },
  {
    name: "random systems give back the x that they were made from",
    why: "Forward with L from the top down, then back with U from the bottom up, dividing by the diagonal of U only.",
    run: ({ solve }) =>
      all(
        ...sizes.map((size, seed) => {
          const A = normal(size, seed + 30);
          const x = random(seed + 40).normals(size);
          return close(solve(A, times(A, x)), x, 1e-10);
        }),
      ),
  },
  {
    name: "determinants by hand: 4 for the three rows, −2 for (1, 2), (3, 4), −1 and 1 for reordered identities",
    probes: "determinants",
    why: "Each swap turns the sign. A cycle of three rows is two swaps, so its sign is 1.",
    run: ({ determinant }) => {
      const swapped = [[0, 1, 0], [1, 0, 0], [0, 0, 1]]; // biome-ignore format: one line
      const cycle = [[0, 1, 0], [0, 0, 1], [1, 0, 0]]; // biome-ignore format: one line
      const two = [[1, 2], [3, 4]]; // biome-ignore format: one line
      return close([three, two, swapped, cycle, [[-7]]].map(determinant), [4, -2, -1, 1, -7]);
    },
  },
  {
    name: "random determinants agree with the expansion by minors, and det AB = det A · det B",
    probes: "determinants",
    why: "The product of U's diagonal is the determinant of the reordered rows; sign brings it back to A.",
    run: ({ determinant }) =>
      all(
        ...[1, 2, 3, 4, 5, 6].map((size) => {
          const [A, B] = [normal(size, size + 50), normal(size, size + 60)];
          return all(
            close(determinant(A), byMinors(A), 1e-11),
            close(determinant(product(A, B)), determinant(A) * determinant(B), 1e-10),
          );
        }),
      ),
  },
  {
    name: "a singular matrix has factors and the determinant 0",
    probes: "determinants",
    why: "With no pivot left in a column there is nothing to subtract: 0 / 0 would put NaN into L. The elimination goes on with the next column.",
    run: ({ factorise, determinant }) => {
      const proportional = [[1, 2], [2, 4]]; // biome-ignore format: one line
      const gap = [[0, 0, 2], [0, 0, 3], [0, 4, 5]]; // biome-ignore format: one line
      const { L, U, order } = factorise(gap);
      return all(
        close([proportional, gap, [[0]]].map(determinant), [0, 0, 0]),
        close(product(L, U), order.map((i) => gap[i]!)), // biome-ignore format: one line
        equal(order, [0, 2, 1]),
        close(L, [[1, 0, 0], [0, 1, 0], [0, 0, 1]]), // biome-ignore format: one line
      );
    },
  },
  {
    name: "small is not singular: 10⁻²⁰ (2, 1), 10⁻²⁰ (1, 3) is solved",
    why: "Only a pivot of exactly 0 stops the way. A limit such as 10⁻¹² depends on the units of the data.",
    run: ({ solve }) => close(solve([[2e-20, 1e-20], [1e-20, 3e-20]], [5e-20, 10e-20]), [1, 3]), // biome-ignore format: one line
  },
  {
    name: "solve refuses a singular matrix; none of the three takes one that is not square",
    why: "A pivot of 0 would be divided by, and the answer would be Infinity or NaN.",
    run: ({ factorise, determinant, solve }) =>
      all(
        refuses(() => solve([[1, 2], [2, 4]], [1, 2])), // biome-ignore format: one line
        refuses(() => solve([[0]], [0])),
        refuses(() => solve([[1, 2, 3], [4, 5, 6]], [1, 2])), // biome-ignore format: one line
        refuses(() => factorise([[1], [2]])),
        refuses(() => determinant([[1, 2]])),
        refuses(() => solve([[1, 0], [0, 1]], [1, 2, 3])), // biome-ignore format: one line
        refuses(() => solve([[1, 0], [0, 1]], [1])), // biome-ignore format: one line
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "A.slice() copies the list of rows, not the rows: subtracting in place still changes the caller's numbers.",
    run: ({ factorise, determinant, solve }) => {
      const A = three.map((row) => row.slice());
      const b = [1, 2, 3];
      factorise(A);
      determinant(A);
      solve(A, b);
      return equal([...A, b], [...three, [1, 2, 3]]);
    },
  },
];
