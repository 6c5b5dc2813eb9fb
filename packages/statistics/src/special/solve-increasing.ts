/**
 * The zero of an increasing function in [low, high]: Newton's method kept inside of the bracket, bisection where it leaves it or where
 * the bracket does not shrink. Bisection halves the number of doubles between the ends, so that 1e-300 is found from [0, 1] in as many
 * steps as 0.3: at most 200 evaluations in all.
 *
 * `f` returns the value and, where it has one, the slope; only the sign of the value must be right for convergence, so any increasing
 * transform of the equation will do. Infinite ends are allowed and taken for the largest doubles.
 */
export interface Equation {
  /** [f(x), f′(x)]; a slope that is not positive and finite asks for bisection. */
  f: (x: number) => readonly [value: number, slope: number];
  low: number;
  high: number;
  start: number;
}

export function solveIncreasing(equation: Equation): number {
  const x = solve(equation);
  // Among the subnormal numbers the functions have lost their digits: the zero is taken for 0 where the bracket ends there.
  if (Math.abs(x) < 2.3e-308 && equation.low === 0) return 0;
  // At the largest double the zero lies beyond it, if the bracket does not end there.
  if (Math.abs(x) > 0.999_999 * Number.MAX_VALUE)
    return x > 0 ? Math.max(x, equation.high) : Math.min(x, equation.low);
  return x;
}

function solve({ f, low, high, start }: Equation): number {
  let [a, b] = [Math.max(low, -Number.MAX_VALUE), Math.min(high, Number.MAX_VALUE)];
  let x = start > a && start < b ? start : middle(a, b);
  let last = Number.POSITIVE_INFINITY;
  let turns = 0;
  for (let step = 0; step < 200; step++) {
    const [value, slope] = f(x);
    if (value === 0 || Number.isNaN(value)) return value === 0 ? x : Number.NaN;
    if (value < 0) a = x;
    else b = x;
    const newton = x - value / slope;
    const move = Math.abs(newton - x);
    const good =
      slope > 0 &&
      slope < Number.POSITIVE_INFINITY &&
      newton > a &&
      newton < b &&
      (move < 0.5 * last || turns < 12);
    if (good && move <= 1.2e-16 * Math.abs(x)) return newton;
    // A step to the bracket's end, to within rounding: the zero is there.
    if (slope > 0 && slope < Number.POSITIVE_INFINITY && move <= 1.2e-16 * Math.abs(x)) return x;
    turns = good && move >= 0.5 * last ? turns + 1 : good ? turns : 0;
    last = good ? move : Number.POSITIVE_INFINITY;
    const next = good ? newton : middle(a, b);
    if (next === x || next <= a || next >= b) return nearer(f, a, b, x);
    x = next;
  }
  return x;
}

/** Of the two neighbours that are left, the one where f is smaller. */
function nearer(f: Equation["f"], a: number, b: number, x: number): number {
  const [atA, atB] = [Math.abs(f(a)[0]), Math.abs(f(b)[0])];
  if (Number.isNaN(atA) || Number.isNaN(atB)) return x;
  return atA < atB ? a : b;
}

/** The double half-way between two, counted in doubles: near ends about the mean, over decades about the geometric mean. */
export function middle(a: number, b: number): number {
  return fromOrder((orderOf(a) + orderOf(b)) / 2n);
}

const bits = new DataView(new ArrayBuffer(8));

/** The place of a double among all doubles; that of −x is minus that of x. */
function orderOf(x: number): bigint {
  bits.setFloat64(0, Math.abs(x));
  return x < 0 ? -bits.getBigInt64(0) : bits.getBigInt64(0);
}

function fromOrder(order: bigint): number {
  bits.setBigInt64(0, order < 0n ? -order : order);
  return order < 0n ? -bits.getFloat64(0) : bits.getFloat64(0);
}
