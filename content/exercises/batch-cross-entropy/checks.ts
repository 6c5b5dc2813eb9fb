import { all, type Check, close, equal, gradientMatches, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

/** The probabilities of this row are 0.6, 0.3 and 0.1. */
const row = [Math.log(6), Math.log(3), 0];

/** N rows of K scores between −4 and 4; about every third row is ignored, the first one is not. */
function example(seed: number, N: number, K: number) {
  const draw = random(seed);
  const scores = Array.from({ length: N }, () => draw.uniforms(K, -4, 4));
  const targets = scores.map((_, n) => (n > 0 && draw.uniform() < 1 / 3 ? -1 : draw.integer(K)));
  return { scores, targets };
}

export const checks: Check<Module>[] = [
  {
    name: "one row by hand: probabilities 0.6, 0.3, 0.1 and target 2 cost log 10, with the slopes 0.6, 0.3, −0.9",
    probes: "softmax-regression",
    why: "The loss is −log 0.1. Each slope is the probability, less 1 for the target: raising the right score lowers the loss.",
    run: ({ crossEntropy }) => {
      const { loss, gradient, counted } = crossEntropy([row], [2], 0);
      return all(close(loss, Math.log(10)), close(gradient, [[0.6, 0.3, -0.9]]), equal(counted, 1));
    },
  },
  {
    name: "two rows by hand: the mean of log 10 and log 10/6, and half the slopes of each",
    why: "The loss is a mean over two rows, so each score moves it half as much as in a batch of one.",
    run: ({ crossEntropy }) => {
      const { loss, gradient } = crossEntropy([row, row], [2, 0], 0);
      const slopes = [
        [0.3, 0.15, -0.45],
        [-0.2, 0.15, 0.05],
      ];
      return all(close(loss, (Math.log(10) + Math.log(10 / 6)) / 2), close(gradient, slopes));
    },
  },
  {
    name: "an ignored row changes nothing: not the loss, not the slopes of the others",
    why: "Divide by the number of rows that count. Divided by all N, a batch with much padding would look as if it were learnt already.",
    run: ({ crossEntropy }) => {
      const { loss, gradient, counted } = crossEntropy([[5, 0, 0], row, [1, 2, 3]], [-1, 2, -1], 0);
      const none = [0, 0, 0];
      return all(
        close(loss, Math.log(10)),
        close(gradient, [none, [0.6, 0.3, -0.9], none]),
        equal(counted, 1),
      );
    },
  },
  {
    name: "whatever an ignored row holds, NaN and Infinity too, it stays there",
    probes: "floating-point",
    why: "0 times NaN is NaN. A row that does not count must be left out, not multiplied by 0.",
    run: ({ crossEntropy }) => {
      const odd = [Number.NaN, Number.POSITIVE_INFINITY, 0];
      const { loss, gradient } = crossEntropy([row, odd], [2, -1], 0.1);
      const alone = crossEntropy([row], [2], 0.1);
      return all(close(loss, alone.loss), close(gradient, [alone.gradient[0]!, [0, 0, 0]]));
    },
  },
  {
    name: "a confident mistake costs the distance of the scores: 2000, with the slopes 1 and −1",
    probes: "logsumexp",
    why: "The probability e^(−2000) has become 0 before its logarithm is taken. Take the logarithm on paper.",
    run: ({ crossEntropy }) => {
      const { loss, gradient } = crossEntropy([[1000, -1000]], [1], 0);
      return all(close(loss, 2000), close(gradient, [[1, -1]]));
    },
  },
  {
    name: "a row of 1000s and a row of −1000s cost log 2 each",
    probes: "logsumexp",
    why: "Each row needs its own largest score. With that of the batch, all exponentials of the lower row are 0, and log 0 is −Infinity.",
    run: ({ crossEntropy }) => {
      const { loss, gradient } = crossEntropy(
        [
          [1000, 1000],
          [-1000, -1000],
        ],
        [0, 1],
        0,
      );
      const slopes = [
        [-1 / 4, 1 / 4],
        [1 / 4, -1 / 4],
      ];
      return all(close(loss, Math.log(2)), close(gradient, slopes));
    },
  },
  {
    name: "smoothing by hand: ε = 0.3 over three classes asks for 0.1, 0.1, 0.8",
    why: "The target keeps 1 − ε and has its own share of ε besides: 0.7 + 0.3/3. The slopes are p − q with this q.",
    run: ({ crossEntropy }) => {
      const { loss, gradient } = crossEntropy([row], [2], 0.3);
      const wanted = 0.8 * Math.log(10) + 0.1 * Math.log(10 / 6) + 0.1 * Math.log(10 / 3);
      return all(close(loss, wanted), close(gradient, [[0.5, 0.2, -0.7]]));
    },
  },
  {
    name: "with smoothing the slopes vanish at a finite distance of the scores",
    why: "Where p equals q nothing is left to learn. For two classes and ε = 0.2 that is at probabilities 0.9 and 0.1.",
    run: ({ crossEntropy }) => close(crossEntropy([[Math.log(9), 0]], [0], 0.2).gradient, [[0, 0]]),
  },
  {
    name: "the slopes of every row add up to 0",
    why: "Adding the same number to all scores of a row leaves its probabilities, so the loss has no slope in that direction.",
    run: ({ crossEntropy }) => {
      const { scores, targets } = example(1, 8, 5);
      const { gradient } = crossEntropy(scores, targets, 0.1);
      const sums = gradient.map((slopes) => slopes.reduce((sum, slope) => sum + slope, 0));
      return close(
        sums,
        sums.map(() => 0),
      );
    },
  },
  {
    name: "the gradient agrees with finite differences of your loss, with and without smoothing",
    probes: "partial-derivatives",
    why: "Each score was moved alone. If only the smoothed one differs, the slope forgets the smoothing.",
    run: ({ crossEntropy }) =>
      all(
        ...[0, 0.25].map((smoothing) => {
          const { scores, targets } = example(2, 6, 4);
          const { gradient } = crossEntropy(scores, targets, smoothing);
          return gradientMatches(
            (z: number[][]) => crossEntropy(z, targets, smoothing).loss,
            gradient,
            scores,
          );
        }),
      ),
  },
  {
    name: "the batch is the mean of its rows, each computed by itself",
    why: "No row may see another row's scores.",
    run: ({ crossEntropy }) => {
      const { scores, targets } = example(3, 9, 3);
      const batch = crossEntropy(scores, targets, 0.1);
      const losses = scores.flatMap((z, n) =>
        targets[n] === -1 ? [] : [crossEntropy([z], [targets[n]!], 0.1).loss],
      );
      const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
      return all(equal(batch.counted, losses.length), close(batch.loss, mean));
    },
  },
  {
    name: "targets that are no class are refused, and so is a batch in which no row counts",
    why: "An index outside an array is undefined in JavaScript, and the mean of no rows is 0/0: both end as NaN, far from their cause.",
    run: ({ crossEntropy }) =>
      all(
        refuses(() => crossEntropy([row], [3], 0)),
        refuses(() => crossEntropy([row], [-2], 0)),
        refuses(() => crossEntropy([row, row], [0, 0.5], 0)),
        refuses(() => crossEntropy([row, row], [-1, -1], 0)),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "Subtracting the largest score in place, or writing the slopes into the rows, changes the caller's array.",
    run: ({ crossEntropy }) => {
      const { scores, targets } = example(4, 4, 3);
      const before = JSON.stringify({ scores, targets });
      crossEntropy(scores, targets, 0.1);
      return equal(JSON.stringify({ scores, targets }), before);
    },
  },
];
