/**
 * Three models of one observation, each with the parameter θ that the lab draws:
 *
 *   coin       p(1) = θ                       θ̂ = share of ones
 *   bell       normal, mean μ, spread θ       θ̂² = mean of (x − x̄)²; μ is set to x̄, its best for every θ
 *   interval   uniform on [0, θ]              θ̂ = largest observation
 *
 * Losses are −log p of one observation, in nats.
 */
import type { LabRandom } from "@blankfile/curriculum/lab";
import type { Sums } from "./sums.ts";

export interface Chosen {
  model: string;
  /** Chance of a one, for the coin. */
  chance: number;
  /** Share of observations with five times the spread, for the bell. */
  strays: number;
}

export interface Model {
  label: string;
  /** What θ is. */
  parameter: string;
  range: [number, number];
  draw: (chosen: Chosen, random: LabRandom) => number;
  /** θ̂; 0 for the bell where the data do not spread. */
  best: (sums: Sums) => number;
  /** log L(θ), −∞ where the data are impossible. */
  logLikelihood: (theta: number, sums: Sums) => number;
  /** Mean loss on new data of the fitted model, possibly ∞. */
  onNewData: (sums: Sums, chosen: Chosen) => number;
  /** The θ whose mean loss on new data is least, and that loss. */
  nearest: (chosen: Chosen) => { theta: number; loss: number };
}

/** a · log b, with 0 · log 0 = 0. */
const times = (a: number, b: number): number => (a === 0 ? 0 : a * Math.log(b));

const varianceOf = ({ strays }: Chosen): number => 1 - strays + 25 * strays;

export const models: Record<string, Model> = {
  coin: {
    label: "a coin with chance θ",
    parameter: "chance of a one",
    range: [0, 1],
    draw: ({ chance }, random) => (random.uniform() < chance ? 1 : 0),
    best: ({ mean }) => mean,
    logLikelihood: (theta, { n, mean }) => n * (times(mean, theta) + times(1 - mean, 1 - theta)),
    onNewData: ({ mean }, { chance }) => -times(chance, mean) - times(1 - chance, 1 - mean),
    nearest: ({ chance }) => ({
      theta: chance,
      loss: -times(chance, chance) - times(1 - chance, 1 - chance),
    }),
  },
  bell: {
    label: "a bell with spread θ and any mean",
    parameter: "spread of the bell",
    range: [0.05, 4],
    draw: ({ strays }, random) => random.normal() * (random.uniform() < strays ? 5 : 1),
    best: ({ n, squares }) => Math.sqrt(squares / n),
    logLikelihood: (theta, { n, squares }) =>
      -n * Math.log(theta * Math.sqrt(2 * Math.PI)) - squares / (2 * theta * theta),
    onNewData: ({ n, mean, squares }, chosen) =>
      squares === 0
        ? Number.POSITIVE_INFINITY
        : Math.log((2 * Math.PI * squares) / n) / 2 +
          ((varianceOf(chosen) + mean * mean) * n) / (2 * squares),
    nearest: (chosen) => ({
      theta: Math.sqrt(varianceOf(chosen)),
      loss: (Math.log(2 * Math.PI * varianceOf(chosen)) + 1) / 2,
    }),
  },
  interval: {
    label: "the interval from 0 to θ, evenly",
    parameter: "end of the interval",
    range: [0.05, 2],
    draw: (_, random) => random.uniform(),
    best: ({ largest }) => largest,
    logLikelihood: (theta, { n, largest }) =>
      theta < largest ? Number.NEGATIVE_INFINITY : -n * Math.log(theta),
    onNewData: ({ largest }) => (largest < 1 ? Number.POSITIVE_INFINITY : Math.log(largest)),
    nearest: () => ({ theta: 1, loss: 0 }),
  },
};
