/** The loss along a line, at distance t from where the search starts. */
export interface LinePoint {
  readonly t: number;
  readonly f: number;
  /** df/dt. */
  readonly slope: number;
}

interface LineSearchOptions {
  /** The step tried first. */
  firstStep: number;
  /** The largest element of the direction: what makes of a change of t a change of parameters. */
  reach: number;
  /** Changes of parameters below this end the search. */
  toleranceChange: number;
}

const [c1, c2] = [1e-4, 0.9];
const most = 25;

/**
 * A step t along a direction of descent that lowers the loss enough and flattens it enough: the strong Wolfe conditions
 *
 *   φ(t) ≤ φ(0) + c₁ t φ′(0),   |φ′(t)| ≤ c₂ |φ′(0)|,   c₁ = 10⁻⁴, c₂ = 0.9
 *
 * Steps grow until such a t must lie between two points; then the interval shrinks around it. New points are the minima of the cubic
 * through values and slopes of two old ones. A loss that is no number counts as too high. After 25 more evaluations than the first, or
 * where the interval is below `toleranceChange`, the lowest point is returned even if it fulfils neither.
 *
 * Nocedal, Wright 2006, Numerical Optimization, algorithms 3.5 and 3.6; constants and safeguards are PyTorch's.
 */
export function strongWolfe<Point extends LinePoint>(
  evaluate: (t: number) => Point,
  start: Point,
  { firstStep, reach, toleranceChange }: LineSearchOptions,
): Point {
  let evaluations = 0;
  const at = (t: number): Point => {
    evaluations++;
    return evaluate(t);
  };
  const isLow = (p: Point) => p.f <= start.f + c1 * p.t * start.slope;
  const isFlat = (p: Point) => Math.abs(p.slope) <= -c2 * start.slope;

  let before = start;
  let now = at(firstStep);
  for (;;) {
    if (!isLow(now) || (evaluations > 2 && now.f >= before.f)) break;
    if (isFlat(now)) return now;
    if (now.slope >= 0) break;
    if (evaluations > most) return lower(start, now)[0];
    const next = cubicMinimum(before, now, [now.t + 0.01 * (now.t - before.t), 10 * now.t]);
    before = now;
    now = at(next);
  }

  let [low, high] = lower(before, now);
  let nearEdge = false;
  while (evaluations <= most && Math.abs(high.t - low.t) * reach >= toleranceChange) {
    const inner = insideOf(low, high, nearEdge);
    nearEdge = inner.nearEdge;
    now = at(inner.t);
    if (!isLow(now) || !(now.f < low.f)) [low, high] = lower(low, now);
    else {
      if (isFlat(now)) return now;
      if (now.slope * (high.t - low.t) >= 0) high = low;
      low = now;
    }
  }
  return low;
}

/** The lower of two points first; at a tie the former. */
function lower<Point extends LinePoint>(a: Point, b: Point): [low: Point, high: Point] {
  return b.f < a.f ? [b, a] : [a, b];
}

/**
 * Where to look next between two points. A cubic's minimum within a tenth of an edge is taken once; the second time in a row, or on the
 * edge itself, the point a tenth inside is taken, so that the interval cannot stay as it is.
 */
function insideOf(low: LinePoint, high: LinePoint, nearEdge: boolean): { t: number; nearEdge: boolean } {
  const [from, to] = [Math.min(low.t, high.t), Math.max(low.t, high.t)];
  const t = cubicMinimum(low, high, [from, to]);
  const margin = 0.1 * (to - from);
  if (Math.min(to - t, t - from) >= margin) return { t, nearEdge: false };
  if (!nearEdge && t < to && t > from) return { t, nearEdge: true };
  return { t: Math.abs(t - to) < Math.abs(t - from) ? to - margin : from + margin, nearEdge: false };
}

/** The minimum of the cubic through two points and their slopes, held within bounds; their middle where it has none. Equation 3.59. */
export function cubicMinimum(p: LinePoint, q: LinePoint, [from, to]: readonly [number, number]): number {
  const [a, b] = p.t <= q.t ? [p, q] : [q, p];
  const d1 = a.slope + b.slope - (3 * (a.f - b.f)) / (a.t - b.t);
  const d2 = Math.sqrt(d1 * d1 - a.slope * b.slope);
  const t = b.t - (b.t - a.t) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2));
  return Number.isNaN(t) ? (from + to) / 2 : Math.min(Math.max(t, from), to);
}
