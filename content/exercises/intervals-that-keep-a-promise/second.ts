export interface Example {
  x: number;
  y: number;
}

export interface ScaledModel {
  predict: (x: number) => number;
  scale: (x: number) => number;
}

export type Interval = [number, number];

/** From above: as many scores may lie beyond q as ranks fit into (n + 1) α, less the new one's own place. */
export function conformalQuantile(scores: readonly number[], alpha: number): number {
  if (Number.isNaN(alpha) || alpha <= 0 || alpha >= 1) throw new RangeError(`alpha ${alpha} is no share`);
  for (const score of scores) if (Number.isNaN(score)) throw new RangeError("a score is not a number");
  const beyond = Math.floor((scores.length + 1) * alpha + 1e-9);
  const descending = Float64Array.from(scores).sort().reverse();
  if (beyond === 0) return 1 / 0;
  return descending[Math.min(beyond, scores.length) - 1] ?? 1 / 0;
}

export function intervals(
  predict: (x: number) => number,
  calibration: readonly Example[],
  inputs: readonly number[],
  alpha: number,
): Interval[] {
  const errors = calibration.map(({ x, y }) => y - predict(x));
  const q = conformalQuantile(errors.map(Math.abs), alpha);
  return inputs.map((x): Interval => [-q, q].map((side) => predict(x) + side) as Interval);
}

/** The data are brought to the scale 1 and taken back. */
export function scaledIntervals(
  { predict, scale }: ScaledModel,
  calibration: readonly Example[],
  inputs: readonly number[],
  alpha: number,
): Interval[] {
  for (const x of [...calibration.map((example) => example.x), ...inputs])
    if (Number.isNaN(scale(x)) || scale(x) <= 0) throw new RangeError(`no scale at ${x}`);
  const standard = calibration.map(({ x, y }) => ({ x, y: (y - predict(x)) / scale(x) }));
  const around = intervals(() => 0, standard, inputs, alpha);
  return around.map(([low, high], i) => {
    const x = inputs[i]!;
    return [predict(x) + scale(x) * low, predict(x) + scale(x) * high];
  });
}

export function coverage(intervals: readonly Interval[], truths: readonly number[]): number {
  const n = truths.length;
  if (!n || intervals.length !== n) throw new RangeError("intervals and truths do not match");
  let hit = 0;
  for (let i = 0; i < n; i++) {
    const [low, high] = intervals[i]!;
    if (!(truths[i]! < low || truths[i]! > high)) hit++;
  }
  return hit / n;
}
