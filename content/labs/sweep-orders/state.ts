import type { LabRandom } from "@blankfile/curriculum/lab";
import {
  bestValues,
  distance,
  greedy,
  type Order,
  orderNames,
  policyValues,
  type Road,
  sweep,
} from "./road.ts";

/** What the reader set. */
export interface Chosen {
  stops: number;
  gamma: number;
  slip: number;
  wage: number;
  prize: number;
  epsilon: number;
  shown: string;
}

export interface Sweeps {
  v: number[];
  /** After each frame: sweeps taken, what the last one changed at most, the true error, what the greedy policy loses. */
  history: { taken: number; change: number; error: number; loss: number }[];
  /** First sweep after which γ/(1 − γ) · change ≤ ε. */
  stopsAt: number | undefined;
  /** First sweep whose change is at most ε, and the true error then. */
  tempted: { at: number; error: number; loss: number } | undefined;
}

export interface State {
  road: Road;
  best: number[];
  runs: Record<Order, Sweeps>;
  taken: number;
}

export const mostSweeps = 4_000;

/** Every run starts from 0 at each stop but the last. */
export function begin(chosen: Chosen): State {
  const { stops, gamma, slip, wage, prize } = chosen;
  const road = { stops, gamma, slip, wage, prize };
  const best = bestValues(road);
  const v = Array.from({ length: stops }, (_, i) => (i === stops - 1 ? prize : 0));
  const first = { taken: 0, change: Number.NaN, error: distance(v, best), loss: lossOf(road, v, best) };
  const run: Sweeps = { v, history: [first], stopsAt: undefined, tempted: undefined };
  return { road, best, taken: 0, runs: each(() => run) };
}

/** One sweep at first, then an eighth of those taken at a time. */
export function go(state: State, { epsilon }: Chosen, random: LabRandom): State {
  const count = Math.min(mostSweeps - state.taken, Math.max(1, Math.floor(state.taken / 8)));
  const taken = state.taken + count;
  const runs = each((order) => advance(state, order, count, epsilon, random));
  return { ...state, taken, runs };
}

export function isDone({ runs, taken }: State): boolean {
  return taken >= mostSweeps || orderNames.every((order) => runs[order].stopsAt !== undefined);
}

/** The order that the stopping rule lets go first; "tie" where it takes more than three quarters of the next one's sweeps. */
export function winner({ runs }: State): Order | "tie" {
  const ranked = orderNames
    .map((order) => ({ order, at: runs[order].stopsAt ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => a.at - b.at);
  return ranked[0]!.at > 0.75 * ranked[1]!.at ? "tie" : ranked[0]!.order;
}

function advance(state: State, order: Order, count: number, epsilon: number, random: LabRandom): Sweeps {
  const { road, best, taken } = state;
  const { gamma } = road;
  let { v, stopsAt, tempted } = state.runs[order];
  let change = 0;
  for (let k = 1; k <= count; k++) {
    const next = sweep(road, v, order, () => random.uniform());
    change = distance(next, v);
    v = next;
    if (tempted === undefined && change <= epsilon)
      tempted = { at: taken + k, error: distance(v, best), loss: lossOf(road, v, best) };
    if (stopsAt === undefined && (gamma / (1 - gamma)) * change <= epsilon) stopsAt = taken + k;
  }
  const now = { taken: taken + count, change, error: distance(v, best), loss: lossOf(road, v, best) };
  return { v, stopsAt, tempted, history: [...state.runs[order].history, now] };
}

function lossOf(road: Road, v: readonly number[], best: readonly number[]): number {
  return distance(policyValues(road, greedy(road, v)), best);
}

function each<T>(of: (order: Order) => T): Record<Order, T> {
  return Object.fromEntries(orderNames.map((order) => [order, of(order)])) as Record<Order, T>;
}
