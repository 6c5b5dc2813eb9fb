import { type FoldedRun, numberOf } from "@blankfile/tracking";

export interface MeanCurve {
  /** By step: the mean of the seeds. */
  values: number[];
  /** The values of the seeds at the last of these steps. */
  last: number[];
  step: number;
}

/** The mean over seeds at the steps that all of them have; undefined where they have none together. */
export function meanCurve(
  runs: readonly Pick<FoldedRun, "metrics">[],
  metric: string,
): MeanCurve | undefined {
  const bySeed = runs.flatMap(({ metrics }) => {
    const points = metrics.get(metric);
    return points ? [new Map(points.map(({ step, value }) => [step, numberOf(value)]))] : [];
  });
  const [first, ...others] = bySeed;
  if (!first) return undefined;
  const steps = [...first.keys()].filter((step) => others.every((other) => other.has(step)));
  const step = steps.at(-1);
  if (step === undefined) return undefined;
  const at = (one: number) => bySeed.map((seed) => seed.get(one)!);
  return { values: steps.map((one) => mean(at(one))), last: at(step), step };
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
