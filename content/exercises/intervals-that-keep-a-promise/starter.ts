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

/** The ⌈(n + 1)(1 − α)⌉-th smallest score, or Infinity. */
export function conformalQuantile(scores: readonly number[], alpha: number): number {
  throw new Error("conformalQuantile is not written yet");
}

/** ŷ ± q for each input. */
export function intervals(
  predict: (x: number) => number,
  calibration: readonly Example[],
  inputs: readonly number[],
  alpha: number,
): Interval[] {
  throw new Error("intervals is not written yet");
}

/** ŷ ± q · scale(x) for each input. */
export function scaledIntervals(
  { predict, scale }: ScaledModel,
  calibration: readonly Example[],
  inputs: readonly number[],
  alpha: number,
): Interval[] {
  throw new Error("scaledIntervals is not written yet");
}

/** The share of truths within their interval. */
export function coverage(intervals: readonly Interval[], truths: readonly number[]): number {
  throw new Error("coverage is not written yet");
}
