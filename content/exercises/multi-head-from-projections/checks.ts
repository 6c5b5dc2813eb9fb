import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Matrix, Projections } from "./starter.ts";

type Module = typeof import("./starter.ts");

const sum = (row: readonly number[]): number => row.reduce((total, x) => total + x, 0);

const identity = (size: number): Matrix =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? 1 : 0)));

function example(seed: number, T = 5, C = 6): { X: Matrix; projections: Projections } {
  const draw = random(seed);
  const matrix = (rows: number): Matrix => Array.from({ length: rows }, () => draw.normals(C));
  return {
    X: matrix(T),
    projections: { query: matrix(C), key: matrix(C), value: matrix(C), output: matrix(C) },
  };
}

/** One entry of X W. */
const entry = (X: Matrix, W: Matrix, t: number, c: number): number => sum(X[t]!.map((x, i) => x * W[i]![c]!));

/** The weights by loops over the formula, for scores of moderate size. */
function weightsOf(X: Matrix, { query, key }: Projections, heads: number, causal: boolean): Matrix[] {
  const D = X[0]!.length / heads;
  return Array.from({ length: heads }, (_, h) =>
    X.map((__, t) => {
      const row = X.map((___, j) => {
        if (causal && j > t) return 0;
        let product = 0;
        for (let c = h * D; c < (h + 1) * D; c++) product += entry(X, query, t, c) * entry(X, key, j, c);
        return Math.exp(product / Math.sqrt(D));
      });
      return row.map((x) => x / sum(row));
    }),
  );
}

function outputOf(X: Matrix, projections: Projections, heads: number, causal: boolean): Matrix {
  const C = X[0]!.length;
  const weights = weightsOf(X, projections, heads, causal);
  const mixed = X.map((_, t) =>
    Array.from({ length: C }, (__, c) =>
      sum(
        X.map((___, j) => weights[Math.floor((c * heads) / C)]![t]![j]! * entry(X, projections.value, j, c)),
      ),
    ),
  );
  return mixed.map((_, t) => Array.from({ length: C }, (__, c) => entry(mixed, projections.output, t, c)));
}

/** Another order of the columns, or of the rows, of a matrix. */
const columns = (M: Matrix, order: readonly number[]): Matrix => M.map((row) => order.map((c) => row[c]!));
const rows = (M: Matrix, order: readonly number[]): Matrix => order.map((r) => M[r]!);

export const checks: Check<Module>[] = [
  {
    name: "two heads of the matrix 1 2 3 4 / 5 6 7 8",
    probes: "matrices",
    why: "Head 0 has the first two columns, head 1 the last two, and both have both rows. A matrix cut up in the order of its numbers (1 2 3 4 to head 0) mixes tokens; every second column to a head is another convention.",
    run: ({ splitHeads }) =>
      equal(
        splitHeads(
          [
            [1, 2, 3, 4],
            [5, 6, 7, 8],
          ],
          2,
        ),
        [
          [
            [1, 2],
            [5, 6],
          ],
          [
            [3, 4],
            [7, 8],
          ],
        ],
      ),
  },
  {
    name: "mergeHeads undoes splitHeads, for 1, 2, 3 and 6 heads",
    probes: "matrices",
    why: "The heads stand side by side again, token by token: row t is row t of head 0, then row t of head 1, and so on.",
    run: ({ splitHeads, mergeHeads }) => {
      const { X } = example(1);
      return all(...[1, 2, 3, 6].map((heads) => equal(mergeHeads(splitHeads(X, heads)), X)));
    },
  },
  {
    name: "two heads of width 1 by hand: each looks with its own column",
    probes: "scaled-dot-product",
    why: "All projections are the identity, so Q = K = V = X. Token 1 has in head 0 the scores 1 · log 2 and 1 · 1, in head 1 the scores 0 and (log 3)². With D = 1 nothing is divided.",
    run: ({ multiHeadAttention }) => {
      const I = identity(2);
      const X = [
        [Math.log(2), 0],
        [1, Math.log(3)],
      ];
      const given = multiHeadAttention(
        X,
        { query: identity(2), key: I, value: I, output: I },
        { heads: 2, causal: true },
      );
      const a = 2 / (2 + Math.E);
      const b = 1 / (1 + Math.exp(Math.log(3) ** 2));
      return all(
        close(given.weights, [
          [
            [1, 0],
            [a, 1 - a],
          ],
          [
            [1, 0],
            [b, 1 - b],
          ],
        ]),
        close(given.output, [X[0]!, [a * Math.log(2) + (1 - a), (1 - b) * Math.log(3)]]),
      );
    },
  },
  {
    name: "scores are divided by the root of a head's width, not of all C columns",
    probes: "variance",
    why: "C = 8, two heads, D = 4: a product of 2 log 3 becomes log 3. Over √8 it would be 0.71 log 3 only.",
    run: ({ multiHeadAttention }) => {
      const x = Math.sqrt(Math.log(3) / 2);
      const X = [Array(8).fill(0), Array(8).fill(x)];
      const I = identity(8);
      const { weights } = multiHeadAttention(
        X,
        { query: I, key: I, value: I, output: I },
        { heads: 2, causal: false },
      );
      const expected = [
        [1 / 2, 1 / 2],
        [1 / 4, 3 / 4],
      ];
      return close(weights, [expected, expected]);
    },
  },
  {
    name: "causal, by hand: equal scores give 1, then halves, then thirds",
    probes: "causal-masking",
    why: "Token t shares its whole weight among the tokens 0 to t, itself among them. Weights set to 0 after the softmax leave rows that do not add up to 1.",
    run: ({ multiHeadAttention }) => {
      const zero = [[0]];
      const one = [[1]];
      const { weights, output } = multiHeadAttention(
        [[3], [6], [12]],
        { query: zero, key: zero, value: one, output: one },
        { heads: 1, causal: true },
      );
      return all(
        close(weights, [
          [
            [1, 0, 0],
            [1 / 2, 1 / 2, 0],
            [1 / 3, 1 / 3, 1 / 3],
          ],
        ]),
        close(output, [[3], [4.5], [7]]),
      );
    },
  },
  {
    name: "causal: a later token changes no earlier output",
    probes: "causal-masking",
    why: "Not even through the denominator of the softmax. Hide a score before the softmax.",
    run: ({ multiHeadAttention }) => {
      const { X, projections } = example(2);
      const options = { heads: 3, causal: true };
      const before = multiHeadAttention(X, projections, options).output.slice(0, 3);
      const other = [...X.slice(0, 3), [9, -9, 9, -9, 9, -9], [1, 2, 3, 4, 5, 6]];
      return close(multiHeadAttention(other, projections, options).output.slice(0, 3), before);
    },
  },
  {
    name: "projections are applied from the right: X W, here no symmetric W",
    probes: "matrices",
    why: "One token sees only itself, so Y = X W_V W_O: (1, 2) W_V = (2, 3), and (2, 3) W_O = (2, 5). Wᵀ in place of W has the same shape and passes every check of shapes.",
    run: ({ multiHeadAttention }) => {
      const value = [
        [0, 3],
        [1, 0],
      ];
      const output = [
        [1, 1],
        [0, 1],
      ];
      const I = identity(2);
      return close(
        multiHeadAttention([[1, 2]], { query: I, key: I, value, output }, { heads: 2, causal: true }).output,
        [[2, 5]],
      );
    },
  },
  {
    name: "random examples agree with the formula: 1, 2, 3 and 6 heads, with the mask and without",
    why: "Five tokens, six columns. If one head agrees and more do not, look at how the heads are cut and put together.",
    run: ({ multiHeadAttention }) =>
      all(
        ...[1, 2, 3, 6].flatMap((heads) =>
          [false, true].map((causal) => {
            const { X, projections } = example(10 + heads);
            const given = multiHeadAttention(X, projections, { heads, causal });
            return all(
              close(given.weights, weightsOf(X, projections, heads, causal)),
              close(given.output, outputOf(X, projections, heads, causal)),
            );
          }),
        ),
      ),
  },
  {
    name: "heads have no order: exchanged in all four matrices, the output stays the same",
    why: "Head h owns columns of W_Q, W_K, W_V and the rows of W_O with the same numbers. Heads know nothing of each other before W_O.",
    run: ({ multiHeadAttention }) => {
      const { X, projections } = example(20);
      const order = [4, 5, 0, 1, 2, 3];
      const exchanged = {
        query: columns(projections.query, order),
        key: columns(projections.key, order),
        value: columns(projections.value, order),
        output: rows(projections.output, order),
      };
      const options = { heads: 3, causal: true };
      return close(
        multiHeadAttention(X, exchanged, options).output,
        multiHeadAttention(X, projections, options).output,
      );
    },
  },
  {
    name: "scores of ±1000 and beyond give weights, not NaN",
    probes: "logsumexp",
    why: "Math.exp(1000) is Infinity. Subtract the largest score that the row sees; the shares stay the same.",
    run: ({ multiHeadAttention }) => {
      const one = [[1]];
      const projections = { query: one, key: one, value: one, output: one };
      const { weights } = multiHeadAttention([[1], [1000], [-1000]], projections, { heads: 1, causal: true });
      return close(weights, [
        [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      ]);
    },
  },
  {
    name: "numbers of heads that do not divide the columns are refused",
    why: "5 heads of 6 columns would be 1.2 wide; slice rounds that down, and columns are lost without a word.",
    run: ({ splitHeads, multiHeadAttention }) => {
      const { X, projections } = example(30);
      return all(
        ...[0, -2, 4, 5, 1.5, 12].flatMap((heads) => [
          refuses(() => splitHeads(X, heads)),
          refuses(() => multiHeadAttention(X, projections, { heads, causal: true })),
        ]),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "An assignment to an entry of X or of a projection changes the caller's array.",
    run: ({ splitHeads, mergeHeads, multiHeadAttention }) => {
      const { X, projections } = example(31);
      const before = JSON.stringify([X, projections]);
      multiHeadAttention(X, projections, { heads: 2, causal: true });
      mergeHeads(splitHeads(X, 3));
      return holds(
        JSON.stringify([X, projections]) === before,
        "an argument changed",
        "all arguments unchanged",
      );
    },
  },
];
