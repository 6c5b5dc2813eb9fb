import { all, type Check, close, equal, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

const never = Number.NEGATIVE_INFINITY;
const half = Math.log(1 / 2);
const eighth = Math.log(1 / 8);

interface Example {
  logProbs: number[][];
  counts: boolean[][];
  bytes: number[][];
}

/** Four texts of 1 to 6 tokens; the first token of each counts. */
function example(seed: number): Example {
  const draw = random(seed);
  const lengths = [1, 6, 3, 2];
  return {
    logProbs: lengths.map((T) => draw.uniforms(T, -5, 0)),
    counts: lengths.map((T) => Array.from({ length: T }, (_, t) => t === 0 || draw.uniform() < 0.6)),
    bytes: lengths.map((T) => Array.from({ length: T }, () => 1 + draw.integer(8))),
  };
}

function sumWhere(rows: readonly number[][], counts: readonly boolean[][]): number {
  return rows.reduce((sum, row, n) => sum + row.reduce((s, x, t) => (counts[n]![t] ? s + x : s), 0), 0);
}

export const checks: Check<Module>[] = [
  {
    name: "probabilities 1/2 and 1/8 by hand: the loss is 2 ln 2, the perplexity 4",
    probes: "exp-log",
    why: "The logarithms are −ln 2 and −3 ln 2, their mean −2 ln 2. Perplexity is 1 over the geometric mean of the probabilities, 1/4; the mean of 2 and 8 would be 5.",
    run: ({ loss, perplexity }) =>
      all(
        close(loss([[half, eighth]], [[true, true]]), 2 * Math.log(2)),
        close(perplexity([[half, eighth]], [[true, true]]), 4),
      ),
  },
  {
    name: "a model that guesses among k equally has the perplexity k, a sure one 1",
    probes: "entropy",
    why: "The logarithm is natural, so it is e that is raised to the loss. 2 to the power of nats gives less than k.",
    run: ({ perplexity, loss }) =>
      all(
        ...[2, 10, 50257].map((k) =>
          close(perplexity([Array(5).fill(-Math.log(k))], [Array(5).fill(true)]), k),
        ),
        close(perplexity([[0, 0]], [[true, true]]), 1),
        close(loss([[0, 0]], [[true, true]]), 0),
      ),
  },
  {
    name: "what does not count is neither summed nor counted",
    why: "Of −ln 2, −ln 8, −ln 2 the middle one is masked: the mean is over two tokens, not over three.",
    run: ({ loss, perplexity }) => {
      const counts = [[true, false, true]];
      return all(
        close(loss([[half, eighth, half]], counts), Math.log(2)),
        close(perplexity([[half, eighth, half]], counts), 2),
      );
    },
  },
  {
    name: "NaN and −Infinity in what does not count change nothing",
    probes: "exp-log",
    why: "0 · NaN and 0 · −Infinity are NaN. A masked entry has to be skipped, not multiplied by 0.",
    run: ({ loss, perplexity, bitsPerByte }) => {
      const logProbs = [
        [Number.NaN, half, never],
        [half, 3, Number.NaN],
      ];
      const counts = [
        [false, true, false],
        [true, false, false],
      ];
      const bytes = [
        [Number.NaN, 1, -1],
        [1, 0.5, Number.NaN],
      ];
      return all(
        close(loss(logProbs, counts), Math.log(2)),
        close(perplexity(logProbs, counts), 2),
        close(bitsPerByte(logProbs, counts, bytes), 1),
      );
    },
  },
  {
    name: "texts of different lengths: every token weighs the same",
    why: "One text of one token at 1/8 and one of three at 1/2: the mean over the four tokens is (3 + 1 + 1 + 1)/4 bits. The mean of the texts' means would be (3 + 1)/2.",
    run: ({ loss, perplexity }) => {
      const logProbs = [[eighth], [half, half, half]];
      const counts = [[true], [true, true, true]];
      return all(
        close(loss(logProbs, counts), 1.5 * Math.log(2)),
        close(perplexity(logProbs, counts), 2 ** 1.5),
      );
    },
  },
  {
    name: "a text of which nothing counts, and an empty one, add nothing",
    why: "0/0 is NaN, and one such text spoils an average of averages. It is enough that some token counts somewhere.",
    run: ({ perplexity }) => close(perplexity([[half, half], [half], []], [[false, false], [true], []]), 2),
  },
  {
    name: "bits per byte by hand: 1 and 3 bits for tokens of 2 and 6 bytes are 1/2",
    probes: "entropy",
    why: "4 bits over 8 bytes. In nats it would be 0.35. Each token's bits over its own bytes and then a mean is the same here; the next check tells them apart.",
    run: ({ bitsPerByte }) => close(bitsPerByte([[half, eighth]], [[true, true]], [[2, 6]]), 1 / 2),
  },
  {
    name: "bits per byte is a quotient of sums: 1 and 3 bits for tokens of 7 and 1 bytes are 4/8",
    why: "The mean of 1/7 and 3/1 is 1.57. Whoever sends the text needs all the bits for all the bytes.",
    run: ({ bitsPerByte }) =>
      all(
        close(bitsPerByte([[half, eighth]], [[true, true]], [[7, 1]]), 1 / 2),
        close(bitsPerByte([[half], [eighth]], [[true], [true]], [[7], [1]]), 1 / 2),
      ),
  },
  {
    name: "bytes of what does not count are left out, a token of no bytes costs its bits",
    why: "The same tokens must be in both sums: a prompt that is not predicted adds neither bits nor bytes. The mark at the end of a text has to be predicted and has no bytes.",
    run: ({ bitsPerByte }) =>
      all(
        close(bitsPerByte([[half, half]], [[false, true]], [[99, 1]]), 1),
        close(bitsPerByte([[half, eighth]], [[true, true]], [[2, 0]]), 2),
      ),
  },
  {
    name: "cutting a text into other tokens of the same probability changes the perplexity, not the bits per byte",
    why: "One token of 1/16 and 8 bytes, or two of 1/4 and 4 bytes: 4 bits for 8 bytes both times, and perplexities of 16 and 4.",
    run: ({ bitsPerByte, perplexity }) => {
      const one = [[Math.log(1 / 16)]];
      const two = [[Math.log(1 / 4), Math.log(1 / 4)]];
      return all(
        close(bitsPerByte(one, [[true]], [[8]]), 1 / 2),
        close(bitsPerByte(two, [[true, true]], [[4, 4]]), 1 / 2),
        close([perplexity(one, [[true]]), perplexity(two, [[true, true]])], [16, 4]),
      );
    },
  },
  {
    name: "from bits per byte to perplexity: 1/2 bit at 8 bytes a token is 16, at 4 bytes 4",
    probes: "exp-log",
    why: "Bits per byte times bytes per token are bits per token, and 2 to their power is the perplexity.",
    run: ({ perplexityPerToken }) =>
      close(
        [perplexityPerToken(1 / 2, 8), perplexityPerToken(1 / 2, 4), perplexityPerToken(0, 3)],
        [16, 4, 1],
      ),
  },
  {
    name: "random texts agree with the sums, and the four functions with each other",
    why: "Four texts of one to six tokens, about half of them masked.",
    run: ({ loss, perplexity, bitsPerByte, perplexityPerToken }) =>
      all(
        ...[1, 2, 3, 4, 5].map((seed) => {
          const { logProbs, counts, bytes } = example(seed);
          const nats = -sumWhere(logProbs, counts);
          const tokens = counts.flat().filter((x) => x).length;
          const length = sumWhere(bytes, counts);
          const bits = bitsPerByte(logProbs, counts, bytes);
          return all(
            close(loss(logProbs, counts), nats / tokens),
            close(perplexity(logProbs, counts), Math.exp(nats / tokens)),
            close(bits, nats / Math.LN2 / length),
            close(perplexityPerToken(bits, length / tokens), perplexity(logProbs, counts)),
          );
        }),
      ),
  },
  {
    name: "an impossible token makes all of it Infinity",
    why: "A model that gave probability 0 to what happened is infinitely surprised. A small number added to p would hide it.",
    run: ({ loss, perplexity, bitsPerByte }) => {
      const [logProbs, counts] = [[[half, never]], [[true, true]]];
      const infinite = Number.POSITIVE_INFINITY;
      return equal(
        [loss(logProbs, counts), perplexity(logProbs, counts), bitsPerByte(logProbs, counts, [[1, 1]])],
        [infinite, infinite, infinite],
      );
    },
  },
  {
    name: "nothing that counts, logarithms that are none, and lists that do not fit are refused",
    why: "0/0 is NaN and a log p above 0 a probability above 1: often probabilities, or losses with the other sign, were passed in place of logarithms.",
    run: ({ loss, perplexity, bitsPerByte }) =>
      all(
        refuses(() => loss([], [])),
        refuses(() => loss([[half]], [[false]])),
        refuses(() => perplexity([[half]], [[false]])),
        refuses(() => loss([[0.5]], [[true]])),
        refuses(() => perplexity([[Number.NaN]], [[true]])),
        refuses(() => loss([[half, half]], [[true]])),
        refuses(() => loss([[half]], [[true, true]])),
        refuses(() => loss([[half]], [[true], [true]])),
        refuses(() => bitsPerByte([[half]], [[true]], [[1, 1]])),
        refuses(() => bitsPerByte([[half]], [[true]], [[-1]])),
        refuses(() => bitsPerByte([[half]], [[true]], [[0.5]])),
        refuses(() => bitsPerByte([[half, half]], [[true, false]], [[0, 7]])),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "An assignment to an entry changes the caller's lists.",
    run: ({ loss, perplexity, bitsPerByte }) => {
      const { logProbs, counts, bytes } = example(9);
      loss(logProbs, counts);
      perplexity(logProbs, counts);
      bitsPerByte(logProbs, counts, bytes);
      return equal({ logProbs, counts, bytes }, example(9));
    },
  },
];
