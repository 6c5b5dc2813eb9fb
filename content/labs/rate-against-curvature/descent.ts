/**
 * Gradient descent, x ← x − η∇f(x), and the promise of one step:
 *
 *   f(x − ηg) ≤ f(x) − ½ η ‖g‖²,   g = ∇f(x)
 *
 * If f is convex and every step so far kept it, the excess after them is at most ‖x₀ − x*‖² / (2 Σ η).
 */
import { type Landscape, landscapes, type Pair, turned, turnedBack } from "./landscape.ts";

/** What the reader set. */
export interface Chosen {
  landscape: string;
  stiff: number;
  rate: number;
  /** "fixed", or "halve": halve the rate until the promise is kept. */
  rule: string;
  across: number;
  along: number;
  turn: number;
}

export interface Place {
  x: Pair;
  /** Steps taken. */
  taken: number;
  /** f(x); its least value is 0. */
  excess: number;
  /** ‖∇f(x)‖ */
  slope: number;
  /** Rate of the step that led here; the rate set at the start. */
  rate: number;
  /** The bound on the excess, while convexity and kept promises give one. */
  bound?: number;
}

export interface State {
  history: Place[];
  /** Σ η over the steps. */
  travelled: number;
  kept: number;
  broken: number;
  end?: "ran away" | "stands still";
}

export const mostSteps = 2000;
const farthest = 1e3;
const mostHalvings = 40;
/** What the values' last digits may differ by: it must not count as a broken promise. */
const rounding = 1e-13;

export function start(chosen: Chosen): State {
  const x = turned([chosen.across, chosen.along], chosen.turn);
  return { history: [placeAt(x, 0, chosen.rate, chosen)], travelled: 0, kept: 0, broken: 0 };
}

/** One step at a time for forty steps, then an eighth of those taken. */
export function go(state: State, chosen: Chosen): State {
  const taken = state.history.at(-1)!.taken;
  const count = taken < 40 ? 1 : Math.min(mostSteps - taken, Math.floor(taken / 8));
  let next: State = { ...state, history: [...state.history, state.history.at(-1)!] };
  for (let i = 0; i < count && next.end === undefined; i++) next = stepOnce(next, chosen);
  return next;
}

export function isDone({ history, end }: State): boolean {
  return end !== undefined || history.at(-1)!.taken >= mostSteps;
}

export function valueAt(x: Pair, { landscape, stiff, turn }: Chosen): number {
  const [s, t] = turnedBack(x, turn);
  return landscapes[landscape]!.value(s, t, stiff);
}

export function gradientAt(x: Pair, { landscape, stiff, turn }: Chosen): Pair {
  const [s, t] = turnedBack(x, turn);
  return turned(landscapes[landscape]!.slopes(s, t, stiff), turn);
}

/** Steps until the excess was at most a thousandth of the first; undefined if that did not happen. */
export function stepsToAThousandth({ history }: State): number | undefined {
  return history.find(({ excess }) => excess <= history[0]!.excess / 1000)?.taken;
}

/** Takes a step from the last place of the history and puts the new one in its stead. */
function stepOnce(state: State, chosen: Chosen): State {
  const { x, taken, excess } = state.history.at(-1)!;
  const g = gradientAt(x, chosen);
  const squared = g[0] ** 2 + g[1] ** 2;
  const after = (rate: number): Pair => [x[0] - rate * g[0], x[1] - rate * g[1]];
  const promise = (rate: number) =>
    valueAt(after(rate), chosen) <= excess - 0.5 * rate * squared + rounding * (excess + rounding);
  let rate = chosen.rate;
  for (let i = 0; chosen.rule === "halve" && i < mostHalvings && !promise(rate); i++) rate /= 2;
  const to = after(rate);
  if (chosen.rule === "halve" && !promise(rate)) return { ...state, end: "stands still" };
  if (squared === 0 || (to[0] === x[0] && to[1] === x[1])) return { ...state, end: "stands still" };
  const place = placeAt(to, taken + 1, rate, chosen);
  const travelled = state.travelled + rate;
  const kept = state.kept + (promise(rate) ? 1 : 0);
  const broken = taken + 1 - kept;
  if (broken === 0 && landscapes[chosen.landscape]!.convex)
    place.bound = (chosen.across ** 2 + chosen.along ** 2) / (2 * travelled);
  const next: State = { history: [...state.history.slice(0, -1), place], travelled, kept, broken };
  return Math.hypot(...to) < farthest ? next : { ...next, end: "ran away" };
}

function placeAt(x: Pair, taken: number, rate: number, chosen: Chosen): Place {
  const excess = valueAt(x, chosen);
  return { x, taken, excess, slope: Math.hypot(...gradientAt(x, chosen)), rate };
}

/** Second derivatives across and along at a place. */
export function curvaturesAt(x: Pair, { landscape, stiff, turn }: Chosen): Pair {
  const land: Landscape = landscapes[landscape]!;
  const [s, t] = turnedBack(x, turn);
  return land.curvatures(s, t, stiff);
}
