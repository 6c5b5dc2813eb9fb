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
import type { Batch } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** One sample with this ratio and advantage. */
const one = (ratio: number, advantage: number): Batch => ({
  logProbs: [Math.log(0.4 * ratio)],
  oldLogProbs: [Math.log(0.4)],
  advantages: [advantage],
});

/** Twelve samples with ratios between about 0.5 and 2, none within 0.01 of 0.8 or 1.2. */
function example(seed: number): Batch {
  const draw = random(seed);
  const oldLogProbs = draw.uniforms(12, -3, -0.8);
  const ratios = Array.from({ length: 12 }, () => {
    for (;;) {
      const ratio = Math.exp(draw.uniform(-0.7, 0.7));
      if (Math.abs(ratio - 0.8) > 0.01 && Math.abs(ratio - 1.2) > 0.01) return ratio;
    }
  });
  return {
    logProbs: oldLogProbs.map((log, i) => log + Math.log(ratios[i]!)),
    oldLogProbs,
    advantages: draw.normals(12),
  };
}

function softmax(row: readonly number[]): number[] {
  const weights = row.map(Math.exp);
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
}

export const checks: Check<Module>[] = [
  {
    name: "the ratio is e to the difference of the log-probabilities: 1.1 · 2 = 2.2",
    probes: "importance-sampling",
    why: "π/π_old, in this order. The quotient of two log-probabilities is no ratio of probabilities, and the difference alone is its logarithm.",
    run: ({ clippedSurrogate }) =>
      all(
        close(clippedSurrogate(one(1.1, 2), 0.2).value, 2.2),
        close(clippedSurrogate(one(0.9, 2), 0.2).value, 1.8),
      ),
  },
  {
    name: "a good action that became too likely: the gain stops at 1 + ε, and the slope is 0",
    why: "ρ = 1.5, A = 2, ε = 0.2: min(3, 2.4) = 2.4. Making it still more likely gains nothing.",
    run: ({ clippedSurrogate }) => {
      const { value, gradient, clipped } = clippedSurrogate(one(1.5, 2), 0.2);
      return all(close(value, 2.4), close(gradient, [0]), equal(clipped, 1));
    },
  },
  {
    name: "a bad action that became unlikely: the gain stops at 1 − ε, and the slope is 0",
    why: "ρ = 0.5, A = −2: min(−1, −1.6) = −1.6. With negative numbers the smaller one is the one of larger size.",
    run: ({ clippedSurrogate }) => {
      const { value, gradient, clipped } = clippedSurrogate(one(0.5, -2), 0.2);
      return all(close(value, -1.6), close(gradient, [0]), equal(clipped, 1));
    },
  },
  {
    name: "a bad action that became likelier and a good one that became unlikelier are still pulled back",
    why: "ρ = 1.5, A = −2: min(−3, −2.4) = −3, with the slope ρA = −3. ρ = 0.5, A = 2: min(1, 1.6) = 1, slope 1. Outside the interval, but on the wrong side: the minimum keeps the gradient there. Clipping by the ratio alone would lose it.",
    run: ({ clippedSurrogate }) => {
      const [bad, good] = [clippedSurrogate(one(1.5, -2), 0.2), clippedSurrogate(one(0.5, 2), 0.2)];
      return all(
        close([bad.value, good.value], [-3, 1]),
        close([bad.gradient[0]!, good.gradient[0]!], [-3, 1]),
        equal([bad.clipped, good.clipped], [0, 0]),
      );
    },
  },
  {
    name: "at the start, where the policies are equal, the gradient is A/N and nothing is clipped",
    probes: "policy-gradient",
    why: "Every ratio is 1: L is the mean advantage, and its gradient that of the plain policy gradient.",
    run: ({ clippedSurrogate }) => {
      const logs = [-1, -2, -0.5, -3];
      const given = clippedSurrogate({ logProbs: logs, oldLogProbs: logs, advantages: [4, -8, 0, 2] }, 0.1);
      return all(close(given.value, -0.5), close(given.gradient, [1, -2, 0, 0.5]), equal(given.clipped, 0));
    },
  },
  {
    name: "the share clipped by hand: one sample of four",
    why: "Of the ratios 1.5, 1.5, 1.1 and 1.5 with the advantages 1, −1, 1 and 0, the clipped term is strictly smaller for the first one only. For A = 0 both terms are 0.",
    run: ({ clippedSurrogate }) => {
      const ratios = [1.5, 1.5, 1.1, 1.5];
      const batch = {
        logProbs: ratios.map((x) => Math.log(0.2 * x)),
        oldLogProbs: ratios.map(() => Math.log(0.2)),
        advantages: [1, -1, 1, 0],
      };
      return all(
        close(clippedSurrogate(batch, 0.2).clipped, 0.25),
        close(clippedSurrogate(batch, 0.2).value, (1.2 - 1.5 + 1.1) / 4),
      );
    },
  },
  {
    name: "the gradient agrees with finite differences of your surrogate",
    probes: "partial-derivatives",
    why: "Each log-probability was moved a little up and down. dρ/d log π is ρ, so a sample that is not clipped has the slope ρA/N.",
    run: ({ clippedSurrogate }) =>
      all(
        ...[1, 2, 3].map((seed) => {
          const batch = example(seed);
          return gradientMatches(
            (logProbs: readonly number[]) => clippedSurrogate({ ...batch, logProbs }, 0.2).value,
            clippedSurrogate(batch, 0.2).gradient,
            batch.logProbs,
          );
        }),
      ),
  },
  {
    name: "it is never more than the unclipped surrogate, and equals it where the clip range is wide",
    why: "A minimum of two terms is a lower bound for each of them.",
    run: ({ clippedSurrogate }) =>
      all(
        ...[4, 5, 6].map((seed) => {
          const batch = example(seed);
          const free = batch.logProbs.map(
            (log, i) => Math.exp(log - batch.oldLogProbs[i]!) * batch.advantages[i]!,
          );
          const mean = free.reduce((sum, x) => sum + x, 0) / free.length;
          const { value } = clippedSurrogate(batch, 0.2);
          return all(
            holds(value <= mean + 1e-12, value, `at most ${mean}`),
            close(clippedSurrogate(batch, 5).value, mean),
            close(
              clippedSurrogate(batch, 5).gradient,
              free.map((x) => x / 12),
            ),
          );
        }),
      ),
  },
  {
    name: "the gradient in the scores by hand: two equal scores, A = 4",
    probes: "chain-rule",
    why: "π = ½ as before, so ρ = 1 and the slope in log π is 4; the slopes of log π in the scores are ½ and −½.",
    run: ({ scoresGradient }) => {
      const old = { oldLogProbs: [Math.log(0.5)], advantages: [4] };
      return all(
        close(scoresGradient([[0, 0]], [0], old, 0.2), [[2, -2]]),
        close(scoresGradient([[0, 0]], [1], old, 0.2), [[-2, 2]]),
      );
    },
  },
  {
    name: "the gradient in the scores agrees with finite differences, clipped samples included",
    probes: "policy-gradient",
    why: "Every score was moved; each row's softmax and your clippedSurrogate were computed anew. Each row of the gradient adds up to 0.",
    run: ({ scoresGradient, clippedSurrogate }) =>
      all(
        ...[7, 8].map((seed) => {
          const draw = random(seed);
          const scores = Array.from({ length: 5 }, () => draw.normals(3));
          const actions = scores.map(() => draw.integer(3));
          const logs = (z: readonly (readonly number[])[]) =>
            z.map((row, i) => Math.log(softmax(row)[actions[i]!]!));
          const ratios = [1.02, 1.6, 0.6, 1.5, 0.55];
          const old = {
            oldLogProbs: logs(scores).map((log, i) => log - Math.log(ratios[i]!)),
            advantages: [1, 2, -1, -2, 0.5],
          };
          return gradientMatches(
            (z: readonly (readonly number[])[]) => clippedSurrogate({ ...old, logProbs: logs(z) }, 0.2).value,
            scoresGradient(scores, actions, old, 0.2),
            scores,
          );
        }),
      ),
  },
  {
    name: "the estimate of KL by hand: ratios 2 and ½",
    probes: "kl-divergence",
    why: "(1 − log 2 + (−½ + log 2))/2 = ¼. The mean of −log ρ alone would be 0 here, as if nothing had changed.",
    run: ({ approximateKl }) =>
      all(
        close(
          approximateKl({
            logProbs: [Math.log(0.4), Math.log(0.1)],
            oldLogProbs: [Math.log(0.2), Math.log(0.2)],
          }),
          0.25,
        ),
        close(approximateKl({ logProbs: [-1, -2], oldLogProbs: [-1, -2] }), 0),
      ),
  },
  {
    name: "weighted with the old probabilities, the estimate's terms add up to the KL divergence, and none is negative",
    probes: "kl-divergence",
    why: "Σ π_old (ρ − 1) = 0, and Σ π_old (−log ρ) is the divergence. x − 1 − log x is at least 0 everywhere.",
    run: ({ approximateKl }) => {
      const draw = random(9);
      const [old, now] = [softmax(draw.normals(6)), softmax(draw.normals(6))];
      const terms = old.map((p, a) =>
        approximateKl({ logProbs: [Math.log(now[a]!)], oldLogProbs: [Math.log(p)] }),
      );
      return all(
        holds(Math.min(...terms) >= 0, terms, "no negative term"),
        close(
          old.reduce((sum, p, a) => sum + p * terms[a]!, 0),
          old.reduce((sum, p, a) => sum + p * Math.log(p / now[a]!), 0),
        ),
      );
    },
  },
  {
    name: "an empty batch, arrays of different lengths and an ε that is not above 0 are refused",
    why: "Missing entries are `undefined`, the ratio NaN, and after one update so is every parameter.",
    run: ({ clippedSurrogate, scoresGradient, approximateKl }) => {
      const none: Batch = { logProbs: [], oldLogProbs: [], advantages: [] };
      return all(
        refuses(() => clippedSurrogate(none, 0.2)),
        refuses(() => scoresGradient([], [], none, 0.2)),
        refuses(() => approximateKl(none)),
        ...(["logProbs", "oldLogProbs", "advantages"] as const).map((key) =>
          refuses(() => clippedSurrogate({ ...one(1, 1), [key]: [1, 2] }, 0.2)),
        ),
        refuses(() => approximateKl({ logProbs: [0], oldLogProbs: [0, 0] })),
        refuses(() => scoresGradient([[0, 0]], [0, 1], one(1, 1), 0.2)),
        refuses(() =>
          scoresGradient(
            [
              [0, 0],
              [0, 0],
            ],
            [0, 1],
            one(1, 1),
            0.2,
          ),
        ),
        ...[0, -0.2, Number.NaN].flatMap((epsilon) => [
          refuses(() => clippedSurrogate(one(1, 1), epsilon)),
          refuses(() => scoresGradient([[0, 0]], [0], one(1, 1), epsilon)),
        ]),
      );
    },
  },
  {
    name: "the arguments are left as they were",
    why: "Ratios belong in an array of their own.",
    run: ({ clippedSurrogate, approximateKl, scoresGradient }) => {
      const batch = example(10);
      const scores = batch.logProbs.map(() => [0, 1]);
      const before = JSON.stringify({ batch, scores });
      clippedSurrogate(batch, 0.2);
      approximateKl(batch);
      scoresGradient(
        scores,
        batch.logProbs.map(() => 1),
        batch,
        0.2,
      );
      return equal(JSON.stringify({ batch, scores }), before);
    },
  },
];
