import {
  all,
  type Check,
  close,
  equal,
  gradientMatches,
  holds,
  random,
  refuses,
} from "@blankfile/curriculum/check";
import type { Matrix, Tables } from "./starter.ts";

type Module = typeof import("./starter.ts");

const sum = (row: readonly number[]): number => row.reduce((total, x) => total + x, 0);

/** Six words in three dimensions. The negatives may repeat, and may hit context or centre. */
function example(seed: number): { tables: Tables; centre: number; context: number; negatives: number[] } {
  const draw = random(seed);
  const table = (): Matrix => Array.from({ length: 6 }, () => draw.normals(3));
  return {
    tables: { inputs: table(), outputs: table() },
    centre: draw.integer(6),
    context: draw.integer(6),
    negatives: Array.from({ length: 1 + draw.integer(5) }, () => draw.integer(6)),
  };
}

function lossOf({ inputs, outputs }: Tables, centre: number, context: number, negatives: number[]): number {
  const share = (w: number): number =>
    1 / (1 + Math.exp(-sum(inputs[centre]!.map((x, d) => x * outputs[w]![d]!))));
  return -Math.log(share(context)) - sum(negatives.map((w) => Math.log(1 - share(w))));
}

/** One dimension; the scores of the three words are 0, log 3 and log 2. */
const byHand: Tables = { inputs: [[1], [5], [7]], outputs: [[0], [Math.log(3)], [Math.log(2)]] };

export const checks: Check<Module>[] = [
  {
    name: "pairs of 5 6 7 with a window of 1, in order",
    why: "Each place looks both ways, the first and the last only one way, and none pairs with itself.",
    run: ({ pairs }) =>
      equal(pairs([5, 6, 7], 1), [
        [5, 6],
        [6, 5],
        [6, 7],
        [7, 6],
      ]),
  },
  {
    name: "the same id at two places is a pair, a place with itself is none",
    why: "It is the places that must differ, not the ids.",
    run: ({ pairs }) =>
      all(
        equal(pairs([4, 4], 3), [
          [4, 4],
          [4, 4],
        ]),
        equal(pairs([4], 3), []),
        equal(pairs([], 1), []),
      ),
  },
  {
    name: "random texts: the pairs are those of a double loop over all places",
    why: "A window of w reaches w places to each side and stops at the ends of the text.",
    run: ({ pairs }) =>
      all(
        ...[1, 2, 3, 9].map((window) => {
          const draw = random(window);
          const tokens = Array.from({ length: 7 }, () => draw.integer(4));
          const expected = tokens.flatMap((a, i) =>
            tokens.flatMap((b, j) => (i !== j && Math.abs(i - j) <= window ? [[a, b]] : [])),
          );
          return equal(pairs(tokens, window), expected);
        }),
      ),
  },
  {
    name: "noise by hand: counts 1, 16, 81 have the shares 1/36, 8/36, 27/36",
    why: "To the power 3/4 they are 1, 8 and 27. The power comes first, the division by the sum after it: otherwise the shares do not add up to 1.",
    run: ({ noise }) =>
      all(close(noise([1, 16, 81]), [1 / 36, 8 / 36, 27 / 36]), close(noise([0, 7]), [0, 1])),
  },
  {
    name: "the loss by hand: scores 0 and log 3 cost log 2 + log 4",
    probes: "logistic-regression",
    why: "σ(0) = 1/2 for the real pair. The negative's score is log 3: σ(−log 3) = 1/(1 + 3). A negative is wanted with a low score, hence the minus inside the σ.",
    run: ({ lossAndGradients }) =>
      all(
        close(lossAndGradients(byHand, 0, 0, [1]).loss, Math.log(2) + Math.log(4)),
        close(lossAndGradients(byHand, 0, 1, []).loss, Math.log(4 / 3)),
      ),
  },
  {
    name: "the centre is looked up among the inputs, context and negatives among the outputs",
    probes: "embeddings",
    why: "There are two tables: each word has one vector as a centre and another as a neighbour.",
    run: ({ lossAndGradients }) => {
      const tables = { inputs: [[0], [2]], outputs: [[Math.log(3) / 2], [0]] };
      return close(lossAndGradients(tables, 1, 0, []).loss, Math.log(4 / 3));
    },
  },
  {
    name: "gradients by hand: scores 0 and log 3",
    probes: "chain-rule",
    why: "The real pair's slope is σ(0) − 1 = −1/2, the negative's σ(log 3) = 3/4. The outputs hear the slope times v = 1, and v hears each slope times that row's u: 3/4 · log 3.",
    run: ({ lossAndGradients }) => {
      const { gradients } = lossAndGradients(byHand, 0, 0, [1]);
      return all(
        close(gradients.outputs, [[-1 / 2], [3 / 4], [0]]),
        close(gradients.inputs, [[(3 / 4) * Math.log(3)], [0], [0]]),
      );
    },
  },
  {
    name: "a negative that was drawn twice counts twice, in the loss and in its row's gradient",
    why: "What reaches a row from several terms is added. An assignment in place of an addition keeps the last term only; a Set of the negatives drops one.",
    run: ({ lossAndGradients }) => {
      const { loss, gradients } = lossAndGradients(byHand, 0, 0, [1, 1]);
      return all(
        close(loss, Math.log(2) + 2 * Math.log(4)),
        close(gradients.outputs, [[-1 / 2], [3 / 2], [0]]),
        close(gradients.inputs[0], [(3 / 2) * Math.log(3)]),
      );
    },
  },
  {
    name: "a negative that is the context itself pulls the other way",
    why: "Its row gets σ − 1 = −1/4 as the context and σ = 3/4 as a negative, together 1/2.",
    run: ({ lossAndGradients }) => {
      const { loss, gradients } = lossAndGradients(byHand, 0, 1, [1]);
      return all(close(loss, Math.log(4 / 3) + Math.log(4)), close(gradients.outputs, [[0], [1 / 2], [0]]));
    },
  },
  {
    name: "random examples: the loss agrees with its definition",
    why: "Six words, three dimensions and up to five negatives, among which words repeat.",
    run: ({ lossAndGradients }) =>
      all(
        ...Array.from({ length: 10 }, (_, i) => {
          const { tables, centre, context, negatives } = example(i);
          return close(
            lossAndGradients(tables, centre, context, negatives).loss,
            lossOf(tables, centre, context, negatives),
          );
        }),
      ),
  },
  {
    name: "both tables of gradients agree with finite differences of your loss",
    probes: "partial-derivatives",
    why: "Each entry of both tables was moved alone, up and down. Compare first the row of the centre, which hears of every term.",
    run: ({ lossAndGradients }) =>
      all(
        ...[20, 21, 22].flatMap((seed) => {
          const { tables, centre, context, negatives } = example(seed);
          const { gradients } = lossAndGradients(tables, centre, context, negatives);
          return (["inputs", "outputs"] as const).map((name) =>
            gradientMatches(
              (at: Matrix) => lossAndGradients({ ...tables, [name]: at }, centre, context, negatives).loss,
              gradients[name],
              tables[name],
            ),
          );
        }),
      ),
  },
  {
    name: "scores of ±1000 cost 1000 where they are wrong and 0 where they are right",
    probes: "logsumexp",
    why: "σ(−1000) is 0, and −log 0 is Infinity; Math.exp(1000) is Infinity. −log σ(s) = log(1 + e^(−s)), and for a large negative s that is −s.",
    run: ({ lossAndGradients }) => {
      const tables = { inputs: [[1], [1]], outputs: [[1000], [-1000]] };
      const wrong = lossAndGradients(tables, 0, 1, [0]);
      const right = lossAndGradients(tables, 0, 0, [1]);
      return all(
        close(wrong.loss, 2000),
        close(wrong.gradients.outputs, [[1], [-1]]),
        close(wrong.gradients.inputs[0], [2000]),
        close(right.loss, 0),
        close(right.gradients.outputs, [[0], [0]]),
      );
    },
  },
  {
    name: "windows, counts and words that do not fit are refused",
    why: "An index outside an array is undefined in JavaScript, and the loss would be NaN.",
    run: ({ pairs, noise, lossAndGradients }) =>
      all(
        refuses(() => pairs([1, 2], 0)),
        refuses(() => pairs([1, 2], 1.5)),
        refuses(() => noise([1, -1])),
        refuses(() => noise([1, Number.NaN])),
        refuses(() => noise([0, 0])),
        refuses(() => lossAndGradients(byHand, 3, 0, [])),
        refuses(() => lossAndGradients(byHand, 0, -1, [])),
        refuses(() => lossAndGradients(byHand, 0, 0, [1, 3])),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "A gradient that is added into a row of the tables, or a step taken on it, changes the caller's vectors.",
    run: ({ pairs, noise, lossAndGradients }) => {
      const { tables, centre, context, negatives } = example(30);
      const counts = [3, 1, 2];
      const tokens = [2, 0, 1];
      const before = JSON.stringify([tables, negatives, counts, tokens]);
      lossAndGradients(tables, centre, context, negatives);
      noise(counts);
      pairs(tokens, 1);
      const after = JSON.stringify([tables, negatives, counts, tokens]);
      return holds(after === before, "an argument changed", "all arguments unchanged");
    },
  },
];
