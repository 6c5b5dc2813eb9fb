import { all, type Check, close, equal, gradientMatches, random } from "@blankfile/curriculum/check";
import type { Pairs } from "./starter.ts";

type Module = typeof import("./starter.ts");

function example(seed: number, N: number): Pairs {
  const { normals } = random(seed);
  const logs = () => normals(N, -20, 2);
  return { chosen: logs(), rejected: logs(), referenceChosen: logs(), referenceRejected: logs() };
}

/** One pair whose margin is β · gained: the chosen answer gained that much on the reference, the rejected one nothing. */
const single = (gained: number): Pairs => ({
  chosen: [gained - 3000],
  rejected: [-200],
  referenceChosen: [-3000],
  referenceRejected: [-200],
});

export const checks: Check<Module>[] = [
  {
    name: "the policy is the reference: log 2, and slopes of −β/2N and β/2N",
    why: "Both log-ratios are 0, so the margin is 0 whatever the probabilities are, and σ(0) = ½.",
    run: ({ dpoLoss }) => {
      const [a, b] = [
        [-3, -40],
        [-1, -90],
      ];
      const pairs = { chosen: a!, rejected: b!, referenceChosen: a!, referenceRejected: b! };
      const { loss, chosenGradient, rejectedGradient } = dpoLoss(pairs, 0.4);
      return all(
        close(loss, Math.log(2)),
        close(chosenGradient, [-0.1, -0.1]),
        close(rejectedGradient, [0.1, 0.1]),
      );
    },
  },
  {
    name: "one pair by hand: a margin of log 3 gives log 4/3 and slopes of ∓β/4",
    why: "β = 2, the chosen answer gained ½ log 3 + 1 on the reference and the rejected one 1, so m = log 3, σ(m) = 3/4, σ(−m) = 1/4.",
    run: ({ dpoLoss }) => {
      const pairs: Pairs = {
        chosen: [Math.log(3) / 2 - 2],
        rejected: [-6],
        referenceChosen: [-3],
        referenceRejected: [-7],
      };
      const { loss, chosenGradient, rejectedGradient } = dpoLoss(pairs, 2);
      return all(close(loss, Math.log(4 / 3)), close(chosenGradient, [-0.5]), close(rejectedGradient, [0.5]));
    },
  },
  {
    name: "a margin of −2000: the loss is 2000, the slopes are full",
    probes: "logsumexp",
    why: "Math.exp(2000) is Infinity. Use the form of log(1 + e^x) whose exponent is never above 0. A clipped margin, or a small number added inside the logarithm, is finite and wrong.",
    run: ({ dpoLoss }) => {
      const { loss, chosenGradient, rejectedGradient } = dpoLoss(single(-2000), 1);
      return all(close(loss, 2000), close(chosenGradient, [-1]), close(rejectedGradient, [1]));
    },
  },
  {
    name: "a margin of 2000: no loss, no slopes",
    why: "σ(2000) is 1 and −log 1 is 0. A quotient with e^2000 above and below is Infinity / Infinity, which is NaN.",
    run: ({ dpoLoss }) => {
      const { loss, chosenGradient, rejectedGradient } = dpoLoss(single(2000), 1);
      return all(close(loss, 0), close(chosenGradient, [0]), close(rejectedGradient, [0]));
    },
  },
  {
    name: "a pair that is wrong is pushed harder than one that is right",
    why: "The weight of a pair is σ(−m): near 1 while its order is wrong, near 0 once it is safely right. Here m is −2 and 2.",
    run: ({ dpoLoss }) => {
      const zeros = [0, 0];
      const pairs = {
        chosen: [-6, -2],
        rejected: zeros,
        referenceChosen: [-4, -4],
        referenceRejected: zeros,
      };
      const weight = (m: number) => 1 / (1 + Math.exp(m));
      return close(dpoLoss(pairs, 1).chosenGradient, [-weight(-2) / 2, -weight(2) / 2]);
    },
  },
  {
    name: "the slopes in the chosen log-probabilities agree with finite differences",
    why: "The loss was moved by each entry of chosen, up and down. A factor that is off for all entries is β or N.",
    run: ({ dpoLoss }) => {
      const pairs = example(1, 5);
      return gradientMatches(
        (chosen: readonly number[]) => dpoLoss({ ...pairs, chosen }, 0.3).loss,
        dpoLoss(pairs, 0.3).chosenGradient,
        pairs.chosen,
      );
    },
  },
  {
    name: "the slopes in the rejected log-probabilities agree with finite differences",
    why: "The loss was moved by each entry of rejected. It enters the margin with a minus, so its slopes have the other sign.",
    run: ({ dpoLoss }) => {
      const pairs = example(2, 5);
      return gradientMatches(
        (rejected: readonly number[]) => dpoLoss({ ...pairs, rejected }, 0.3).loss,
        dpoLoss(pairs, 0.3).rejectedGradient,
        pairs.rejected,
      );
    },
  },
  {
    name: "adding the same number to policy and reference of an answer changes nothing",
    why: "Only the ratio to the reference counts, not how likely the answer is.",
    run: ({ dpoLoss }) => {
      const pairs = example(3, 4);
      const up = (logs: readonly number[]) => logs.map((x, n) => x - n - 1);
      const moved = {
        ...pairs,
        rejected: up(pairs.rejected),
        referenceRejected: up(pairs.referenceRejected),
      };
      return close(dpoLoss(moved, 0.7).loss, dpoLoss(pairs, 0.7).loss);
    },
  },
  {
    name: "the arguments are left as they were",
    run: ({ dpoLoss }) => {
      const pairs = example(4, 3);
      const before = JSON.parse(JSON.stringify(pairs)) as Pairs;
      dpoLoss(pairs, 0.5);
      return equal(pairs, before);
    },
  },
];
