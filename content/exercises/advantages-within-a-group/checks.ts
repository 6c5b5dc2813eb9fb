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
import type { Answer } from "./starter.ts";

type Module = typeof import("./starter.ts");

/** An answer whose tokens all have this probability; ratio and reference are 1 unless told. */
const answer = (reward: number, tokens: number, ratio = 1, reference = 1): Answer => ({
  reward,
  logProbs: Array.from({ length: tokens }, () => Math.log(0.2 * ratio)),
  oldLogProbs: Array.from({ length: tokens }, () => Math.log(0.2)),
  refLogProbs: Array.from({ length: tokens }, () => Math.log(0.2 * ratio * reference)),
});

/** Answers of 3, 1, 5 and 2 tokens, no ratio within 0.01 of 0.8 or 1.2. */
function example(seed: number): Answer[] {
  const draw = random(seed);
  return [3, 1, 5, 2].map((T) => {
    const oldLogProbs = draw.uniforms(T, -3, -1);
    const logRatio = () => {
      for (;;) {
        const x = draw.uniform(-0.6, 0.6);
        if (Math.abs(Math.exp(x) - 0.8) > 0.01 && Math.abs(Math.exp(x) - 1.2) > 0.01) return x;
      }
    };
    return {
      reward: draw.normal(),
      logProbs: oldLogProbs.map((log) => log + logRatio()),
      oldLogProbs,
      refLogProbs: oldLogProbs.map((log) => log + draw.uniform(-0.5, 0.5)),
    };
  });
}

function softmax(row: readonly number[]): number[] {
  const weights = row.map(Math.exp);
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
}

const settings = { epsilon: 0.2, beta: 0.5 };

export const checks: Check<Module>[] = [
  {
    name: "rewards 1, 0, 0, 0: advantages √3 and three times −1/√3",
    probes: "variance",
    why: "The mean is ¼ and the population variance ¼ · ¾ = 3/16. Divided by G − 1, the spread would be ½ and the first advantage 1.5.",
    run: ({ groupAdvantages }) =>
      all(
        close(groupAdvantages([1, 0, 0, 0], true), [
          Math.sqrt(3),
          -1 / Math.sqrt(3),
          -1 / Math.sqrt(3),
          -1 / Math.sqrt(3),
        ]),
        close(groupAdvantages([1, 0, 0, 0], false), [0.75, -0.25, -0.25, -0.25]),
      ),
  },
  {
    name: "divided advantages do not know the unit of the reward, centred ones do",
    why: "They have the mean 0 and the population variance 1, however large the rewards: nothing is to be added to the spread.",
    run: ({ groupAdvantages }) => {
      const rewards = random(1).normals(7);
      const A = groupAdvantages(rewards, true);
      return all(
        close(
          A.reduce((sum, x) => sum + x, 0),
          0,
        ),
        close(
          A.reduce((sum, x) => sum + x * x, 0),
          7,
        ),
        close(
          groupAdvantages(
            rewards.map((r) => 1e-6 * r),
            true,
          ),
          A,
          1e-7,
        ),
        close(
          groupAdvantages(
            rewards.map((r) => 3 * r + 2),
            false,
          ),
          groupAdvantages(rewards, false).map((x) => 3 * x),
        ),
      );
    },
  },
  {
    name: "equal rewards give advantages of exactly 0",
    probes: "floating-point",
    why: "0/0 is NaN. And 0.1 + 0.1 + 0.1 divided by 3 is not 0.1 but a last digit more: divided by a spread of the same size, noise becomes an advantage of −1.",
    run: ({ groupAdvantages }) =>
      all(
        ...[true, false].flatMap((divide) => [
          holds(
            groupAdvantages([0.1, 0.1, 0.1], divide).every((x) => x === 0),
            groupAdvantages([0.1, 0.1, 0.1], divide),
            "zeros",
          ),
          holds(
            groupAdvantages([5, 5], divide).every((x) => x === 0),
            groupAdvantages([5, 5], divide),
            "zeros",
          ),
          close(groupAdvantages([7], divide), [0]),
        ]),
      ),
  },
  {
    name: "penalty terms by hand: reference half as likely, twice as likely, equal",
    probes: "kl-penalty",
    why: "½ + log 2 − 1 = 0.193 and 2 − log 2 − 1 = 0.307. The ratio is reference over policy; the other way round the two change places.",
    run: ({ klTerms }) =>
      close(klTerms([Math.log(0.4), Math.log(0.1), -2], [Math.log(0.2), Math.log(0.2), -2]), [
        Math.LN2 - 0.5,
        1 - Math.LN2,
        0,
      ]),
  },
  {
    name: "the penalty's mean under the policy is KL(π ‖ π_ref), and no term is negative",
    probes: "kl-divergence",
    why: "Σ π (π_ref/π − 1) = 0, and Σ π (−log(π_ref/π)) is the divergence.",
    run: ({ klTerms }) =>
      all(
        ...[2, 3].map((seed) => {
          const draw = random(seed);
          const [p, ref] = [softmax(draw.normals(6)), softmax(draw.normals(6))];
          const k = klTerms(p.map(Math.log), ref.map(Math.log));
          return all(
            holds(Math.min(...k) >= 0, k, "no negative term"),
            close(
              p.reduce((sum, x, a) => sum + x * k[a]!, 0),
              p.reduce((sum, x, a) => sum + x * Math.log(x / ref[a]!), 0),
            ),
          );
        }),
      ),
  },
  {
    name: "near the reference the penalty is half the squared log-ratio, digits and all",
    probes: "floating-point",
    why: "For a log-ratio of 10⁻⁵ the term is 5 · 10⁻¹¹. e^d rounded to 16 digits, minus 1 and minus d leaves five of them; Math.expm1 gives e^d − 1 without that loss.",
    run: ({ klTerms }) => {
      const [above, below] = klTerms([0, 0], [1e-5, -1e-5]) as [number, number];
      return all(close(above / 5e-11, 1 + 1e-5 / 3, 1e-6), close(below / 5e-11, 1 - 1e-5 / 3, 1e-6));
    },
  },
  {
    name: "at the start, without a penalty: the slopes are A/(G T)",
    probes: "policy-gradient",
    why: "Rewards 1 and 0 give the advantages 1 and −1. Answer 0 has two tokens, answer 1 one: the slopes are 1/(2 · 2) each and −1/2. All tokens of an answer share its advantage.",
    run: ({ grpoObjective }) => {
      const { value, gradient } = grpoObjective([answer(1, 2), answer(0, 1)], { epsilon: 0.2, beta: 0 });
      return all(close(value, 0), close(gradient[0]!, [0.25, 0.25]), close(gradient[1]!, [-0.5]));
    },
  },
  {
    name: "each answer's tokens are averaged first, then the answers",
    why: "Ratio 1.1 for the single token of the good answer, 1 for the four tokens of the bad one: (1.1 − 1)/2 = 0.05. Averaged over all five tokens at once it would be (1.1 − 4)/5.",
    run: ({ grpoObjective }) =>
      close(grpoObjective([answer(1, 1, 1.1), answer(0, 4)], { epsilon: 0.2, beta: 0 }).value, 0.05),
  },
  {
    name: "clipping by hand: ε = 0.2, ratios 1.5 and ½ for the good answer, then for the bad one",
    probes: "ppo",
    why: "A = ±1. Good: min(1.5, 1.2) and no slope; min(½, 0.8) = ½ with its slope. Bad: min(−1.5, −1.2) = −1.5 with its slope; min(−½, −0.8) = −0.8 and no slope.",
    run: ({ grpoObjective }) => {
      const objective = (good: number, bad: number) => {
        const { value, gradient } = grpoObjective([answer(1, 1, good), answer(0, 1, bad)], {
          epsilon: 0.2,
          beta: 0,
        });
        return [2 * value, 2 * gradient[0]![0]!, 2 * gradient[1]![0]!];
      };
      return all(
        close(objective(1.5, 1.5), [1.2 - 1.5, 0, -1.5]),
        close(objective(0.5, 0.5), [0.5 - 0.8, 0.5, 0]),
      );
    },
  },
  {
    name: "a group of equal rewards is moved by the penalty alone, towards the reference",
    probes: "kl-penalty",
    why: "The reference holds the token for twice as likely: the penalty is 1 − log 2, its slope in log π 1 − 2 = −1, and J has −β of that. J rises when the token becomes likelier.",
    run: ({ grpoObjective }) => {
      const { value, gradient } = grpoObjective([answer(3, 1, 1, 2)], settings);
      return all(close(value, -0.5 * (1 - Math.LN2)), close(gradient[0]!, [0.5]));
    },
  },
  {
    name: "slopes agree with finite differences of your objective",
    probes: "partial-derivatives",
    why: "Each token's log-probability was moved a little up and down, with rewards, old policy and reference as they are.",
    run: ({ grpoObjective }) =>
      all(
        ...[4, 5, 6].map((seed) => {
          const answers = example(seed);
          const flat = answers.flatMap(({ logProbs }) => logProbs);
          const value = (logs: readonly number[]) => {
            let at = 0;
            const moved = answers.map((one) => ({ ...one, logProbs: one.logProbs.map(() => logs[at++]!) }));
            return grpoObjective(moved, settings).value;
          };
          return gradientMatches(value, grpoObjective(answers, settings).gradient.flat(), flat);
        }),
      ),
  },
  {
    name: "random groups agree with the formula written out",
    why: "Sums over tokens and answers were written out by cases.",
    run: ({ grpoObjective }) =>
      all(
        ...[7, 8].map((seed) => {
          const answers = example(seed);
          const mean = answers.reduce((sum, { reward }) => sum + reward / 4, 0);
          const spread = Math.sqrt(answers.reduce((sum, { reward }) => sum + (reward - mean) ** 2 / 4, 0));
          let J = 0;
          for (const { reward, logProbs, oldLogProbs, refLogProbs } of answers) {
            const A = (reward - mean) / spread;
            for (const [t, log] of logProbs.entries()) {
              const ratio = Math.exp(log - oldLogProbs[t]!);
              const bound = A > 0 ? Math.min(ratio, 1.2) : Math.max(ratio, 0.8);
              const d = refLogProbs[t]! - log;
              J += (bound * A - 0.5 * (Math.exp(d) - 1 - d)) / (4 * logProbs.length);
            }
          }
          return close(grpoObjective(answers, settings).value, J);
        }),
      ),
  },
  {
    name: "no answers, answers without tokens, arrays of different lengths, and ε and β out of range are refused",
    why: "An answer without tokens divides by 0, and one NaN is enough for all.",
    run: ({ groupAdvantages, grpoObjective }) =>
      all(
        refuses(() => groupAdvantages([], true)),
        refuses(() => grpoObjective([], settings)),
        refuses(() => grpoObjective([answer(1, 1), answer(0, 0)], settings)),
        ...(["logProbs", "oldLogProbs", "refLogProbs"] as const).map((key) =>
          refuses(() => grpoObjective([answer(0, 2), { ...answer(1, 2), [key]: [-1] }], settings)),
        ),
        ...[0, -1, Number.NaN].map((epsilon) =>
          refuses(() => grpoObjective([answer(1, 1)], { epsilon, beta: 0 })),
        ),
        ...[-1, Number.NaN].map((beta) =>
          refuses(() => grpoObjective([answer(1, 1)], { epsilon: 0.2, beta })),
        ),
      ),
  },
  {
    name: "the arguments are left as they were",
    why: "Rewards that are sorted or centred in place change the caller's.",
    run: ({ groupAdvantages, klTerms, grpoObjective }) => {
      const answers = example(9);
      const rewards = answers.map(({ reward }) => reward);
      const before = JSON.stringify({ answers, rewards });
      groupAdvantages(rewards, true);
      klTerms(answers[0]!.logProbs, answers[0]!.refLogProbs);
      grpoObjective(answers, settings);
      return equal(JSON.stringify({ answers, rewards }), before);
    },
  },
];
