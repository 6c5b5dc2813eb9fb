/** As many observations as the data has, drawn from it with replacement. */
export function resample<Item>(data: readonly Item[], random: () => number): Item[] {
  throw new Error("resample is not written yet");
}

/** The statistic of each of `count` resamples. */
export function replicates<Item>(
  data: readonly Item[],
  statistic: (sample: Item[]) => number,
  count: number,
  random: () => number,
): number[] {
  throw new Error("replicates is not written yet");
}

/** The standard deviation of the replicates, with B − 1. */
export function standardError(values: readonly number[]): number {
  throw new Error("standardError is not written yet");
}

/** The value at place (B − 1)p of the sorted values, in proportion between two. */
export function quantile(values: readonly number[], p: number): number {
  throw new Error("quantile is not written yet");
}

/** [quantile (1 − level)/2, quantile (1 + level)/2] */
export function percentileInterval(values: readonly number[], level: number): [number, number] {
  throw new Error("percentileInterval is not written yet");
}
