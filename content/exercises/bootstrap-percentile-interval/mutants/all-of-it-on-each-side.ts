// What the level leaves out is left out on each side.
/** As many observations as the data has, drawn from it with replacement. */
export function resample<Item>(data: readonly Item[], random: () => number): Item[] {
  if (data.length === 0) throw new RangeError("resample: no data; at least one observation is needed");
  return data.map(() => data[Math.floor(random() * data.length)]!);
}

/** The statistic of each of `count` resamples, each an array of its own. */
export function replicates<Item>(
  data: readonly Item[],
  statistic: (sample: Item[]) => number,
  count: number,
  random: () => number,
): number[] {
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`replicates: count ${count}; a whole number of at least 1 is needed`);
  return Array.from({ length: count }, () => statistic(resample(data, random)));
}

/** √(Σ (θ*_b − mean)² / (B − 1)) */
export function standardError(values: readonly number[]): number {
  if (values.length < 2)
    throw new RangeError(`standardError: ${values.length} values; at least two are needed`);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** The value at place (B − 1)p of the sorted values, in proportion between two. */
export function quantile(values: readonly number[], p: number): number {
  if (values.length === 0) throw new RangeError("quantile: no values; at least one is needed");
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: p is ${p}; a number from 0 to 1 is needed`);
  const sorted = values.slice().sort((a, b) => a - b);
  const place = (sorted.length - 1) * p;
  const below = sorted[Math.floor(place)]!;
  const above = sorted[Math.ceil(place)]!;
  return below + (place - Math.floor(place)) * (above - below);
}

/** [quantile (1 − level)/2, quantile (1 + level)/2] */
export function percentileInterval(values: readonly number[], level: number): [number, number] {
  if (!(level > 0 && level < 1))
    throw new RangeError(`percentileInterval: level ${level}; a number between 0 and 1 is needed`);
  return [quantile(values, 1 - level), quantile(values, level)];
}
