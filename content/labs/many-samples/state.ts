import type { LabRandom } from "@blankfile/curriculum/lab";
import { evaluate, fitAll, legendre } from "./polynomials.ts";

/** What the reader set. */
export interface Chosen {
  truth: string;
  count: number;
  noise: number;
  degree: number;
  penalty: string;
  inputs: string;
}

export const truths: Record<string, { label: string; at: (x: number) => number }> = {
  wave: { label: "a wave", at: (x) => Math.sin(Math.PI * x) },
  step: { label: "a step", at: (x) => (x < 0 ? -0.8 : 0.8) },
  line: { label: "a straight line", at: (x) => 0.8 * x },
  bump: { label: "a bump", at: (x) => 1.6 * Math.exp(-8 * x * x) - 0.8 },
};

export const highest = 12;
export const mostSamples = 400;
const kept = 12;

/** The middles of 80 equal parts of [−1, 1], at which fits are judged, with the basis there. */
export const places = Array.from({ length: 80 }, (_, i) => (i + 0.5) / 40 - 1);
const bases = places.map((x) => legendre(x, highest));

/** What is known of the fits of one degree. */
export interface Tally {
  /** Mean fit at each place. */
  mean: number[];
  /** Σ (fit − mean fit)² at each place. */
  scatter: number[];
  /** Mean squared error on the training points, and on as many fresh ones, over the samples so far. */
  train: number;
  fresh: number;
}

export interface State {
  samples: number;
  /** By degree, 0 to the highest that the points allow. */
  tallies: Tally[];
  last: { x: number[]; y: number[] };
  /** Fits of the chosen degree, the latest last. */
  fits: number[][];
}

/** Nothing drawn yet. */
export function begin({ count }: Chosen): State {
  const none = (): Tally => ({
    mean: places.map(() => 0),
    scatter: places.map(() => 0),
    train: 0,
    fresh: 0,
  });
  return {
    samples: 0,
    tallies: Array.from({ length: Math.min(highest, count - 2) + 1 }, none),
    last: { x: [], y: [] },
    fits: [],
  };
}

/** One sample at first, then a tenth of those drawn at a time. */
export function go(state: State, chosen: Chosen, random: LabRandom): State {
  const more = Math.min(mostSamples - state.samples, Math.max(1, Math.floor(state.samples / 10)));
  let next = state;
  for (let i = 0; i < more; i++) next = draw(next, chosen, random);
  return next;
}

export const isDone = ({ samples }: State): boolean => samples >= mostSamples;

/** The polynomial that the chosen degree stands for where there are few points. */
export const degreeOf = ({ tallies }: State, { degree }: Chosen): number =>
  Math.min(degree, tallies.length - 1);

/** Means over all places, with the noise; of the samples drawn so far error = noise + bias² + variance holds exactly. */
export function parts(state: State, { truth, noise }: Chosen, degree: number) {
  const { mean, scatter } = state.tallies[degree]!;
  const average = (of: (i: number) => number) => places.reduce((sum, _, i) => sum + of(i), 0) / places.length;
  const bias2 = average((i) => (mean[i]! - truths[truth]!.at(places[i]!)) ** 2);
  const variance = state.samples === 0 ? 0 : average((i) => scatter[i]! / state.samples);
  return { noise: noise ** 2, bias2, variance, error: noise ** 2 + bias2 + variance };
}

/** The degree whose error is smallest. */
export function bestDegree(state: State, chosen: Chosen): number {
  const errors = state.tallies.map((_, degree) => parts(state, chosen, degree).error);
  return errors.indexOf(Math.min(...errors));
}

function draw(state: State, chosen: Chosen, random: LabRandom): State {
  const { at } = truths[chosen.truth]!;
  const even = chosen.inputs === "even";
  const x = Array.from({ length: chosen.count }, (_, i) =>
    even ? (2 * i + 1) / chosen.count - 1 : 2 * random.uniform() - 1,
  );
  const y = x.map((value) => at(value) + chosen.noise * random.normal());
  const fresh = x.map(() => {
    const value = 2 * random.uniform() - 1;
    return { basis: legendre(value, highest), y: at(value) + chosen.noise * random.normal() };
  });
  const degree = state.tallies.length - 1;
  const fits = fitAll(x, y, { degree, penalty: Number(chosen.penalty) });
  const seen = x.map((value, i) => ({ basis: legendre(value, degree), y: y[i]! }));
  const samples = state.samples + 1;
  const tallies = state.tallies.map((tally, d) => updated(tally, fits[d]!, { samples, seen, fresh }));
  const shown = fits[degreeOf(state, chosen)]!;
  return { samples, tallies, last: { x, y }, fits: [...state.fits, valuesOf(shown)].slice(-kept) };
}

type Judged = { basis: number[]; y: number }[];

/** Running means, after Welford. */
function updated(
  { mean, scatter, train, fresh }: Tally,
  fit: readonly number[],
  now: { samples: number; seen: Judged; fresh: Judged },
): Tally {
  const values = valuesOf(fit);
  const next = mean.map((m, i) => m + (values[i]! - m) / now.samples);
  const error = (points: Judged) =>
    points.reduce((sum, { basis, y }) => sum + (y - evaluate(fit, basis)) ** 2, 0) / points.length;
  return {
    mean: next,
    scatter: scatter.map((s, i) => s + (values[i]! - mean[i]!) * (values[i]! - next[i]!)),
    train: train + (error(now.seen) - train) / now.samples,
    fresh: fresh + (error(now.fresh) - fresh) / now.samples,
  };
}

function valuesOf(fit: readonly number[]): number[] {
  return bases.map((basis) => evaluate(fit, basis));
}
