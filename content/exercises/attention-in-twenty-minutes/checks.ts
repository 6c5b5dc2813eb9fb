import { all, type Check, close, equal, gradientMatches, random } from "@blankfile/curriculum/check";
import type { Inputs, Matrix } from "./starter.ts";

type Module = typeof import("./starter.ts");

const sum = (row: readonly number[]): number => row.reduce((total, x) => total + x, 0);

/** T = 4, S = 3, D = 5, D_v = 2: no width can stand for another. The mask has a row in which nothing is seen. */
function example(seed: number, masked: boolean): { inputs: Inputs; G: Matrix } {
  const draw = random(seed);
  const matrix = (rows: number, cols: number): Matrix =>
    Array.from({ length: rows }, () => draw.normals(cols));
  const inputs: Inputs = { Q: matrix(4, 5), K: matrix(3, 5), V: matrix(3, 2) };
  const mask = [
    [true, false, true],
    [false, false, false],
    [true, true, true],
    [false, true, false],
  ];
  return { inputs: masked ? { ...inputs, mask } : inputs, G: matrix(4, 2) };
}

/** The weights by a double loop over the formula, for scores of moderate size. */
function weightsOf({ Q, K, mask }: Inputs): Matrix {
  return Q.map((q, t) => {
    const row = K.map((k, j) =>
      mask && !mask[t]![j] ? 0 : Math.exp(sum(q.map((x, i) => x * k[i]!)) / Math.sqrt(q.length)),
    );
    return row.map((x) => (x === 0 ? 0 : x / sum(row)));
  });
}

function outputOf(inputs: Inputs): Matrix {
  return weightsOf(inputs).map((row) =>
    inputs.V[0]!.map((_, c) => sum(row.map((a, j) => a * inputs.V[j]![c]!))),
  );
}

/** Σ G · O: its gradient is what is asked for. */
function weighed(module: Module, inputs: Inputs, G: Matrix): number {
  const { output } = module.attention(inputs);
  return sum(output.flatMap((row, t) => row.map((x, c) => x * G[t]![c]!)));
}

export const checks: Check<Module>[] = [
  {
    name: "two keys by hand: scores 0 and log 3, weights 1/4 and 3/4, output 7",
    probes: "softmax-regression",
    why: "D is 1, so nothing is divided. A quarter of 4 and three quarters of 8.",
    run: ({ attention }) => {
      const given = attention({ Q: [[1]], K: [[0], [Math.log(3)]], V: [[4], [8]] });
      return all(close(given.weights, [[1 / 4, 3 / 4]]), close(given.output, [[7]]));
    },
  },
  {
    name: "width 4 by hand: a product of 2 log 3 is divided by √4",
    probes: "variance",
    why: "The root is of the width of queries and keys, 4 here, whatever the width of the values, which is 1.",
    run: ({ attention }) => {
      const half = Math.log(3) / 2;
      const K = [
        [0, 0, 0, 0],
        [half, half, half, half],
      ];
      return close(attention({ Q: [[1, 1, 1, 1]], K, V: [[0], [1]] }).weights, [[1 / 4, 3 / 4]]);
    },
  },
  {
    name: "the mask by hand: of three equal scores the two that are seen have 1/2 each",
    why: "true is seen. What is hidden has to be gone before the softmax adds up: 1/3 and 1/3 mean that it was hidden afterwards.",
    run: ({ attention }) => {
      const given = attention({
        Q: [[0], [0]],
        K: [[1], [2], [3]],
        V: [[3], [6], [12]],
        mask: [
          [true, false, true],
          [false, true, false],
        ],
      });
      return all(
        close(given.weights, [
          [1 / 2, 0, 1 / 2],
          [0, 1, 0],
        ]),
        close(given.output, [[7.5], [6]]),
      );
    },
  },
  {
    name: "a query that sees nothing has weights and output 0, and sends nothing back",
    why: "The softmax of nothing but −∞ is 0/0. One such row, all NaN, makes every gradient NaN.",
    run: ({ attention, attentionGradients }) => {
      const inputs = { Q: [[2]], K: [[1], [5]], V: [[3], [4]], mask: [[false, false]] };
      const given = attention(inputs);
      const back = attentionGradients(inputs, [[1]]);
      return all(
        close(given.weights, [[0, 0]]),
        close(given.output, [[0]]),
        close(back.Q, [[0]]),
        close(back.K, [[0], [0]]),
        close(back.V, [[0], [0]]),
      );
    },
  },
  {
    name: "scores of 1000 and −1000, seen and hidden, give weights and not NaN",
    probes: "logsumexp",
    why: "Math.exp(1000) is Infinity, and less the largest of all scores a hidden 1000 leaves 0/0. Subtract the largest score that the row sees.",
    run: ({ attention }) => {
      const K = [[1000], [-1000], [1000 + Math.log(3)]];
      const V = [[1], [2], [3]];
      const mask = [
        [true, true, true],
        [false, true, false],
        [true, true, true],
      ];
      return close(attention({ Q: [[1], [1], [-1]], K, V, mask }).weights, [
        [1 / 4, 0, 3 / 4],
        [0, 1, 0],
        [0, 1, 0],
      ]);
    },
  },
  {
    name: "random examples agree with the formula, with the mask and without",
    why: "T, S, D and D_v all differ; a transposed array or mask shows.",
    run: ({ attention }) =>
      all(
        ...[1, 2, 3, 4].map((seed) => {
          const { inputs } = example(seed, seed % 2 === 0);
          const given = attention(inputs);
          return all(close(given.weights, weightsOf(inputs)), close(given.output, outputOf(inputs)));
        }),
      ),
  },
  {
    name: "gradients by hand: two equal scores, values 0 and 1",
    probes: "chain-rule",
    why: "The weights are 1/2 and O = 1/2. A score has the slope A · (v − O) = ±1/4, which reaches its key by the query, 1; the values have the slopes 1/2.",
    run: ({ attentionGradients }) => {
      const back = attentionGradients({ Q: [[1]], K: [[2], [2]], V: [[0], [1]] }, [[1]]);
      return all(close(back.Q, [[0]]), close(back.K, [[-1 / 4], [1 / 4]]), close(back.V, [[1 / 2], [1 / 2]]));
    },
  },
  {
    name: "width 4: the slopes of the scores are divided by √4 too",
    probes: "chain-rule",
    why: "The factor 1/√D stands between the products and the softmax, so a gradient passes it on its way back.",
    run: ({ attentionGradients }) => {
      const ones = [1, 1, 1, 1];
      const back = attentionGradients({ Q: [ones], K: [ones, ones], V: [[0], [1]] }, [[1]]);
      const eighth = ones.map(() => 1 / 8);
      return close(back.K, [eighth.map((x) => -x), eighth]);
    },
  },
  {
    name: "values that are all the same send nothing to queries and keys",
    probes: "jacobian",
    why: "Any average of equal values is that value, so no score matters. Each weight hears of all the others in its row.",
    run: ({ attentionGradients }) => {
      const { inputs, G } = example(5, true);
      const { Q, K } = attentionGradients({ ...inputs, V: inputs.V.map(() => [2, -1]) }, G);
      return all(close(Q.flat(), Array(20).fill(0)), close(K.flat(), Array(15).fill(0)));
    },
  },
  {
    name: "all three gradients agree with finite differences of your output, with the mask and without",
    probes: "backpropagation",
    why: "Each entry of Q, K and V was moved alone, up and down. Look first whether V agrees: it needs the weights only.",
    run: (module) =>
      all(
        ...[false, true].flatMap((masked) => {
          const { inputs, G } = example(6, masked);
          const back = module.attentionGradients(inputs, G);
          return (["V", "Q", "K"] as const).map((name) =>
            gradientMatches(
              (at: Matrix) => weighed(module, { ...inputs, [name]: at }, G),
              back[name],
              inputs[name],
            ),
          );
        }),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "An assignment to an entry of Q, K, V, G or the mask changes the caller's array.",
    run: ({ attention, attentionGradients }) => {
      const { inputs, G } = example(7, true);
      attention(inputs);
      attentionGradients(inputs, G);
      return equal({ inputs, G }, example(7, true));
    },
  },
];
