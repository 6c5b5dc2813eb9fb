import { all, type Check, close, equal, random, refuses } from "@blankfile/curriculum/check";

type Module = typeof import("./starter.ts");

const sum = (row: readonly number[]): number => row.reduce((total, x) => total + x, 0);

/** 0 1 0 1 1 0 2: after 0 come 1, 1, 2; after 1 come 0, 1, 0; nothing comes after the last 2. */
const text = [0, 1, 0, 1, 1, 0, 2];

function ids(seed: number, length: number, V: number): number[] {
  const draw = random(seed);
  return Array.from({ length }, () => draw.integer(V));
}

/** Places where the gram stands, by comparing at each one. */
function places(tokens: readonly number[], gram: readonly number[]): number {
  return tokens.filter(
    (_, t) => t + gram.length <= tokens.length && gram.every((id, i) => tokens[t + i] === id),
  ).length;
}

export const checks: Check<Module>[] = [
  {
    name: "pairs of 0 1 0 1 1 0 2, counted by hand",
    why: "The pairs are 01, 10, 01, 11, 10, 02: windows overlap, and there are T − n + 1 of them.",
    run: ({ fitModel }) => {
      const { count } = fitModel(text, { n: 2, V: 3, alpha: 0 });
      return equal(
        [count([0, 1]), count([1, 0]), count([1, 1]), count([0, 2]), count([2, 0])],
        [2, 2, 1, 1, 0],
      );
    },
  },
  {
    name: "unsmoothed, by hand: after 0 the shares are 0, 2/3, 1/3, after 1 they are 2/3, 1/3, 0",
    probes: "maximum-likelihood",
    why: "0 is followed three times: by 1, 1 and 2. The share of each is its count over the number of times that something follows.",
    run: ({ fitModel }) => {
      const { next } = fitModel(text, { n: 2, V: 3, alpha: 0 });
      return all(close(next([0]), [0, 2 / 3, 1 / 3]), close(next([1]), [2 / 3, 1 / 3, 0]));
    },
  },
  {
    name: "the text's last tokens are a context that nothing follows",
    why: "In 0 1 0 the token 0 stands twice but is followed once. c(h) counts the places where something follows h; otherwise the probabilities do not add up to 1.",
    run: ({ fitModel }) => close(fitModel([0, 1, 0], { n: 2, V: 2, alpha: 0 }).next([0]), [0, 1]),
  },
  {
    name: "one added to every count, by hand: after 0 the shares are 1/6, 3/6, 2/6",
    why: "Three counts of 0, 2 and 1 become 1, 3 and 2. The denominator grows by α for each of the V tokens, seen or not.",
    run: ({ fitModel }) => close(fitModel(text, { n: 2, V: 3, alpha: 1 }).next([0]), [1 / 6, 3 / 6, 2 / 6]),
  },
  {
    name: "after a context that was never seen every token has 1/V, smoothed or not",
    why: "0/0 is NaN. With α above 0 the formula gives α/(αV) by itself; without it the statement's rule holds.",
    run: ({ fitModel }) =>
      all(
        ...[0, 0.25].map((alpha) => {
          const model = fitModel(text, { n: 2, V: 3, alpha });
          return close(model.next([2]), [1 / 3, 1 / 3, 1 / 3]);
        }),
        close(fitModel([0, 1], { n: 3, V: 4, alpha: 0 }).next([0, 1]), [1 / 4, 1 / 4, 1 / 4, 1 / 4]),
      ),
  },
  {
    name: "with n = 1 the context does not matter, however long it is",
    why: "The last 0 tokens of a list are none. slice(-0) is slice(0), the whole list.",
    run: ({ fitModel }) => {
      const { next, count } = fitModel(text, { n: 1, V: 3, alpha: 0 });
      const shares = [3 / 7, 3 / 7, 1 / 7];
      return all(equal(count([1]), 3), close(next([]), shares), close(next([2, 0, 1]), shares));
    },
  },
  {
    name: "of a long context only the last n − 1 tokens matter",
    probes: "markov-chains",
    why: "The tokens nearest to the predicted one are at the end of the list.",
    run: ({ fitModel }) => {
      const { next } = fitModel(text, { n: 3, V: 3, alpha: 0.5 });
      return all(close(next([2, 2, 0, 1]), next([0, 1])), close(next([0, 1, 1, 0]), next([1, 0])));
    },
  },
  {
    name: "the ids 1, 11 and 11, 1 are different contexts",
    why: "Joined without anything between them, both are 111. Put a separator between the ids.",
    run: ({ fitModel }) => {
      const { next, count } = fitModel([1, 11, 5, 11, 1, 6], { n: 3, V: 12, alpha: 0 });
      return all(
        equal([count([1, 11, 5]), count([11, 1, 5]), count([11, 1, 6])], [1, 0, 1]),
        close([next([1, 11])[5]!, next([11, 1])[5]!], [1, 0]),
      );
    },
  },
  {
    name: "random texts: counts and probabilities agree with the definition, and each row adds up to 1",
    why: "Here every gram is looked for at every place of the text, and c(h) is the sum of the counts over all V tokens.",
    run: ({ fitModel }) =>
      all(
        ...[1, 2, 3, 4].map((n) => {
          const V = 4;
          const tokens = ids(n, 60, V);
          const model = fitModel(tokens, { n, V, alpha: 0.3 });
          const h = ids(100 + n, n - 1, V);
          const counts = Array.from({ length: V }, (_, w) => places(tokens, [...h, w]));
          return all(
            equal(
              counts.map((_, w) => model.count([...h, w])),
              counts,
            ),
            close(
              model.next(h),
              counts.map((c) => (c + 0.3) / (sum(counts) + 1.2)),
            ),
            close(sum(model.next(h)), 1),
          );
        }),
      ),
  },
  {
    name: "perplexity by hand: probabilities 2/3 and 1/3 give √(9/2)",
    probes: "perplexity",
    why: "The text 0 1 1 has two predictions, p(1 | 0) = 2/3 and p(1 | 1) = 1/3; the first token is given. One over the root of 2/9.",
    run: ({ fitModel, perplexity }) =>
      close(perplexity(fitModel(text, { n: 2, V: 3, alpha: 0 }), [0, 1, 1]), Math.sqrt(9 / 2)),
  },
  {
    name: "a model that knows nothing has the perplexity V",
    probes: "perplexity",
    why: "Every probability is 1/V. If you get a power of V near it, the number of predictions or the base of the logarithm is off: n − 1 tokens of the text are not predicted.",
    run: ({ fitModel, perplexity }) =>
      all(...[1, 2, 3].map((n) => close(perplexity(fitModel([], { n, V: 7, alpha: 1 }), ids(5, 9, 7)), 7))),
  },
  {
    name: "a text of 1,000 tokens has a finite perplexity, an impossible one has Infinity",
    probes: "exp-log",
    why: "The product of a thousand probabilities is 0 in floating point; the sum of their logarithms is an ordinary number.",
    run: ({ fitModel, perplexity }) => {
      const tokens = ids(6, 1000, 5);
      const model = fitModel(tokens, { n: 1, V: 5, alpha: 0 });
      const shares = [0, 1, 2, 3, 4].map((id) => tokens.filter((x) => x === id).length / 1000);
      const entropy = -sum(shares.map((p) => p * Math.log(p)));
      return all(
        close(perplexity(model, tokens), Math.exp(entropy), 1e-8),
        equal(perplexity(fitModel(text, { n: 2, V: 3, alpha: 0 }), [1, 2]), Number.POSITIVE_INFINITY),
      );
    },
  },
  {
    name: "sizes, tokens and contexts that do not fit are refused",
    why: "Without a test of its own a bad argument gives NaN or a count of 0, and the mistake shows up far away.",
    run: ({ fitModel, perplexity }) => {
      const model = fitModel(text, { n: 3, V: 3, alpha: 1 });
      return all(
        refuses(() => fitModel(text, { n: 0, V: 3, alpha: 1 })),
        refuses(() => fitModel(text, { n: 1.5, V: 3, alpha: 1 })),
        refuses(() => fitModel([], { n: 2, V: 0, alpha: 1 })),
        refuses(() => fitModel(text, { n: 2, V: 3, alpha: -1 })),
        refuses(() => fitModel(text, { n: 2, V: 3, alpha: Number.NaN })),
        refuses(() => fitModel(text, { n: 2, V: 2, alpha: 1 })),
        refuses(() => fitModel([0, -1], { n: 1, V: 2, alpha: 1 })),
        refuses(() => model.next([1])),
        refuses(() => model.count([1, 2])),
        refuses(() => model.count([0, 1, 0, 1])),
        refuses(() => perplexity(model, [0, 1])),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "push, pop and shift change the caller's array.",
    run: ({ fitModel, perplexity }) => {
      const tokens = [...text];
      const context = [2, 0, 1];
      const model = fitModel(tokens, { n: 2, V: 3, alpha: 1 });
      model.next(context);
      perplexity(model, tokens);
      return equal([tokens, context], [text, [2, 0, 1]]);
    },
  },
];
