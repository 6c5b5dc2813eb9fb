import { all, type Check, close, equal, random, refuses } from "@blankfile/curriculum/check";
import type { SampleOptions } from "./starter.ts";

type Module = typeof import("./starter.ts");

const sum = (row: readonly number[]): number => row.reduce((total, x) => total + x, 0);

/** Weights 1, 4, 2, 1: shares 1/8, 4/8, 2/8, 1/8. */
const eighths = [0, Math.log(4), Math.log(2), 0];

/** By taking away the least likely token, of equals the one with the highest id, as long as the rest is enough. */
function reference(
  logits: readonly number[],
  { temperature = 1, topK = 99, topP = 1 }: SampleOptions,
): number[] {
  const weights = logits.map((z) => Math.exp(z / temperature));
  const least = (ids: readonly number[]): number => ids.reduce((a, b) => (logits[b]! <= logits[a]! ? b : a));
  const mass = (ids: readonly number[]): number => sum(ids.map((id) => weights[id]!));
  let ids = [...logits.keys()];
  while (ids.length > topK) ids = ids.filter((id) => id !== least(ids));
  const all = mass(ids);
  for (;;) {
    const fewer = ids.filter((id) => id !== least(ids));
    if (fewer.length === 0 || mass(fewer) < topP * all) break;
    ids = fewer;
  }
  return logits.map((_, id) => (ids.includes(id) ? weights[id]! / mass(ids) : 0));
}

export const checks: Check<Module>[] = [
  {
    name: "without options it is softmax: 0, log 4, log 2, 0 have the shares 1/8, 4/8, 2/8, 1/8",
    probes: "softmax-regression",
    why: "The exponentials are 1, 4, 2 and 1, their sum 8.",
    run: ({ tokenProbabilities }) =>
      all(
        close(tokenProbabilities(eighths), [1 / 8, 4 / 8, 2 / 8, 1 / 8]),
        close(tokenProbabilities([-3]), [1]),
      ),
  },
  {
    name: "temperature by hand: log 4 and 0 have 16 to 1 at T = 1/2 and 2 to 1 at T = 2",
    probes: "exp-log",
    why: "Logits are divided by T: 2 log 4 = log 16, and (log 4)/2 = log 2. A low temperature sharpens. The probabilities divided by T would all keep their ratios.",
    run: ({ tokenProbabilities }) =>
      all(
        close(tokenProbabilities([Math.log(4), 0], { temperature: 0.5 }), [16 / 17, 1 / 17]),
        close(tokenProbabilities([Math.log(4), 0], { temperature: 2 }), [2 / 3, 1 / 3]),
      ),
  },
  {
    name: "temperature 0 takes the likeliest token, the first of equals, whatever the other options",
    why: "z/0 is Infinity or NaN; this case needs an answer of its own, without a division.",
    run: ({ tokenProbabilities }) =>
      all(
        equal(tokenProbabilities([1, 5, 2, 5], { temperature: 0 }), [0, 1, 0, 0]),
        equal(tokenProbabilities([0, -1, 0], { temperature: 0, topK: 3, topP: 0.9 }), [1, 0, 0]),
      ),
  },
  {
    name: "logits of ±1000, and 1 at a temperature of 0.001, give no NaN",
    probes: "logsumexp",
    why: "Math.exp(1000) is Infinity. Subtract the largest logit before the division by T; the shares stay the same.",
    run: ({ tokenProbabilities }) =>
      all(
        close(tokenProbabilities([1000, 1000 + Math.log(3), -1000]), [1 / 4, 3 / 4, 0]),
        close(tokenProbabilities([-1000, -1000]), [1 / 2, 1 / 2]),
        close(tokenProbabilities([1, 0, 1], { temperature: 0.001 }), [1 / 2, 0, 1 / 2]),
      ),
  },
  {
    name: "top-k by hand: of 1/8, 4/8, 2/8, 1/8 two stay, as 2/3 and 1/3",
    why: "What is cut off has probability 0, and the rest is divided by its own sum. The answer is in the order of the logits, not in the sorted one.",
    run: ({ tokenProbabilities }) =>
      all(
        close(tokenProbabilities(eighths, { topK: 2 }), [0, 2 / 3, 1 / 3, 0]),
        close(tokenProbabilities(eighths, { topK: 1 }), [0, 1, 0, 0]),
      ),
  },
  {
    name: "top-k keeps exactly k tokens of equals, the lower ids, and k may be larger than V",
    why: "A cut at the value of the k-th logit keeps all that equal it. Here id 0 stays and id 3 with the same logit does not.",
    run: ({ tokenProbabilities }) =>
      all(
        close(tokenProbabilities(eighths, { topK: 3 }), [1 / 7, 4 / 7, 2 / 7, 0]),
        close(tokenProbabilities([1, 1, 1, 1, 1], { topK: 2 }), [1 / 2, 1 / 2, 0, 0, 0]),
        close(tokenProbabilities(eighths, { topK: 100 }), [1 / 8, 4 / 8, 2 / 8, 1 / 8]),
      ),
  },
  {
    name: "top-p by hand: 0.4 keeps one token, 0.6 two, 0.8 three",
    why: "Sorted, the sums are 4/8, 6/8, 7/8, 1. The token that crosses the line stays: 0.6 is reached only with the second one. A comparison after adding drops it.",
    run: ({ tokenProbabilities }) =>
      all(
        close(tokenProbabilities(eighths, { topP: 0.4 }), [0, 1, 0, 0]),
        close(tokenProbabilities(eighths, { topP: 0.6 }), [0, 2 / 3, 1 / 3, 0]),
        close(tokenProbabilities(eighths, { topP: 0.8 }), [1 / 7, 4 / 7, 2 / 7, 0]),
      ),
  },
  {
    name: "top-p that is reached exactly takes no further token: four equal ones, p = 1/2, two stay",
    why: "Together they must have at least p; 1/4 + 1/4 is enough. Of equals the lower ids stay.",
    run: ({ tokenProbabilities }) =>
      all(
        close(tokenProbabilities([0, 0, 0, 0], { topP: 0.5 }), [1 / 2, 1 / 2, 0, 0]),
        close(tokenProbabilities([0, 0, 0, 0], { topP: 0.25 }), [1, 0, 0, 0]),
      ),
  },
  {
    name: "top-p never keeps nothing, and 1 keeps everything",
    why: "Even a p below the largest probability keeps the likeliest token.",
    run: ({ tokenProbabilities }) =>
      all(
        close(tokenProbabilities(eighths, { topP: 1e-9 }), [0, 1, 0, 0]),
        close(tokenProbabilities(eighths, { topP: 1 }), [1 / 8, 4 / 8, 2 / 8, 1 / 8]),
      ),
  },
  {
    name: "top-p looks at what top-k left: k = 2 and p = 0.6 keep one token",
    why: "Of 4/8 and 2/8 the first has 2/3 among the two, and that is above 0.6. Measured against all tokens it would have 1/2, and the second would stay.",
    run: ({ tokenProbabilities }) => close(tokenProbabilities(eighths, { topK: 2, topP: 0.6 }), [0, 1, 0, 0]),
  },
  {
    name: "temperature comes before top-p: p = 0.6 keeps one token at T = 1/2 and three at T = 2",
    why: "At T = 1/2 the weights are 16, 4, 1, 1, and 16/22 is enough. At T = 2 they are 2, √2, 1, 1: the first two have 0.63.",
    run: ({ tokenProbabilities }) => {
      const all4 = 4 + Math.SQRT2;
      return all(
        close(tokenProbabilities(eighths, { temperature: 0.5, topP: 0.6 }), [0, 1, 0, 0]),
        close(tokenProbabilities(eighths, { temperature: 2, topP: 0.65 }), [
          1 / (all4 - 1),
          2 / (all4 - 1),
          Math.SQRT2 / (all4 - 1),
          0,
        ]),
      );
    },
  },
  {
    name: "a logit of −Infinity has probability 0 and leaves the others alone",
    probes: "floating-point",
    why: "NaN comes from −Infinity − −Infinity when two of them are compared by subtraction, and from 0 · Infinity.",
    run: ({ tokenProbabilities }) => {
      const never = Number.NEGATIVE_INFINITY;
      const logits = [never, 0, never, Math.log(3), never];
      return all(
        ...[{}, { topK: 4 }, { topP: 1 }, { topK: 5, topP: 0.99 }].map((options) =>
          close(tokenProbabilities(logits, options), [0, 1 / 4, 0, 3 / 4, 0]),
        ),
        close(tokenProbabilities(logits, { temperature: 0 }), [0, 0, 0, 1, 0]),
      );
    },
  },
  {
    name: "random logits agree with taking the least likely away one by one",
    why: "Eight tokens, all three options at once. If this fails alone, try the options two at a time.",
    run: ({ tokenProbabilities }) =>
      all(
        ...Array.from({ length: 12 }, (_, seed) => {
          const draw = random(seed);
          const logits = draw.normals(8);
          const options = {
            temperature: draw.uniform(0.3, 2),
            topK: 1 + draw.integer(8),
            topP: draw.uniform(0.1, 1),
          };
          return close(tokenProbabilities(logits, options), reference(logits, options));
        }),
      ),
  },
  {
    name: "drawing by hand: of 1/4, 0, 1/2, 1/4 the numbers 0, 1/4, 0.7 and 3/4 give 0, 2, 2 and 3",
    probes: "random-variables",
    why: "Token i has the numbers from the sum before it up to, but not including, the sum with it. At 1/4 the first token's share is used up, and a token of probability 0 has no numbers at all.",
    run: ({ drawToken }) => {
      const p = [1 / 4, 0, 1 / 2, 1 / 4];
      return equal(
        [0, 0.2, 1 / 4, 0.7, 3 / 4, 0.99].map((u) => drawToken(p, u)),
        [0, 0, 2, 2, 3, 3],
      );
    },
  },
  {
    name: "a token of probability 0 is never drawn, not even when rounding leaves the sum below 1",
    probes: "floating-point",
    why: "Ten times 0.1 add up to 0.9999999999999999. Falling through to the last id would give a token that was cut off; −1 or undefined would be no token.",
    run: ({ drawToken }) =>
      equal(
        [
          drawToken([0, 1, 0], 0),
          drawToken([...Array(10).fill(0.1), 0], 1 - 2 ** -53),
          drawToken([0.5, 0.25, 0, 0], 0.9),
        ],
        [1, 9, 1],
      ),
  },
  {
    name: "logits and options that do not fit are refused, and nothing is changed",
    why: "NaN is neither below nor above anything: write the test so that NaN fails it. sort orders the array that it is called on.",
    run: ({ tokenProbabilities }) => {
      const logits = [3, 1, 2];
      tokenProbabilities(logits, { temperature: 2, topK: 2, topP: 0.5 });
      const bad: SampleOptions[] = [
        ...[-1, Number.NaN, Number.POSITIVE_INFINITY].map((temperature) => ({ temperature })),
        ...[0, 1.5, -2, Number.NaN].map((topK) => ({ topK })),
        ...[0, 1.1, -0.5, Number.NaN].map((topP) => ({ topP })),
      ];
      return all(
        equal(logits, [3, 1, 2]),
        ...bad.map((options) => refuses(() => tokenProbabilities(logits, options))),
        ...[
          [],
          [1, Number.NaN],
          [Number.NaN, 1],
          [1, Number.POSITIVE_INFINITY],
          [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
        ].map((wrong) => refuses(() => tokenProbabilities(wrong))),
      );
    },
  },
];
