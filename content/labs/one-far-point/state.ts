import type { LabRandom } from "@blankfile/curriculum/lab";
import { curvatures, descend, excess } from "./descent.ts";
import { type Line, leastAbsolute, leastSquares, leverages, type Point } from "./line.ts";

/** What the reader set. */
export interface Chosen {
  px: number;
  py: number;
  counts: boolean;
  noise: number;
  origin: number;
  rate: number;
}

export interface State {
  /** Those that count, the reader's first if it does; x is counted from the origin chosen. */
  points: Point[];
  /** Twenty others. */
  others: Point[];
  /** The reader's. */
  yours: Point;
  /** Of the points that count. */
  best: Line;
  absolute: Line;
  /** Least squares without the reader's point. */
  without: Line;
  /** λ₁ and λ₂ of the Hessian. */
  lambda: [number, number];
  /** Each line that was shown, with the steps taken until then and the loss above the least one. */
  path: { taken: number; line: Line; excess: number }[];
  ranAway: boolean;
}

export const mostSteps = 10_000;
const deliveries = 20;

/** Twenty deliveries of 1 to 10 km that take 5 minutes and 3 more a kilometre, give or take the noise. */
export function start(chosen: Chosen, random: LabRandom): State {
  const { px, py, counts, noise, origin } = chosen;
  const others = Array.from({ length: deliveries }, (): Point => {
    const x = 1 + 9 * random.uniform();
    return { x: x + origin, y: 5 + 3 * x + noise * random.normal() };
  });
  const yours = { x: px + origin, y: py };
  const points = counts ? [yours, ...others] : others;
  const best = leastSquares(points);
  const line = { intercept: 0, slope: 0 };
  return {
    points,
    others,
    yours,
    best,
    absolute: leastAbsolute(points),
    without: leastSquares(others),
    lambda: curvatures(points),
    path: [{ taken: 0, line, excess: excess(points, line, best) }],
    ranAway: false,
  };
}

/** A step of descent at first, then more at a time: a sixth of those taken. */
export function go(state: State, { rate }: Chosen): State {
  const { taken, line } = state.path.at(-1)!;
  const count = Math.min(mostSteps - taken, Math.max(1, Math.floor(taken / 6)));
  let next = line;
  for (let i = 0; i < count; i++) {
    next = descend(state.points, next, rate);
    if (!(Math.abs(next.intercept) + Math.abs(next.slope) < 1e6)) return { ...state, ranAway: true };
  }
  const now = { taken: taken + count, line: next, excess: excess(state.points, next, state.best) };
  return { ...state, path: [...state.path, now] };
}

export function isDone({ path, ranAway }: State): boolean {
  const { taken, excess: now } = path.at(-1)!;
  return ranAway || taken >= mostSteps || now <= 1e-12 * Math.max(1, path[0]!.excess);
}

/** The leverage of the reader's point and its residual from the best line, beside the largest other residual. */
export function pull(state: State): { leverage: number; yours: number; others: number } {
  const miss = ({ x, y }: Point): number => y - (state.best.intercept + state.best.slope * x);
  return {
    leverage: state.points[0] === state.yours ? leverages(state.points)[0]! : 0,
    yours: miss(state.yours),
    others: Math.max(...state.others.map((point) => Math.abs(miss(point)))),
  };
}
