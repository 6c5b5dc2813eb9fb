import type { LabRandom } from "@blankfile/curriculum/lab";
import { type Chosen, frequencies, score } from "./positions.ts";

export interface Moment {
  taken: number;
  query: number;
  key: number;
  score: number;
}

export interface State {
  query: number[];
  key: number[];
  history: Moment[];
}

export interface Pair {
  theta: number;
  /** Positions for a whole turn. */
  wavelength: number;
  /** Radians between query and key now. */
  angle: number;
  /** Radians at the longest distance within the trained length. */
  seen: number;
  /** Whether training showed the angle, whole turns apart: it is at most the largest one seen, or the pair went round. */
  known: boolean;
}

export const mostSteps = 120;

const wholeTurn = 2 * Math.PI;

export function start(chosen: Chosen, random: LabRandom): State {
  const draw = () => Array.from({ length: Number(chosen.width) }, () => random.normal());
  const query = draw();
  const drawn = draw();
  const key = chosen.vectors === "same" ? query : drawn;
  const at = { query: chosen.query, key: chosen.key };
  return { query, key, history: [{ taken: 0, ...at, score: score(query, key, at, chosen) }] };
}

export function go(state: State, chosen: Chosen): State {
  const last = state.history.at(-1)!;
  const at = {
    query: last.query + chosen.stride,
    key: last.key + (chosen.moves === "together" ? chosen.stride : 0),
  };
  const moment = { taken: last.taken + 1, ...at, score: score(state.query, state.key, at, chosen) };
  return { ...state, history: [...state.history, moment] };
}

export function isDone({ history }: State): boolean {
  return history.at(-1)!.taken >= mostSteps;
}

/** Largest distance of a score of the walk from the first one. */
export function wander({ history }: State): number {
  return Math.max(...history.map(({ score }) => Math.abs(score - history[0]!.score)));
}

/** The most that a turned pair of vectors can score: ‖q‖ ‖k‖ / √D. */
export function limit({ query, key }: State): number {
  return (Math.hypot(...query) * Math.hypot(...key)) / Math.sqrt(query.length);
}

/** Below this two scores count as one: rounding. */
export const rounding = 1e-9;

export function pairsOf({ history }: State, { width, base, trained, divide }: Chosen): Pair[] {
  const { query, key } = history.at(-1)!;
  return frequencies(Number(width), base).map((theta) => {
    const angle = (Math.abs(query - key) * theta) / divide;
    const seen = (trained - 1) * theta;
    const known = seen >= wholeTurn || angle % wholeTurn <= seen;
    return { theta, wavelength: wholeTurn / theta, angle, seen, known };
  });
}
