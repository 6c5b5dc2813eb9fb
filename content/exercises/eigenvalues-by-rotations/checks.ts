import {
  all,
  type Check,
  close,
  equal,
  holds,
  type Outcome,
  random,
  refuses,
} from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");
type Rows = readonly (readonly number[])[];

const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, v, i) => sum + v * y[i]!, 0);
const squares = (A: Rows) => A.flat().reduce((sum, x) => sum + x * x, 0);
const trace = (A: Rows) => A.reduce((sum, row, i) => sum + row[i]!, 0);
const off = (A: Rows) => squares(A) - A.reduce((sum, row, i) => sum + row[i]! ** 2, 0);
const identity = (size: number): number[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));

/** Normal numbers on and above the diagonal, mirrored. */
function symmetric(size: number, seed: number): number[][] {
  const draw = random(seed);
  const A = identity(size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      A[i]![j] = draw.normal();
      A[j]![i] = A[i]![j]!;
    }
  }
  return A;
}

/** Q diag(values) Qᵀ, with Q a product of two reflections. */
function withValues(values: readonly number[], seed: number): number[][] {
  const draw = random(seed);
  let Q = identity(values.length);
  for (let round = 0; round < 2; round++) {
    const u = draw.normals(values.length);
    Q = Q.map((row) => row.map((x, j) => x - (2 * dot(row, u) * u[j]!) / dot(u, u)));
  }
  return Q.map((_, i) =>
    Q.map((_, j) =>
      values.reduce((sum, v, k) => sum + v * Q[Math.max(i, j)]![k]! * Q[Math.min(i, j)]![k]!, 0),
    ),
  );
}

/** The number and its vector belong together, the vectors are perpendicular and 1 long, the values fall. */
function decomposes(A: Rows, { values, vectors }: { values: number[]; vectors: number[][] }): Outcome {
  const scale = Math.max(...A.flat().map(Math.abs));
  return all(
    equal([values.length, vectors.length], [A.length, A.length]),
    close(
      vectors.map((v) => A.map((row) => dot(row, v))),
      vectors.map((v, k) => v.map((x) => values[k]! * x)),
      1e-12 * Math.max(1, scale),
    ),
    close(vectors.map((v) => vectors.map((w) => dot(v, w))), identity(A.length), 1e-12), // biome-ignore format: one line
    holds(values.every((v, k) => k === 0 || v <= values[k - 1]!), values, "from the largest to the smallest"), // biome-ignore format: one line
  );
}

export const checks: Check<Module>[] = [
  {
    name: "one rotation by hand: rows (1, 2), (2, 4) become 0 and 5 on the diagonal",
    probes: "eigen",
    why: "tan 2θ = 4/3, so tan θ = ½ (the other root, −2, is the larger angle). The eigenvalues are 0 and 5, and 0 stays at the place of 1.",
    run: ({ rotated }) => close(rotated([[1, 2], [2, 4]], 0, 1), [[0, 0], [0, 5]], 1e-14), // biome-ignore format: one line
  },
  {
    name: "equal diagonal entries: rows (2, 1), (1, 2) become 3 and 1 in either order",
    why: "τ = 0 has the angles 45° and −45°. If nothing happens, or NaN, sign(0) = 0 has made t = 0.",
    run: ({ rotated }) => {
      const B = rotated([[2, 1], [1, 2]], 0, 1); // biome-ignore format: one line
      const low = Math.min(B[0]![0]!, B[1]![1]!);
      const high = Math.max(B[0]![0]!, B[1]![1]!);
      return close([low, high, B[0]![1]!, B[1]![0]!], [1, 3, 0, 0]);
    },
  },
  {
    name: "the rest of rows and columns p and q is turned too: a 5 in row 1, column 2 becomes 5/√2 twice, up to signs",
    why: "Entries p, k and q, k outside the plane are turned like a vector: cx − sy and sx + cy. They keep their length, 5.",
    run: ({ rotated }) => {
      const B = rotated([[2, 1, 0], [1, 2, 5], [0, 5, 7]], 0, 1); // biome-ignore format: one line
      return all(
        close([B[0]![2]! ** 2, B[1]![2]! ** 2, B[2]![2]!], [12.5, 12.5, 7]),
        close([B[2]![0]!, B[2]![1]!], [B[0]![2]!, B[1]![2]!]),
      );
    },
  },
  {
    name: "a rotation keeps trace and sum of squares, and lowers the sum of squares off the diagonal by 2 A_pq²",
    probes: "orthogonality",
    why: "J is orthogonal, and it stands on both sides. AJ alone, or a wrong sign on one side, keeps the length but not the trace.",
    run: ({ rotated }) =>
      all(
        ...[1, 2, 3, 4].flatMap((seed) => {
          const A = symmetric(5, seed);
          return [
            [0, 1],
            [1, 3],
            [0, 4],
            [3, 4],
          ].map(([p, q]) => {
            // biome-ignore format: one line
            const B = rotated(A, p!, q!);
            return all(
              equal([B[p!]![q!] === 0, B[q!]![p!] === 0], [true, true]),
              close(B, B[0]!.map((_, j) => B.map((row) => row[j]!)), 1e-14), // biome-ignore format: one line
              close([trace(B), squares(B)], [trace(A), squares(A)], 1e-13),
              close(off(B), off(A) - 2 * A[p!]![q!]! ** 2, 1e-13),
            );
          });
        }),
      ),
  },
  {
    name: "other rows and columns are untouched, and an entry that is 0 already changes nothing",
    why: "Only what stands in row or column p or q is turned. For A_pq = 0, τ = gap / 0 is Infinity or NaN: return early.",
    run: ({ rotated }) => {
      const A = symmetric(5, 9);
      const B = rotated(A, 1, 3);
      const rest = [0, 2, 4].flatMap((i) => [0, 2, 4].map((j) => [i, j] as const));
      const done = [[2, 0, 1], [0, 2, 3], [1, 3, 0]]; // biome-ignore format: one line
      return all(
        close(rest.map(([i, j]) => B[i]![j]!), rest.map(([i, j]) => A[i]![j]!), 0), // biome-ignore format: one line
        close(rotated(done, 0, 1), done, 0),
      );
    },
  },
  {
    name: "the angle is at most 45°: nearly diagonal matrices keep their order on the diagonal",
    why: "Both roots of t² + 2τt − 1 = 0 make the entry 0, but the larger one exchanges the two diagonal entries, and the sweeps may never settle.",
    run: ({ rotated }) =>
      all(
        close(rotated([[1, 1e-3], [1e-3, 2]], 0, 1), [[1 - 1e-6, 0], [0, 2 + 1e-6]], 1e-9), // biome-ignore format: one line
        close(rotated([[2, -1e-3], [-1e-3, 1]], 0, 1), [[2 + 1e-6, 0], [0, 1 - 1e-6]], 1e-9), // biome-ignore format: one line
        close(rotated([[1, 1e-200], [1e-200, 2]], 0, 1), [[1, 0], [0, 2]]), // biome-ignore format: one line
      ),
  },
  {
    name: "eigenvalues by hand: rows (2, 1), (1, 2) have 3 and 1, along (1, 1) and (1, −1)",
    probes: "eigen",
    why: "vectors[0] belongs to 3. The signs are free: the products of its entries are compared.",
    run: ({ eigenSymmetric }) => {
      const { values, vectors } = eigenSymmetric([[2, 1], [1, 2]]); // biome-ignore format: one line
      return all(
        close(values, [3, 1]),
        close(vectors.map(([x, y]) => [x! * x!, x! * y!]), [[0.5, 0.5], [0.5, -0.5]]), // biome-ignore format: one line
      );
    },
  },
  {
    name: "a chain of three by hand: 2 on the diagonal, −1 beside it, has 2 + √2, 2 and 2 − √2",
    probes: "eigen",
    why: "The middle vector is (1, 0, −1)/√2. One sweep leaves entries off the diagonal; go on until they are gone.",
    run: ({ eigenSymmetric }) => {
      const { values, vectors } = eigenSymmetric([[2, -1, 0], [-1, 2, -1], [0, -1, 2]]); // biome-ignore format: one line
      const [x, y, z] = vectors[1]!;
      return all(
        close(values, [2 + Math.SQRT2, 2, 2 - Math.SQRT2], 1e-12),
        close([x! * x!, y!, x! * z!], [0.5, 0, -0.5], 1e-12),
      );
    },
  },
  {
    name: "random matrices: Av = λv, vectors of length 1 at right angles, values falling",
    probes: "matrices",
    why: "The columns of V, the product of all J, are the vectors; its rows are not. Order the vectors together with the values.",
    run: ({ eigenSymmetric }) =>
      all(
        ...[1, 2, 3, 5, 8, 12].map((size) => {
          const A = symmetric(size, size + 20);
          return decomposes(A, eigenSymmetric(A));
        }),
      ),
  },
  {
    name: "known values 6, 3, 3, 0.5, 0, −4 are found, equal and negative ones included",
    probes: "spectral-theorem",
    why: "From the largest with its sign, not by size: −4 comes last.",
    run: ({ eigenSymmetric }) => {
      const known = [6, 3, 3, 0.5, 0, -4];
      const A = withValues([3, -4, 0.5, 6, 0, 3], 5);
      const found = eigenSymmetric(A);
      return all(close(found.values, known, 1e-12), decomposes(A, found));
    },
  },
  {
    name: "diagonal matrices, one number, nothing but zeros, and entries of 10⁸ or 10⁻⁸",
    why: "The end of the sweeps is relative: a fixed limit of 10⁻¹⁰ is never reached for entries of 10⁸, and reached too early for entries of 10⁻⁸.",
    run: ({ eigenSymmetric }) => {
      const A = symmetric(4, 30);
      const reference = eigenSymmetric(A).values;
      const scaled = (factor: number) => eigenSymmetric(A.map((row) => row.map((x) => factor * x))).values;
      return all(
        equal(eigenSymmetric([[1, 0, 0], [0, -3, 0], [0, 0, 2]]).values, [2, 1, -3]), // biome-ignore format: one line
        close(eigenSymmetric([[-7]]).values, [-7]),
        close(eigenSymmetric([[0, 0], [0, 0]]).values, [0, 0]), // biome-ignore format: one line
        close(scaled(1e8).map((v) => v / 1e8), reference, 1e-12), // biome-ignore format: one line
        close(scaled(1e-8).map((v) => v / 1e-8), reference, 1e-12), // biome-ignore format: one line
      );
    },
  },
  {
    name: "a matrix that is not symmetric, not square, and a plane that does not exist are refused",
    why: "Rotations of this kind never make an unsymmetric matrix diagonal: the sweeps would not end.",
    run: ({ rotated, eigenSymmetric }) =>
      all(
        refuses(() => eigenSymmetric([[1, 2], [3, 4]])), // biome-ignore format: one line
        refuses(() => eigenSymmetric([[1, 2, 0], [2, 4, 0]])), // biome-ignore format: one line
        refuses(() => rotated([[1, 2], [3, 4]], 0, 1)), // biome-ignore format: one line
        refuses(() => rotated([[1, 2], [2, 4]], 1, 1)), // biome-ignore format: one line
        refuses(() => rotated([[1, 2], [2, 4]], 0, 2)), // biome-ignore format: one line
        refuses(() => rotated([[1, 2], [2, 4]], 1, 0)), // biome-ignore format: one line
      ),
  },
  {
    name: "A is left as it was",
    why: "Turn a copy of the rows, not the rows of the caller.",
    run: ({ rotated, eigenSymmetric }) => {
      const A = symmetric(4, 40);
      rotated(A, 0, 2);
      eigenSymmetric(A);
      return equal(A, symmetric(4, 40));
    },
  },
];
