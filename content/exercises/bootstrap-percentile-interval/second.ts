export function resample<Item>(data: readonly Item[], random: () => number): Item[] {
  const n = data.length;
  if (n < 1) throw new RangeError("resample: the data is empty");
  const drawn: Item[] = [];
  while (drawn.length < n) drawn.push(data[(random() * n) | 0]!);
  return drawn;
}

export function replicates<Item>(
  data: readonly Item[],
  statistic: (sample: Item[]) => number,
  count: number,
  random: () => number,
): number[] {
  if (!(count >= 1) || count % 1 !== 0)
    throw new RangeError("replicates: count must be a whole number from 1");
  const found: number[] = [];
  for (let b = 0; b < count; b++) {
    const sample = resample(data, random);
    found.push(statistic(sample));
  }
  return found;
}

/** From the distances of all values from the first: Var = (Σ d² − (Σ d)²/B) / (B − 1). */
export function standardError(values: readonly number[]): number {
  const B = values.length;
  if (B <= 1) throw new RangeError("standardError: two values are needed");
  let [first, second] = [0, 0];
  for (const value of values) {
    const d = value - values[0]!;
    first += d;
    second += d * d;
  }
  return Math.sqrt(Math.max(0, second - first ** 2 / B) / (B - 1));
}

export function quantile(values: readonly number[], p: number): number {
  return inSorted(Float64Array.from(values).sort(), p);
}

export function percentileInterval(values: readonly number[], level: number): [number, number] {
  if (level <= 0 || level >= 1 || Number.isNaN(level))
    throw new RangeError("percentileInterval: no such level");
  const sorted = Float64Array.from(values).sort();
  const outside = (1 - level) / 2;
  return [inSorted(sorted, outside), inSorted(sorted, 1 - outside)];
}

/** A weighted mean of the two neighbours. */
function inSorted(sorted: Float64Array, p: number): number {
  if (sorted.length === 0 || Number.isNaN(p) || p < 0 || p > 1)
    throw new RangeError("quantile: nothing there");
  const h = p * (sorted.length - 1);
  const low = Math.min(Math.trunc(h), Math.max(sorted.length - 2, 0));
  const weight = h - low;
  return weight === 0 ? sorted[low]! : (1 - weight) * sorted[low]! + weight * sorted[low + 1]!;
}
