import { all, type Check, close, equal, random } from "@blankfile/curriculum/check";
import type { Matrix, Model } from "./starter.ts";

type Module = typeof import("./starter.ts");

const sum = (row: readonly number[]): number => row.reduce((total, x) => total + x, 0);

/** V = 6 tokens, C = 4, room for 9 places. */
function example(seed: number): { model: Model; tokens: number[] } {
  const draw = random(seed);
  const matrix = (rows: number): Matrix => Array.from({ length: rows }, () => draw.normals(4));
  return {
    model: {
      embeddings: matrix(6),
      positions: matrix(9),
      query: matrix(4),
      key: matrix(4),
      value: matrix(4),
    },
    tokens: Array.from({ length: 8 }, () => draw.integer(6)),
  };
}

/** The log-probability of the last token, from the formula for its one row. */
function lastOf({ embeddings, positions, query, key, value }: Model, tokens: readonly number[]): number {
  const entry = (x: readonly number[], W: Matrix, c: number): number => sum(x.map((v, i) => v * W[i]![c]!));
  const X = tokens.slice(0, -1).map((id, t) => embeddings[id]!.map((e, c) => e + positions[t]![c]!));
  const x = X.at(-1)!;
  const shares = X.map((other) =>
    Math.exp(sum(x.map((_, c) => entry(x, query, c) * entry(other, key, c))) / 2),
  );
  const y = x.map((v, c) => v + sum(X.map((other, j) => shares[j]! * entry(other, value, c))) / sum(shares));
  const logits = embeddings.map((e) => sum(e.map((v, c) => v * y[c]!)));
  const largest = Math.max(...logits);
  return logits[tokens.at(-1)!]! - largest - Math.log(sum(logits.map((z) => Math.exp(z - largest))));
}

export const checks: Check<Module>[] = [
  {
    name: "the last log-probability of a text is what it was",
    probes: "softmax-cross-entropy",
    why: "This one was right before: nothing comes after the token that it was read from. If it is wrong now, your change went further than the fault.",
    run: ({ logProbs }) =>
      all(
        ...[2, 3, 8].map((T) => {
          const { model, tokens } = example(T);
          return close(logProbs(model, tokens.slice(0, T)).at(-1), lastOf(model, tokens.slice(0, T)));
        }),
      ),
  },
  {
    name: "equal scores by hand: 1, then halves, then thirds",
    why: "Token t shares its whole weight among the tokens 0 to t. Where a row adds up to less than 1, somebody who was hidden afterwards has taken the rest.",
    run: ({ attentionWeights }) =>
      close(attentionWeights([[0], [0], [0]], [[1], [2], [3]]), [
        [1, 0, 0],
        [1 / 2, 1 / 2, 0],
        [1 / 3, 1 / 3, 1 / 3],
      ]),
  },
  {
    name: "unequal scores by hand: 0 and log 3, and a later one of log 5",
    probes: "softmax-regression",
    why: "Token 1 has 1/4 and 3/4. A hidden score that is set to 0 still has an exponential of 1: the shares would be 1/5 and 3/5.",
    run: ({ attentionWeights }) =>
      close(attentionWeights([[1], [1], [1]], [[0], [Math.log(3)], [Math.log(5)]]), [
        [1, 0, 0],
        [1 / 4, 3 / 4, 0],
        [1 / 9, 3 / 9, 5 / 9],
      ]),
  },
  {
    name: "the weights of each token add up to 1, and none goes to a later token",
    why: "Both at once: zeros above the diagonal alone are half of it. A token sees itself, so the diagonal is not 0.",
    run: ({ attentionWeights }) =>
      all(
        ...[3, 4, 5].map((seed) => {
          const draw = random(seed);
          const rows = (): Matrix => Array.from({ length: 5 }, () => draw.normals(3));
          const weights = attentionWeights(rows(), rows());
          return all(
            close(weights.map(sum), [1, 1, 1, 1, 1]),
            equal(
              weights.flatMap((row, t) => row.filter((_, j) => j > t)),
              Array(10).fill(0),
            ),
          );
        }),
      ),
  },
  {
    name: "a longer text leaves the log-probabilities of its beginning as they were",
    why: "This is the complaint. A later token may have no part in anything before it, not even in a denominator.",
    run: ({ logProbs }) =>
      all(
        ...[6, 7, 8].flatMap((seed) => {
          const { model, tokens } = example(seed);
          return [2, 4, 7].map((T) =>
            close(logProbs(model, tokens.slice(0, T)), logProbs(model, tokens).slice(0, T - 1)),
          );
        }),
      ),
  },
  {
    name: "each log-probability of random texts agrees with the formula for its own row",
    why: "Every place was computed alone here, from the tokens up to it.",
    run: ({ logProbs }) =>
      all(
        ...[9, 10, 11].map((seed) => {
          const { model, tokens } = example(seed);
          return close(
            logProbs(model, tokens),
            tokens.slice(1).map((_, t) => lastOf(model, tokens.slice(0, t + 2))),
          );
        }),
      ),
  },
  {
    name: "a hidden score of 1000 or 10,000 changes nothing, and no weight is NaN",
    probes: "logsumexp",
    why: "Dividing the rows by their sums afterwards is right on paper. But less the largest of all scores, the visible ones have the exponential 0, and 0/0 is NaN; and a moderately negative number can be outweighed.",
    run: ({ attentionWeights }) =>
      all(
        ...[1000, 10_000].map((hidden) =>
          close(attentionWeights([[1], [1], [1]], [[0], [Math.log(3)], [hidden]]), [
            [1, 0, 0],
            [1 / 4, 3 / 4, 0],
            [0, 0, 1],
          ]),
        ),
      ),
  },
  {
    name: "visible scores of −1000, and of −10¹², still share the whole weight",
    probes: "logsumexp",
    why: "The largest score that counts is the largest visible one. A hidden score of 0, of −100 or of −10⁹ can be larger than all of these; −∞ cannot.",
    run: ({ attentionWeights }) =>
      all(
        ...[1000, 1e12].map((size) =>
          close(attentionWeights([[-1], [-1]], [[size], [size]]), [
            [1, 0],
            [1 / 2, 1 / 2],
          ]),
        ),
      ),
  },
  {
    name: "model, tokens and matrices are left as they were",
    why: "Scores that you made yourself may be overwritten; an entry of Q, K or the model is the caller's.",
    run: ({ logProbs, attentionWeights, attend }) => {
      const { model, tokens } = example(12);
      logProbs(model, tokens);
      attend(model.embeddings, model);
      attentionWeights(model.query, model.key);
      return equal({ model, tokens }, example(12));
    },
  },
];
