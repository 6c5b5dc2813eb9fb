import { isotonicRegression } from "./pool-adjacent-violators.ts";

/** A monotone function, linear between points. */
export interface Steps {
  /** Upwards, [P]. */
  x: Float64Array;
  /** f at x, [P]. */
  y: Float64Array;
}

interface StepOptions {
  sampleWeight?: ArrayLike<number> | undefined;
  yMin?: number | null;
  yMax?: number | null;
  increasing?: boolean;
}

/** Isotonic regression of points (x, y), equal x as one point; of those on a level only the ends are kept. */
export function fitSteps(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { sampleWeight, yMin = null, yMax = null, increasing = true }: StepOptions = {},
): Steps {
  const weightOf = (i: number): number => sampleWeight?.[i] ?? 1;
  const order = Array.from({ length: x.length }, (_, i) => i)
    .filter((i) => weightOf(i) > 0)
    .sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]!);
  const points: { x: number; sum: number; weight: number }[] = [];
  for (const i of order) {
    const last = points.at(-1);
    if (last && last.x === x[i]) {
      last.sum += weightOf(i) * y[i]!;
      last.weight += weightOf(i);
    } else points.push({ x: x[i]!, sum: weightOf(i) * y[i]!, weight: weightOf(i) });
  }
  const fitted = isotonicRegression(
    points.map(({ sum, weight }) => sum / weight),
    { sampleWeight: points.map(({ weight }) => weight), yMin, yMax, increasing },
  );
  const isKept = (i: number): boolean =>
    i === 0 || i === points.length - 1 || fitted[i] !== fitted[i - 1] || fitted[i] !== fitted[i + 1];
  const kept = points.map((_, i) => i).filter(isKept);
  return { x: Float64Array.from(kept, (i) => points[i]!.x), y: Float64Array.from(kept, (i) => fitted[i]!) };
}

/** f at a value within the points; at the nearest end beyond them. */
export function stepAt({ x, y }: Steps, value: number): number {
  const P = x.length;
  if (value <= x[0]!) return y[0]!;
  if (value >= x[P - 1]!) return y[P - 1]!;
  let [low, high] = [0, P - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (x[middle]! <= value) low = middle;
    else high = middle;
  }
  const share = (value - x[low]!) / (x[high]! - x[low]!);
  return y[low]! + share * (y[high]! - y[low]!);
}
