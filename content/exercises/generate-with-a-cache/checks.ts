import { all, type Check, close, equal, holds, random, refuses } from "@blankfile/curriculum/check";
import type { Matrix, Model } from "./starter.ts";

type Module = typeof import("./starter.ts");

const sum = (row: readonly number[]): number => row.reduce((total, x) => total + x, 0);

/** V = 7 tokens, C = 4, room for 12 places. */
function example(seed: number, layers = 2): { model: Model; tokens: number[] } {
  const draw = random(seed);
  const matrix = (rows: number): Matrix => Array.from({ length: rows }, () => draw.normals(4, 0, 0.7));
  const layer = () => ({ query: matrix(4), key: matrix(4), value: matrix(4), output: matrix(4) });
  return {
    model: { embeddings: matrix(7), positions: matrix(12), layers: Array.from({ length: layers }, layer) },
    tokens: Array.from({ length: 9 }, () => draw.integer(7)),
  };
}

/** The whole pass, entry by entry. */
function whole({ embeddings, positions, layers }: Model, tokens: readonly number[]): Matrix {
  const entry = (x: readonly number[], W: Matrix, c: number): number => sum(x.map((v, i) => v * W[i]![c]!));
  let X = tokens.map((id, t) => embeddings[id]!.map((e, c) => e + positions[t]![c]!));
  for (const { query, key, value, output } of layers) {
    const old = X;
    X = old.map((x, t) => {
      const shares = old
        .slice(0, t + 1)
        .map((other) =>
          Math.exp(sum(x.map((_, c) => entry(x, query, c) * entry(other, key, c))) / Math.sqrt(x.length)),
        );
      const seen = x.map(
        (_, c) => sum(shares.map((share, j) => share * entry(old[j]!, value, c))) / sum(shares),
      );
      return x.map((v, c) => v + entry(seen, output, c));
    });
  }
  return X.map((x) => embeddings.map((e) => sum(e.map((v, c) => v * x[c]!))));
}

/** One channel, keys that are all 0: each token gets the plain average of what it sees. */
const average: Model = {
  embeddings: [[1], [2], [4]],
  positions: [[0], [0], [0], [0]],
  layers: [{ query: [[0]], key: [[0]], value: [[1]], output: [[1]] }],
};

export const checks: Check<Module>[] = [
  {
    name: "an empty cache has no rows in any layer",
    why: "One list of keys and one of values a layer, so that row j of each belongs to token j.",
    run: ({ emptyCache }) => {
      const nothing = { keys: [[], [], []], values: [[], [], []] };
      return equal(emptyCache(example(1, 3).model), nothing);
    },
  },
  {
    name: "one layer that averages, by hand: after 1 the token 4 becomes 4 + 2.5",
    probes: "causal-masking",
    why: "A token sees itself: its own value is in the average with the cached one, (1 + 4)/2. The logits are 6.5 times the embeddings 1, 2, 4.",
    run: ({ emptyCache, extend }) => {
      const first = extend(average, emptyCache(average), [0]);
      const second = extend(average, first.cache, [2]);
      return all(close(first.logits, [[2, 4, 8]]), close(second.logits, [[6.5, 13, 26]]));
    },
  },
  {
    name: "what the cache holds, by hand: the keys and values of both tokens, 1 and 4",
    why: "Keys and values are x W of the layer's input x. Cached are the rows of all tokens read so far, the old ones first.",
    run: ({ emptyCache, extend }) => {
      const model = { ...average, layers: [{ ...average.layers[0]!, key: [[3]], query: [[0]] }] };
      const { cache } = extend(model, extend(model, emptyCache(model), [0]).cache, [2]);
      return all(close(cache.keys, [[[3], [12]]]), close(cache.values, [[[1], [4]]]));
    },
  },
  {
    name: "nine tokens, one at a time, have the logits of the whole pass",
    why: "The token after t cached ones stands at place t and gets the row t of the positions, not row 0.",
    run: ({ emptyCache, extend }) => {
      const { model, tokens } = example(2, 1);
      let cache = emptyCache(model);
      const rows = tokens.map((id) => {
        const step = extend(model, cache, [id]);
        cache = step.cache;
        return step.logits[0]!;
      });
      return close(rows, whole(model, tokens));
    },
  },
  {
    name: "three layers: each caches keys and values of its own input",
    why: "The second layer's keys are made of what the first one put out. Keys from the embeddings, or one cache for all layers, agree only as long as there is one layer.",
    run: ({ emptyCache, extend }) => {
      const { model, tokens } = example(3, 3);
      let cache = emptyCache(model);
      const rows = tokens.map((id) => {
        const step = extend(model, cache, [id]);
        cache = step.cache;
        return step.logits[0]!;
      });
      return all(
        equal(
          [...cache.keys, ...cache.values].map((rows) => rows.length),
          [9, 9, 9, 9, 9, 9],
        ),
        close(rows, whole(model, tokens)),
      );
    },
  },
  {
    name: "a whole prompt at once: all its logits, none of which sees a later token",
    probes: "causal-masking",
    why: "With several new tokens the mask is needed again: new token i sees the new ones up to itself.",
    run: ({ emptyCache, extend }) => {
      const { model, tokens } = example(4);
      return close(extend(model, emptyCache(model), tokens).logits, whole(model, tokens));
    },
  },
  {
    name: "three tokens after four cached ones: the mask and the places start four later",
    probes: "causal-masking",
    why: "New token i stands at place t + i and sees t + i + 1 tokens. A mask that starts at 0 hides cached tokens from it.",
    run: ({ emptyCache, extend }) => {
      const { model, tokens } = example(5);
      const four = extend(model, emptyCache(model), tokens.slice(0, 4));
      const three = extend(model, four.cache, tokens.slice(4, 7));
      return close(three.logits, whole(model, tokens.slice(0, 7)).slice(4));
    },
  },
  {
    name: "two texts go on from one cache, and the cache stays as it was",
    why: "push on the given lists makes them longer for everybody who holds them; the second text then reads the first one's token too.",
    run: ({ emptyCache, extend }) => {
      const { model, tokens } = example(6);
      const start = extend(model, emptyCache(model), tokens.slice(0, 3)).cache;
      const before = JSON.stringify(start);
      const one = extend(model, start, [1]).logits;
      const two = extend(model, start, [5]).logits;
      return all(
        holds(JSON.stringify(start) === before, "the given cache changed", "the given cache unchanged"),
        close(one, whole(model, [...tokens.slice(0, 3), 1]).slice(3)),
        close(two, whole(model, [...tokens.slice(0, 3), 5]).slice(3)),
      );
    },
  },
  {
    name: "greedy takes the likeliest after the whole text, as recomputing everything does",
    why: "The next token follows from the logits of the last token read, not of the first. Each new token is appended and read before the next one is chosen.",
    run: ({ greedy }) =>
      all(
        ...[7, 8, 9].map((seed) => {
          const { model, tokens } = example(seed);
          const text = tokens.slice(0, 3);
          for (let i = 0; i < 6; i++) {
            const last = whole(model, text).at(-1)!;
            text.push(last.indexOf(Math.max(...last)));
          }
          return equal(greedy(model, tokens.slice(0, 3), 6), text);
        }),
      ),
  },
  {
    name: "of equally likely tokens greedy takes the lowest id; 0 more tokens are the prompt",
    why: "Compare with >, not with >=, when you go up through the ids.",
    run: ({ greedy }) => {
      const model = { ...average, embeddings: [[1], [2], [2]] };
      return all(equal(greedy(model, [0], 2), [0, 1, 1]), equal(greedy(model, [2, 0], 0), [2, 0]));
    },
  },
  {
    name: "greedy reads every token once: no place again after a later one, and 3 and 5 more need room for 7",
    why: "If places are read again, tokens go through the model again, and a cache saves nothing. The last new token need not be read: nobody asks what follows it.",
    run: ({ greedy }) => {
      const { model, tokens } = example(10);
      const again: number[] = [];
      let latest = 0;
      const positions: Matrix = [];
      for (const [t, row] of model.positions.slice(0, 7).entries())
        Object.defineProperty(positions, t, {
          enumerable: true,
          get: () => {
            if (latest > 2 && t < latest) again.push(t);
            latest = Math.max(latest, t);
            return row;
          },
        });
      const text = greedy({ ...model, positions }, tokens.slice(0, 3), 5);
      return all(
        equal(text.length, 8),
        holds(again.length === 0, `places ${again} were read again`, "no place read again"),
      );
    },
  },
  {
    name: "no tokens, tokens that are none and more than there is room for are refused",
    why: "A row outside an array is undefined in JavaScript, and the logits would be NaN or the error one about undefined.",
    run: ({ emptyCache, extend, greedy }) => {
      const { model, tokens } = example(11);
      const nine = extend(model, emptyCache(model), tokens).cache;
      return all(
        refuses(() => extend(model, nine, [])),
        refuses(() => greedy(model, [], 3)),
        refuses(() => extend(model, nine, [7])),
        refuses(() => extend(model, nine, [-1])),
        refuses(() => extend(model, nine, [0.5])),
        refuses(() => extend(model, nine, [1, 2, 3, 4])),
        refuses(() => greedy(model, tokens, 5)),
        equal(greedy(model, tokens, 4).length, 13),
      );
    },
  },
  {
    name: "model, tokens and prompt are left as they were",
    why: "Adding in place to a row of the embeddings changes the model; push on the prompt changes the caller's list.",
    run: ({ emptyCache, extend, greedy }) => {
      const { model, tokens } = example(12);
      extend(model, emptyCache(model), tokens);
      greedy(model, tokens, 2);
      return equal({ model, tokens }, example(12));
    },
  },
];
