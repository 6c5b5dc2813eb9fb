import type { LabRandom } from "@blankfile/curriculum/lab";
import {
  crossEntropy,
  descend,
  type LabelledPoint,
  logit,
  meanOf,
  squaredError,
  type Weights,
} from "./model.ts";

/** What the reader set. */
export interface Chosen {
  gap: number;
  flips: number;
  loss: string;
  penalty: string;
  /** u before the first step; below 0 the model is sure and wrong. */
  initial: number;
  rate: number;
}

/** What is known after some steps. */
export interface Moment {
  taken: number;
  w: Weights;
  crossEntropy: number;
  squaredError: number;
  /** √(u² + v²): how steep the model is across its border. */
  steepness: number;
  /** Points on the side of their label. */
  right: number;
}

export interface State {
  points: LabelledPoint[];
  history: Moment[];
  ranAway: boolean;
}

export const mostSteps = 10_000;
const perClass = 20;
export const radius = 2;

/** Twenty points in each of two discs of radius 2, `gap` apart; the first `flips` have the other disc's label. */
export function start({ gap, flips, initial }: Chosen, random: LabRandom): State {
  const points = Array.from({ length: 2 * perClass }, (_, i): LabelledPoint => {
    const disc = i % 2;
    const centre = (disc === 1 ? 1 : -1) * (radius + gap / 2);
    const r = radius * Math.sqrt(random.uniform());
    const angle = 2 * Math.PI * random.uniform();
    const flipped = i < flips;
    return {
      x: [centre + r * Math.cos(angle), r * Math.sin(angle)],
      y: flipped ? 1 - disc : disc,
      flipped,
    };
  });
  return { points, history: [momentOf(points, 0, [0, initial, 0])], ranAway: false };
}

/** A step of descent at first, then a sixth of those taken. */
export function go(state: State, { loss, penalty, rate }: Chosen): State {
  const { taken, w } = state.history.at(-1)!;
  const count = Math.min(mostSteps - taken, Math.max(1, Math.floor(taken / 6)));
  let next = w;
  for (let i = 0; i < count; i++)
    next = descend(state.points, next, { loss, rate, penalty: Number(penalty) });
  if (!next.every((value) => Math.abs(value) < 1e6)) return { ...state, ranAway: true };
  return { ...state, history: [...state.history, momentOf(state.points, taken + count, next)] };
}

export function isDone({ history, ranAway }: State): boolean {
  return ranAway || history.at(-1)!.taken >= mostSteps;
}

/** How much steeper the model is at the end than it was after a hundred steps. */
export function growth({ history }: State): number {
  const early = history.find(({ taken }) => taken >= 100) ?? history.at(-1)!;
  return history.at(-1)!.steepness / early.steepness;
}

function momentOf(points: LabelledPoint[], taken: number, w: Weights): Moment {
  return {
    taken,
    w,
    crossEntropy: meanOf(points, w, crossEntropy),
    squaredError: meanOf(points, w, squaredError),
    steepness: Math.hypot(w[1], w[2]),
    right: points.filter(({ x, y }) => logit(w, x) > 0 === (y === 1)).length,
  };
}
