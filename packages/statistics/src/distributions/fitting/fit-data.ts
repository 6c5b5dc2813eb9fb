/** Parameters that are known beforehand and are not estimated: SciPy's `floc`, `fscale`, `f0`. */
export interface FitOptions<P> {
  fixed?: Partial<P>;
}

/** A copy of the sample; refuses an empty one and values that are not finite or not inside of the support. */
export function fitData(
  where: string,
  data: ArrayLike<number>,
  inside: (x: number) => boolean = () => true,
  support = "finite numbers",
): Float64Array {
  if (data.length === 0) throw new RangeError(`${where}: no values, one or more are needed`);
  const out = Float64Array.from(data);
  const wrong = out.findIndex((x) => !Number.isFinite(x) || !inside(x));
  if (wrong >= 0) throw new RangeError(`${where}: data[${wrong}] = ${out[wrong]}, ${support} are needed`);
  return out;
}

export function isCount(k: number): boolean {
  return Number.isInteger(k) && k >= 0;
}

/** Σ f(x_i). */
export function sumOf(data: Float64Array, f: (x: number) => number): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += f(data[i]!);
  return sum;
}

export function meanOf(data: Float64Array, f: (x: number) => number = (x) => x): number {
  return sumOf(data, f) / data.length;
}

/** The value in the middle, or the mean of the two. */
export function medianOf(data: Float64Array): number {
  const sorted = data.toSorted();
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}

/** √(1/n Σ (x − c)²); refuses a sample without spread, for which no scale can be estimated. */
export function spreadOf(where: string, data: Float64Array, centre = meanOf(data)): number {
  const spread = Math.sqrt(meanOf(data, (x) => (x - centre) ** 2));
  if (spread > 0) return spread;
  throw new RangeError(`${where}: ${data.length} values without spread, two different ones are needed`);
}
