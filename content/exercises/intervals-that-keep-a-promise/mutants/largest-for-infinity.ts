// Where no score is large enough, the largest one is returned.
export interface Example {
  x: number;
  y: number;
}

export interface ScaledModel {
  /** ŷ(x). */
  predict: (x: number) => number;
  /** How far off it tends to be at x, above 0. */
  scale: (x: number) => number;
}

/** Low end, high end. */
export type Interval = [number, number];

/** The ⌈(n + 1)(1 − α)⌉-th smallest score, or Infinity: the new score has each of n + 1 ranks with the same chance. */
export function conformalQuantile(scores: readonly number[], alpha: number): number {
  if (!(alpha > 0 && alpha < 1))
    throw new RangeError(`conformalQuantile: alpha is ${alpha}, above 0 and below 1 is needed`);
  if (scores.some(Number.isNaN))
    throw new RangeError("conformalQuantile: a score is NaN; numbers are needed");
  const product = (scores.length + 1) * (1 - alpha);
  const near = Math.round(product);
  const rank = Math.abs(product - near) <= 1e-9 ? near : Math.ceil(product);
  const ascending = [...scores].sort((a, b) => a - b);
  return ascending[Math.max(rank, 1) - 1] ?? ascending.at(-1) ?? Number.POSITIVE_INFINITY;
}

/** ŷ ± q for each input, with q from the sizes of the calibration errors. */
export function intervals(
  predict: (x: number) => number,
  calibration: readonly Example[],
  inputs: readonly number[],
  alpha: number,
): Interval[] {
  return scaledIntervals({ predict, scale: () => 1 }, calibration, inputs, alpha);
}

/** ŷ ± q · scale(x) for each input, with q from errors in units of the scale. */
export function scaledIntervals(
  { predict, scale }: ScaledModel,
  calibration: readonly Example[],
  inputs: readonly number[],
  alpha: number,
): Interval[] {
  const unit = (x: number): number => {
    const size = scale(x);
    if (!(size > 0)) throw new RangeError(`scaledIntervals: the scale at ${x} is ${size}, above 0 is needed`);
    return size;
  };
  const q = conformalQuantile(
    calibration.map(({ x, y }) => Math.abs(y - predict(x)) / unit(x)),
    alpha,
  );
  return inputs.map((x) => {
    const [middle, half] = [predict(x), q * unit(x)];
    return [middle - half, middle + half];
  });
}

/** The share of truths within their interval, ends included. */
export function coverage(intervals: readonly Interval[], truths: readonly number[]): number {
  if (intervals.length === 0 || intervals.length !== truths.length)
    throw new RangeError(
      `coverage: ${intervals.length} intervals and ${truths.length} truths; as many of both, at least 1, are needed`,
    );
  return intervals.filter(([low, high], i) => low <= truths[i]! && truths[i]! <= high).length / truths.length;
}
