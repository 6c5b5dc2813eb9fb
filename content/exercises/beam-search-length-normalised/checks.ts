import { all, type Check, close, equal, random, refuses } from "@blankfile/curriculum/check";
import type { Text } from "./starter.ts";

type Module = typeof import("./starter.ts");
type Next = (prefix: readonly number[]) => number[];

/** A model by a table from what was written, "" or "0 1", to probabilities. */
function model(table: Record<string, number[]>): Next {
  return (prefix) => {
    const row = table[prefix.join(" ")];
    if (row === undefined)
      throw new Error(`next was asked about [${prefix.join(", ")}], which no search needs`);
    return row.map(Math.log);
  };
}

/** Token 2 ends. A likely start, 0, goes on badly; the less likely 1 goes on well. */
const detour = model({
  "": [0.6, 0.4, 0],
  "0": [0.3, 0.3, 0.4],
  "1": [0.05, 0.05, 0.9],
  "0 0": [0, 0, 1],
  "0 1": [0, 0, 1],
});

/** Random distributions over V tokens, the same for the same prefix. */
function randomModel(seed: number, V: number): Next {
  return (prefix) => {
    const draw = random(prefix.reduce((h, id) => h * 31 + id + 1, seed));
    const weights = draw.uniforms(V, 0.05, 1);
    const total = weights.reduce((a, b) => a + b, 0);
    return weights.map((w) => Math.log(w / total));
  };
}

/** All texts up to that length, by trying everything. */
function everything(next: Next, end: number, maxLength: number): { tokens: number[]; logProb: number }[] {
  const grow = (tokens: number[], logProb: number): { tokens: number[]; logProb: number }[] =>
    tokens.at(-1) === end || tokens.length === maxLength
      ? [{ tokens, logProb }]
      : next(tokens).flatMap((log, id) => grow([...tokens, id], logProb + log));
  return grow([], 0);
}

const tokensOf = (texts: readonly Text[]): number[][] => texts.map(({ tokens }) => tokens);

export const checks: Check<Module>[] = [
  {
    name: "one beam is greedy: 0 (0.6), then the end (0.4)",
    why: "With one beam the likeliest token is taken each time. The log-probability is a sum of logarithms: log 0.24.",
    run: ({ beamSearch }) => {
      const texts = beamSearch(detour, { beams: 1, end: 2, maxLength: 5, alpha: 0 });
      return all(
        equal(tokensOf(texts), [[0, 2]]),
        close([texts[0]!.logProb, texts[0]!.score], [Math.log(0.24), Math.log(0.24)]),
      );
    },
  },
  {
    name: "two beams find what greedy misses: 1 (0.4), then the end (0.9), 0.36",
    why: "After the first step both 0 and 1 are open. Their candidates have 0.36, 0.24, 0.18 … and the best two are taken, both ends. Both texts are returned, the better first.",
    run: ({ beamSearch }) => {
      const texts = beamSearch(detour, { beams: 2, end: 2, maxLength: 5, alpha: 0 });
      return all(
        equal(tokensOf(texts), [
          [1, 2],
          [0, 2],
        ]),
        close(
          texts.map(({ logProb }) => logProb),
          [Math.log(0.36), Math.log(0.24)],
        ),
      );
    },
  },
  {
    name: "all candidates compete: both places may go to children of one text",
    why: "After 0 (0.7) come 0.35 and 0.35, after 1 (0.3) at most 0.15. If each open text keeps its own best child, the beam never turns away from a bad start.",
    run: ({ beamSearch }) => {
      const next = model({ "": [0.7, 0.3, 0], "0": [0.5, 0.5, 0], "1": [0.5, 0.5, 0] });
      const texts = beamSearch(next, { beams: 2, end: 2, maxLength: 2, alpha: 0 });
      return equal(tokensOf(texts), [
        [0, 0],
        [0, 1],
      ]);
    },
  },
  {
    name: "a finished text is not extended, and the search goes on without it",
    why: "After the end nothing is asked of the model. But the first finished text is not the result: open ones may still become better.",
    run: ({ beamSearch }) => {
      const next = model({ "": [0.5, 0.1, 0.4], "0": [0.9, 0.04, 0.06], "0 0": [0.05, 0.05, 0.9] });
      const texts = beamSearch(next, { beams: 2, end: 2, maxLength: 3, alpha: 0 });
      return all(
        equal(tokensOf(texts).slice(0, 2), [[0, 0, 2], [2]]),
        close(
          texts.slice(0, 2).map(({ logProb }) => logProb),
          [Math.log(0.405), Math.log(0.4)],
        ),
      );
    },
  },
  {
    name: "open texts of maxLength tokens are results too, without an end",
    why: "A text that is cut off was still written. Thrown away, the result can be empty.",
    run: ({ beamSearch }) => {
      const next = model({ "": [0.7, 0.2, 0.1], "0": [0.8, 0.1, 0.1] });
      return equal(tokensOf(beamSearch(next, { beams: 1, end: 2, maxLength: 2, alpha: 1 })), [[0, 0]]);
    },
  },
  {
    name: "the length by hand: 1/4 in one token against 1/8 in three, for α = 0, 1 and 1/2",
    probes: "exp-log",
    why: "In units of log 2 the scores are −2 and −3 for α = 0, −2 and −1 for α = 1, −2 and −3/√3 = −1.73 for α = 1/2. The end counts as a token: otherwise the first length is 0.",
    run: ({ beamSearch }) => {
      const next = model({ "": [0.5, 0.25, 0.25], "0": [0.5, 0.25, 0.25], "0 0": [0.25, 0.25, 0.5] });
      const scores = (alpha: number) => {
        const texts = beamSearch(next, { beams: 20, end: 2, maxLength: 1, alpha });
        return texts.find(({ tokens }) => tokens[0] === 2)!.score / Math.log(2);
      };
      const best = (alpha: number) => {
        const found = beamSearch(next, { beams: 1, end: 2, maxLength: 3, alpha })[0]!;
        return found.score / Math.log(2);
      };
      return all(
        close([0, 1, 0.5].map(scores), [-2, -2, -2]),
        close([0, 1, 0.5].map(best), [-3, -1, -3 / Math.sqrt(3)]),
      );
    },
  },
  {
    name: "dividing by the length turns the order: short first for α = 0, long first for α = 1",
    why: "Every token costs probability, so without the division short texts win. The score only orders the finished texts; logProb stays the plain sum.",
    run: ({ beamSearch }) => {
      const next = model({
        "": [0.6, 0, 0.4],
        "0": [0.7, 0, 0.3],
        "0 0": [0.2, 0, 0.8],
      });
      const short = beamSearch(next, { beams: 2, end: 2, maxLength: 3, alpha: 0 });
      const long = beamSearch(next, { beams: 2, end: 2, maxLength: 3, alpha: 1 });
      return all(
        equal(tokensOf(short), [[2], [0, 0, 2], [0, 2], [0, 0, 0]]),
        equal(tokensOf(long)[0], [0, 0, 2]),
        close(long[0]!.logProb, Math.log(0.336)),
        close(long[0]!.score, Math.log(0.336) / 3),
      );
    },
  },
  {
    name: "of equal candidates the earlier parent and then the lower id come first",
    why: "A stable sort by log-probability alone keeps the order in which candidates were made: parent by parent, ids ascending. Negative infinity is no candidate.",
    run: ({ beamSearch }) => {
      const next: Next = () => [0.25, 0.25, 0.25, 0.25, 0].map(Math.log);
      const texts = beamSearch(next, { beams: 3, end: 4, maxLength: 2, alpha: 1 });
      const few = beamSearch(model({ "": [0, 1, 0] }), { beams: 5, end: 2, maxLength: 1, alpha: 1 });
      return all(
        equal(tokensOf(texts), [
          [0, 0],
          [0, 1],
          [0, 2],
        ]),
        equal(tokensOf(few), [[1]]),
      );
    },
  },
  {
    name: "with beams for everything it is exhaustive: random models, all texts up to four tokens",
    why: "Nothing is cut here, so every text must be found, with its sum of logarithms and its score, in the order of the scores.",
    run: ({ beamSearch }) =>
      all(
        ...[1, 2, 3].map((seed) => {
          const next = randomModel(seed, 3);
          const alpha = seed / 3;
          const expected = everything(next, 2, 4)
            .map((text) => ({ ...text, score: text.logProb / text.tokens.length ** alpha }))
            .sort((a, b) => b.score - a.score);
          const texts = beamSearch(next, { beams: 1000, end: 2, maxLength: 4, alpha });
          return all(
            equal(tokensOf(texts), tokensOf(expected)),
            close(
              texts.map(({ logProb, score }) => [logProb, score]),
              expected.map(({ logProb, score }) => [logProb, score]),
            ),
          );
        }),
      ),
  },
  {
    name: "the model is asked once for each open text, and at most beams times a step",
    why: "Without the cut to the best candidates of all together the beam grows with each step. The first step has one open text, the empty one.",
    run: ({ beamSearch }) => {
      const asked: string[] = [];
      const inner = randomModel(4, 5);
      const next: Next = (prefix) => {
        asked.push(prefix.join(" "));
        return inner(prefix);
      };
      beamSearch(next, { beams: 3, end: 9, maxLength: 4, alpha: 1 });
      return all(equal(asked.length, 1 + 3 + 3 + 3), equal(new Set(asked).size, 10));
    },
  },
  {
    name: "a list that next keeps does not change later, and its answers are left as they were",
    why: "push on the list that was handed out changes what the model, or a cache in it, holds.",
    run: ({ beamSearch }) => {
      const kept: { prefix: readonly number[]; text: string; answer: number[]; was: string }[] = [];
      const inner = randomModel(5, 3);
      const next: Next = (prefix) => {
        const answer = inner(prefix);
        kept.push({ prefix, text: prefix.join(" "), answer, was: answer.join(" ") });
        return answer;
      };
      beamSearch(next, { beams: 2, end: 2, maxLength: 4, alpha: 1 });
      return equal(
        kept.map(({ prefix, answer }) => [prefix.join(" "), answer.join(" ")]),
        kept.map(({ text, was }) => [text, was]),
      );
    },
  },
  {
    name: "beams, lengths and powers that do not fit are refused",
    why: "No beams give no texts, and NaN as a power makes every score NaN, in any order.",
    run: ({ beamSearch }) => {
      const good = { beams: 2, end: 2, maxLength: 3, alpha: 1 };
      return all(
        ...[
          { beams: 0 },
          { beams: 1.5 },
          { maxLength: 0 },
          { maxLength: Number.POSITIVE_INFINITY },
          { alpha: -1 },
          { alpha: Number.NaN },
          { alpha: Number.POSITIVE_INFINITY },
        ].map((bad) => refuses(() => beamSearch(detour, { ...good, ...bad }))),
      );
    },
  },
];
