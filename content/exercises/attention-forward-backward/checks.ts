import { all, type Check, close, gradientMatches, holds, random } from "@blankfile/curriculum/check";
import type { Inputs, Matrix } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** D, D_v, T and S all differ where no mask forbids it, so that no width can stand for another. */
function example(seed: number, causal = false): Inputs & { G: Matrix } {
  const draw = random(seed);
  const matrix = (rows: number, cols: number): Matrix =>
    Array.from({ length: rows }, () => draw.normals(cols));
  const [T, S, D, Dv] = causal ? [4, 4, 5, 3] : [3, 4, 5, 2];
  return { Q: matrix(T, D), K: matrix(S, D), V: matrix(S, Dv), causal, G: matrix(T, Dv) };
}

const sum = (row: readonly number[]): number => row.reduce((total, x) => total + x, 0);

/** The weights by a double loop over the formula, for scores of moderate size. */
function weightsOf({ Q, K, causal }: Inputs): Matrix {
  return Q.map((q, t) => {
    const row = K.map((k, j) =>
      causal && j > t ? 0 : Math.exp(sum(q.map((x, i) => x * k[i]!)) / Math.sqrt(k.length)),
    );
    return row.map((x) => x / sum(row));
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
    why: "D is 1, so nothing is divided. The exponentials of 0 and log 3 are 1 and 3, and a quarter of 4 with three quarters of 8 is 7.",
    run: ({ attention }) => {
      const { weights, output } = attention({
        Q: [[1]],
        K: [[0], [Math.log(3)]],
        V: [[4], [8]],
        causal: false,
      });
      return all(close(weights, [[1 / 4, 3 / 4]]), close(output, [[7]]));
    },
  },
  {
    name: "width 4 by hand: a product of 2 log 3 is divided by √4",
    probes: "variance",
    why: "The products are 0 and 2 log 3; divided by √D = 2 they are 0 and log 3. The root is of the width of queries and keys, whatever the width of the values.",
    run: ({ attention }) => {
      const half = Math.log(3) / 2;
      const K = [
        [0, 0, 0, 0],
        [half, half, half, half],
      ];
      return close(attention({ Q: [[1, 1, 1, 1]], K, V: [[0], [1]], causal: false }).weights, [
        [1 / 4, 3 / 4],
      ]);
    },
  },
  {
    name: "the weights of each query add up to 1, and its output lies between the values",
    why: "The softmax is taken along the keys: each row of A is one query's shares. Added up along the queries, the rows are no shares of anything.",
    run: ({ attention }) =>
      all(
        ...[1, 2, 3].map((seed) => {
          const inputs = example(seed);
          const { weights, output } = attention(inputs);
          const column = inputs.V.map((row) => row[0]!);
          const between = output.every(
            ([x]) => x! > Math.min(...column) - 1e-9 && x! < Math.max(...column) + 1e-9,
          );
          return all(close(weights.map(sum), [1, 1, 1]), holds(between, output, "averages of the values"));
        }),
      ),
  },
  {
    name: "causal, by hand: equal scores give 1, then halves, then thirds",
    why: "Query t shares its whole weight among the keys 0 to t. Weights that are set to 0 after the softmax leave rows that no longer add up to 1.",
    run: ({ attention }) => {
      const ones = [[1], [1], [1]];
      const { weights, output } = attention({ Q: ones, K: ones, V: [[3], [6], [12]], causal: true });
      return all(
        close(weights, [
          [1, 0, 0],
          [1 / 2, 1 / 2, 0],
          [1 / 3, 1 / 3, 1 / 3],
        ]),
        close(output, [[3], [4.5], [7]]),
      );
    },
  },
  {
    name: "causal: a later token changes no earlier output",
    why: "Not even through the denominator of the softmax. Mask the scores, not the weights.",
    run: ({ attention }) => {
      const inputs = example(4, true);
      const before = attention(inputs).output.slice(0, 3);
      const K = [...inputs.K.slice(0, 3), [5, 5, 5, 5, 5]];
      const V = [...inputs.V.slice(0, 3), [100, 100, 100]];
      return close(attention({ ...inputs, K, V }).output.slice(0, 3), before);
    },
  },
  {
    name: "ten random examples agree with the formula, with the mask and without",
    why: "T, S, D and D_v all differ here; a transposed array or the root of another width shows.",
    run: ({ attention }) =>
      all(
        ...Array.from({ length: 10 }, (_, i) => {
          const inputs = example(10 + i, i % 2 === 1);
          const { weights, output } = attention(inputs);
          return all(close(weights, weightsOf(inputs)), close(output, outputOf(inputs)));
        }),
      ),
  },
  {
    name: "scores of 1000 and −1000 give weights, not NaN, in each row",
    probes: "logsumexp",
    why: "Math.exp(1000) is Infinity. Subtract the largest score of the row first: the shares stay the same. Each row needs its own: less the largest of the whole matrix, a row of zeros becomes exp(−1001), which is 0, and 0/0 is NaN.",
    run: ({ attention }) => {
      const K = [[1000], [-1000], [1000 + Math.log(3)]];
      return close(attention({ Q: [[1], [0]], K, V: [[1], [2], [3]], causal: false }).weights, [
        [1 / 4, 0, 3 / 4],
        [1 / 3, 1 / 3, 1 / 3],
      ]);
    },
  },
  {
    name: "causal: a hidden key whose score is 1000 takes nothing from the others",
    probes: "logsumexp",
    why: "Query 0 sees key 0 only, so its weight there is 1. Look for the largest score among the keys that are seen; and hide a key with −∞, since a large negative number can be outweighed.",
    run: ({ attention }) => {
      const K = [[0], [1000]];
      return close(attention({ Q: [[1], [1]], K, V: [[1], [2]], causal: true }).weights, [
        [1, 0],
        [0, 1],
      ]);
    },
  },
  {
    name: "gradients by hand: two equal scores, values 0 and 1",
    probes: "chain-rule",
    why: "The weights are both 1/2 and O = 1/2. A key's score has the slope A · (v − O) = ±1/4; the values have the slopes 1/2.",
    run: ({ attentionGradients }) => {
      const given = attentionGradients({ Q: [[1]], K: [[2], [2]], V: [[0], [1]], causal: false }, [[1]]);
      return all(
        close(given.Q, [[0]]),
        close(given.K, [[-1 / 4], [1 / 4]]),
        close(given.V, [[1 / 2], [1 / 2]]),
      );
    },
  },
  {
    name: "values that are all the same send nothing to queries and keys",
    probes: "jacobian",
    why: "Any average of equal values is that value, so no score matters. Each weight hears of all the others: the slope in a score is A times what reached this weight, less the row's average of it.",
    run: ({ attentionGradients }) => {
      const inputs = { ...example(5), V: [0, 1, 2, 3].map(() => [2, -1]) };
      const { Q, K } = attentionGradients(inputs, inputs.G);
      return all(close(Q.flat(), Array(15).fill(0)), close(K.flat(), Array(20).fill(0)));
    },
  },
  {
    name: "all three gradients agree with finite differences of your output, with the mask and without",
    probes: "backpropagation",
    why: "Each entry of Q, K and V was moved alone, up and down. A wrong constant factor is often the 1/√D, which stands in the slope of the scores too.",
    run: (module) =>
      all(
        ...[false, true].flatMap((causal) => {
          const { G, ...inputs } = example(6, causal);
          const given = module.attentionGradients(inputs, G);
          return (["Q", "K", "V"] as const).map((name) =>
            gradientMatches(
              (at: Matrix) => weighed(module, { ...inputs, [name]: at }, G),
              given[name],
              inputs[name],
            ),
          );
        }),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "An assignment to an entry of Q, K, V or G changes the caller's array.",
    run: ({ attention, attentionGradients }) => {
      const { G, ...inputs } = example(7, true);
      const before = JSON.stringify({ G, inputs });
      attention(inputs);
      attentionGradients(inputs, G);
      return holds(
        JSON.stringify({ G, inputs }) === before,
        "an argument changed",
        "all arguments unchanged",
      );
    },
  },
];
