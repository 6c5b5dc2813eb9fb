import type { LabRandom } from "@blankfile/curriculum/lab";
import { type Attended, attend, type Chosen, descend, tokens } from "./attention.ts";

/** What is kept of one moment of the descent. */
export interface Moment {
  taken: number;
  /** Mean over the queries. */
  loss: number;
  /** Mean over the queries of Σ_j |∂L/∂s_tj|. */
  slope: number;
}

export interface State {
  /** [T × D]. */
  queries: number[][];
  keys: number[][];
  rows: Attended[];
  history: Moment[];
  /** Standard deviation of all T² scores before the first step, and their mean largest weight. */
  spreadAtStart: number;
  sharpAtStart: number;
}

export const stepsAFrame = 5;
export const mostSteps = 300;

export function start(chosen: Chosen, random: LabRandom): State {
  const draw = () =>
    Array.from({ length: tokens }, () => Array.from({ length: Number(chosen.width) }, () => random.normal()));
  const [queries, keys] = [draw(), draw()];
  const rows = queries.map((query, t) => attend(query, keys, t, chosen));
  const scores = rows.flatMap((row) => row.scores);
  return {
    queries,
    keys,
    rows,
    history: [moment(0, rows)],
    spreadAtStart: Math.sqrt(mean(scores.map((s) => s * s))),
    sharpAtStart: mean(rows.map(({ weights }) => Math.max(...weights))),
  };
}

export function go(state: State, chosen: Chosen): State {
  let { queries } = state;
  for (let i = 0; i < stepsAFrame; i++) queries = descend(queries, state.keys, chosen);
  const rows = queries.map((query, t) => attend(query, state.keys, t, chosen));
  const taken = state.history.at(-1)!.taken + stepsAFrame;
  return { ...state, queries, rows, history: [...state.history, moment(taken, rows)] };
}

export function isDone({ history }: State): boolean {
  return history.at(-1)!.taken >= mostSteps;
}

/** Queries that give their target more than half of their weight. */
export function found({ rows }: State): number {
  return rows.filter(({ weights, target }) => weights[target]! > 0.5).length;
}

/** Queries whose target lies behind the mask. */
export function hidden({ rows }: State, { causal }: Chosen): number {
  return causal ? rows.filter(({ target }, t) => target > t).length : 0;
}

function moment(taken: number, rows: Attended[]): Moment {
  const slopes = rows.map((row) => row.slopes.reduce((sum, slope) => sum + Math.abs(slope), 0));
  return { taken, loss: mean(rows.map(({ loss }) => loss)), slope: mean(slopes) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}
