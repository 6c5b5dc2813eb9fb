import { all, type Check, close, equal, gradientMatches, random, refuses } from "@blankfile/curriculum/check";
import type { Matrix } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** N = 5, F = 3 and M = 4 all differ, so that a transposed array cannot slip through. */
function example(seed: number) {
  const { normals } = random(seed);
  const matrix = (rows: number, columns: number): Matrix =>
    Array.from({ length: rows }, () => normals(columns));
  return { X: matrix(5, 3), W: matrix(3, 4), b: normals(4), G: matrix(5, 4) };
}

const sum = (row: readonly number[]): number => row.reduce((total, x) => total + x, 0);

/** Σ G ⊙ Y, whose gradient with respect to Y is G. */
const weighted = (Y: Matrix, G: Matrix): number => sum(G.map((g, n) => sum(g.map((w, m) => w * Y[n]![m]!))));

export const checks: Check<Module>[] = [
  {
    name: "one sample by hand: (1, 2) through the rows (3, 5, 7) and (4, 6, 8), plus (10, 20, 30)",
    probes: "matrices",
    why: "Output m takes column m of W: 1 · 3 + 2 · 4 + 10 = 21, 1 · 5 + 2 · 6 + 20 = 37, 1 · 7 + 2 · 8 + 30 = 53.",
    run: ({ affine }) =>
      close(
        affine(
          [[1, 2]],
          [
            [3, 5, 7],
            [4, 6, 8],
          ],
          [10, 20, 30],
        ),
        [[21, 37, 53]],
      ),
  },
  {
    name: "b is added to every row: three samples of zeros give b three times",
    why: "b_m belongs to output m and is the same for all samples. With N = M it could be added down the columns unseen; here it cannot.",
    run: ({ affine }) =>
      close(affine([[0], [0], [0]], [[7, 7]], [1, 2]), [
        [1, 2],
        [1, 2],
        [1, 2],
      ]),
  },
  {
    name: "random batches agree with the sum written out",
    probes: "matrices",
    why: "y_nm is the sum over f of x_nf w_fm, plus b_m.",
    run: ({ affine }) => {
      const { X, W, b } = example(1);
      return close(
        affine(X, W, b),
        X.map((x) => b.map((shift, m) => x[0]! * W[0]![m]! + x[1]! * W[1]![m]! + x[2]! * W[2]![m]! + shift)),
      );
    },
  },
  {
    name: "the gradient of b by hand: summed over the samples",
    probes: "chain-rule",
    why: "Every row has received b_m, so every row sends its g_nm back: 1 + 10 and 2 + 20. It is a sum; the loss's mean, if any, is in G already.",
    run: ({ affineBackward }) =>
      close(
        affineBackward(
          [
            [1, 2],
            [10, 20],
          ],
          [[1], [1]],
          [[0, 0]],
        ).b,
        [11, 22],
      ),
  },
  {
    name: "the gradient of W by hand: x = (2, 3) and g = (1, 10)",
    probes: "chain-rule",
    why: "w_fm is multiplied by x_f and adds to y_m, so its gradient is x_f g_m: (2, 20) and (3, 30).",
    run: ({ affineBackward }) =>
      close(
        affineBackward(
          [[1, 10]],
          [[2, 3]],
          [
            [0, 0],
            [0, 0],
          ],
        ).W,
        [
          [2, 20],
          [3, 30],
        ],
      ),
  },
  {
    name: "the gradient of X by hand: g = (1, 10) back through the rows (2, 3) and (4, 5)",
    probes: "chain-rule",
    why: "x_f reaches y_m with the factor w_fm, so its gradient is 1 · 2 + 10 · 3 = 32 and 1 · 4 + 10 · 5 = 54: W is transposed. Untransposed it would be 42 and 53.",
    run: ({ affineBackward }) =>
      close(
        affineBackward(
          [[1, 10]],
          [[0, 0]],
          [
            [2, 3],
            [4, 5],
          ],
        ).X,
        [[32, 54]],
      ),
  },
  {
    name: "each gradient has the shape of its array",
    probes: "matrices",
    why: "A gradient has one number for each number of its array. If it comes out transposed, so did the product.",
    run: ({ affineBackward }) => {
      const { X, W, G } = example(2);
      const found = affineBackward(G, X, W);
      const shape = (A: Matrix) => [A.length, A[0]?.length];
      return equal([shape(found.X), shape(found.W), found.b.length], [[5, 3], [3, 4], 4]);
    },
  },
  {
    name: "the gradient of X agrees with finite differences of your affine",
    probes: "jacobian",
    why: "Each x was moved alone, up and down; it acts on all outputs of its own sample and on no other sample.",
    run: ({ affine, affineBackward }) => {
      const { X, W, b, G } = example(3);
      return gradientMatches((at: Matrix) => weighted(affine(at, W, b), G), affineBackward(G, X, W).X, X);
    },
  },
  {
    name: "the gradient of W agrees with finite differences of your affine",
    probes: "partial-derivatives",
    why: "Each weight was moved alone. It is used by every sample, so its gradient adds up over the batch.",
    run: ({ affine, affineBackward }) => {
      const { X, W, b, G } = example(4);
      return gradientMatches((at: Matrix) => weighted(affine(X, at, b), G), affineBackward(G, X, W).W, W);
    },
  },
  {
    name: "the gradient of b agrees with finite differences of your affine",
    probes: "partial-derivatives",
    why: "Each number of b was moved alone; all samples moved with it.",
    run: ({ affine, affineBackward }) => {
      const { X, W, b, G } = example(5);
      return gradientMatches((at: number[]) => weighted(affine(X, W, at), G), affineBackward(G, X, W).b, b);
    },
  },
  {
    name: "the loss changes by the gradient times the move, exactly: the layer is linear in each argument",
    probes: "inner-products",
    why: "Σ G ⊙ (ΔX W) = Σ ΔX ⊙ ∂L/∂X for a move of any size, and likewise for W. There is nothing left over, as there is for curved functions.",
    run: ({ affine, affineBackward }) => {
      const { X, W, b, G } = example(6);
      const other = example(7);
      const found = affineBackward(G, X, W);
      const zero = b.map(() => 0);
      return close(
        [weighted(affine(other.X, W, zero), G), weighted(affine(X, other.W, zero), G)],
        [weighted(other.X, found.X), weighted(other.W, found.W)],
      );
    },
  },
  {
    name: "arrays that do not fit together are refused",
    why: "Reading past the end of an array gives undefined in JavaScript, and the sum becomes NaN; numbers too many are passed over in silence.",
    run: ({ affine, affineBackward }) => {
      const two: Matrix = [
        [1, 2],
        [3, 4],
      ];
      return all(
        refuses(() => affine([[1, 2, 3]], two, [0, 0])),
        refuses(() => affine([[1]], two, [0, 0])),
        refuses(() => affine([[1, 2], [1]], two, [0, 0])),
        refuses(() => affine(two, two, [0])),
        refuses(() => affine(two, [[1, 2], [3]], [0, 0])),
        refuses(() => affineBackward([[1, 2]], two, two)),
        refuses(() => affineBackward([[1], [2]], two, two)),
        refuses(() => affineBackward(two, [[1], [2]], two)),
        refuses(() => affineBackward(two, two, [[1, 2], [3]])),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "The gradient of W is summed up in an array of its own, not in W or G; a row of Y that starts as b has to be a copy.",
    run: ({ affine, affineBackward }) => {
      const given = example(8);
      const before = JSON.stringify(given);
      affine(given.X, given.W, given.b);
      affineBackward(given.G, given.X, given.W);
      return equal(JSON.stringify(given), before);
    },
  },
];
