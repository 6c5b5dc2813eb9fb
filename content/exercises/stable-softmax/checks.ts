import { all, type Check, close, equal, gradientMatches, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

const sum = (row: readonly number[]): number => row.reduce((total, x) => total + x, 0);

/** Ten rows of one to six scores between −5 and 5, each with a target. */
function examples(seed: number): { scores: number[]; target: number }[] {
  const draw = random(seed);
  return Array.from({ length: 10 }, () => {
    const scores = draw.uniforms(1 + draw.integer(6), -5, 5);
    return { scores, target: draw.integer(scores.length) };
  });
}

export const checks: Check<Module>[] = [
  {
    name: "scores 0, log 2, log 5 have the probabilities 1/8, 2/8, 5/8",
    probes: "exp-log",
    why: "The exponentials are 1, 2 and 5, and their sum is 8.",
    run: ({ softmax }) => close(softmax([0, Math.log(2), Math.log(5)]), [1 / 8, 2 / 8, 5 / 8]),
  },
  {
    name: "probabilities are not negative and add up to 1",
    why: "Each exponential is divided by the sum of all of them, not by the largest one.",
    run: ({ softmax }) =>
      all(
        ...examples(1).map(({ scores }) => {
          const p = softmax(scores);
          return all(close(sum(p), 1), equal(p.filter((x) => x < 0).length, 0));
        }),
      ),
  },
  {
    name: "adding 100 to every score changes nothing",
    probes: "exp-log",
    why: "e^(z + 100) = e^z · e^100, and the factor e^100 stands in the numerator and in the sum.",
    run: ({ softmax, logSoftmax }) =>
      all(
        ...examples(2).map(({ scores }) => {
          const shifted = scores.map((z) => z + 100);
          return all(
            close(softmax(shifted), softmax(scores), 1e-12),
            close(logSoftmax(shifted), logSoftmax(scores), 1e-12),
          );
        }),
      ),
  },
  {
    name: "scores 1000 and 1000 + log 3 have the probabilities 1/4 and 3/4",
    probes: "floating-point",
    why: "Math.exp(1000) is Infinity, and Infinity / Infinity is NaN.",
    run: ({ softmax }) => close(softmax([1000, 1000 + Math.log(3)]), [1 / 4, 3 / 4]),
  },
  {
    name: "scores −1000 and −1000 + log 3 have the probabilities 1/4 and 3/4",
    probes: "floating-point",
    why: "Math.exp(-1000) is 0, and 0 / 0 is NaN.",
    run: ({ softmax }) => close(softmax([-1000, -1000 + Math.log(3)]), [1 / 4, 3 / 4]),
  },
  {
    name: "scores far apart: 1000 and −1000 have the probabilities 1 and 0",
    probes: "floating-point",
    why: "Whatever you subtract, the largest score decides: if any exponent stays far above 0, its exponential overflows.",
    run: ({ softmax }) =>
      all(close(softmax([1000, -1000]), [1, 0]), close(softmax([-1000, 1000, -1000]), [0, 1, 0])),
  },
  {
    name: "log-softmax is the logarithm of softmax where both can be computed",
    probes: "exp-log",
    why: "log p_i = z_i − log Σ_j e^(z_j), with the natural logarithm.",
    run: ({ softmax, logSoftmax }) =>
      all(
        close(logSoftmax([0, Math.log(3)]), [-Math.log(4), Math.log(3 / 4)]),
        ...examples(3).map(({ scores }) => close(logSoftmax(scores), softmax(scores).map(Math.log))),
      ),
  },
  {
    name: "log-softmax of 1000 and −1000 is 0 and −2000",
    probes: "logsumexp",
    why: "The probability e^(−2000) rounds to 0, and log 0 is −Infinity. The logarithm has to come before the exponential is rounded.",
    run: ({ logSoftmax }) => close(logSoftmax([1000, -1000]), [0, -2000]),
  },
  {
    name: "log-softmax of two scores of 10¹⁶ is −log 2 twice",
    probes: "floating-point",
    why: "Around 10¹⁶ only every second whole number exists, so log 2 added to 10¹⁶ is lost. Take the difference of the scores first.",
    run: ({ logSoftmax, crossEntropy }) =>
      all(
        close(logSoftmax([1e16, 1e16]), [-Math.log(2), -Math.log(2)]),
        close(crossEntropy([-1e16, -1e16], 1), Math.log(2)),
      ),
  },
  {
    name: "a score of −Infinity has probability 0 and leaves the others alone",
    probes: "floating-point",
    why: "Math.exp(-Infinity) is 0, as it should be. NaN comes from -Infinity - -Infinity, or from 0 times Infinity.",
    run: ({ softmax, logSoftmax }) => {
      const never = Number.NEGATIVE_INFINITY;
      const scores = [0, never, Math.log(3)];
      return all(
        close(softmax(scores), [1 / 4, 0, 3 / 4]),
        equal(softmax(scores)[1], 0),
        equal(logSoftmax(scores)[1], never),
        close(softmax([never, never, 0]), [0, 0, 1]),
        equal(logSoftmax([never, never, 0]), [never, never, 0]),
      );
    },
  },
  {
    name: "cross-entropy by hand: scores 0, log 2, log 5",
    probes: "cross-entropy",
    why: "The loss is minus the logarithm of the right class's probability, here 1/8, 2/8 or 5/8. Classes are counted from 0.",
    run: ({ crossEntropy }) => {
      const scores = [0, Math.log(2), Math.log(5)];
      return close(
        [0, 1, 2].map((target) => crossEntropy(scores, target)),
        [Math.log(8), Math.log(4), Math.log(8 / 5)],
      );
    },
  },
  {
    name: "a confident mistake costs the distance of the scores: 2000, not Infinity",
    probes: "logsumexp",
    why: "If the loss is Infinity, so is every number computed from it, and training is over.",
    run: ({ crossEntropy }) =>
      all(close(crossEntropy([1000, -1000], 1), 2000), close(crossEntropy([1000, -1000], 0), 0)),
  },
  {
    name: "the gradient by hand: scores 0 and 0, target 0",
    probes: "chain-rule",
    why: "Both probabilities are 1/2. Raising the right score lowers the loss, so its slope is negative.",
    run: ({ crossEntropyGradient }) => close(crossEntropyGradient([0, 0], 0), [-1 / 2, 1 / 2]),
  },
  {
    name: "a confident mistake has the slopes 1 and −1, not NaN",
    probes: "floating-point",
    why: "The gradient is made of the same probabilities; take them from the softmax that you have.",
    run: ({ crossEntropyGradient }) =>
      all(
        close(crossEntropyGradient([1000, -1000], 1), [1, -1]),
        close(crossEntropyGradient([-1000, 1000], 0), [-1, 1]),
      ),
  },
  {
    name: "the gradient agrees with finite differences of your loss",
    probes: "partial-derivatives",
    why: "Each score was moved alone, a little up and a little down, and your own crossEntropy computed at both places.",
    run: ({ crossEntropy, crossEntropyGradient }) =>
      all(
        ...examples(4).map(({ scores, target }) =>
          gradientMatches(
            (z: number[]) => crossEntropy(z, target),
            crossEntropyGradient(scores, target),
            scores,
          ),
        ),
      ),
  },
  {
    name: "one score is enough, an empty row is refused",
    why: "Without a test of its own, an empty row gives an empty answer or NaN, and the mistake shows up far away.",
    run: ({ softmax, logSoftmax }) =>
      all(
        close(softmax([-7]), [1]),
        close(logSoftmax([-7]), [0]),
        refuses(() => softmax([])),
        refuses(() => logSoftmax([])),
      ),
  },
  {
    name: "a target that is no class is refused",
    why: "An index outside an array is undefined in JavaScript, and the loss would be NaN.",
    run: ({ crossEntropy, crossEntropyGradient }) =>
      all(
        refuses(() => crossEntropy([1, 2], 2)),
        refuses(() => crossEntropy([1, 2], -1)),
        refuses(() => crossEntropyGradient([1, 2], 0.5)),
      ),
  },
  {
    name: "the scores are left as they were",
    why: "sort, or an assignment to scores[i], changes the caller's array.",
    run: ({ softmax, logSoftmax, crossEntropy, crossEntropyGradient }) => {
      const scores = [3, -1, 2];
      softmax(scores);
      logSoftmax(scores);
      crossEntropy(scores, 1);
      crossEntropyGradient(scores, 1);
      return equal(scores, [3, -1, 2]);
    },
  },
];
