import { isNonFinite } from "../non-finite.ts";
import { type Marked, marked, quantile, sorted } from "./numbers.ts";

/** Where the values of a sample lie: a band over the steps, narrower than a histogram. */
export interface Distribution {
  type: "distribution";
  /** Finite values. */
  count: number;
  /** "NaN" where there are none. */
  mean: Marked;
  /** Sample standard deviation, n − 1 below; "NaN" for fewer than two values. */
  sd: Marked;
  /** From 0 to 1, rising. */
  levels: number[];
  /** The quantile at each level. */
  quantiles: Marked[];
  nan: number;
  infinite: [below: number, above: number];
}

/** Least, ±2σ, ±1σ of a normal distribution, median, greatest. */
const usualLevels = [0, 0.0228, 0.1587, 0.5, 0.8413, 0.9772, 1];

/** Mean, standard deviation and quantiles (linear interpolation) of a sample; NaN and infinities are counted apart. */
export function distribution(values: ArrayLike<number>, levels: number[] = usualLevels): Distribution {
  if (levels.length === 0 || levels.some((level, i) => !(level >= (levels[i - 1] ?? 0) && level <= 1)))
    throw new RangeError(`distribution: given the levels ${levels}, needed rising numbers from 0 to 1`);
  const { finite, nan, infinite } = sorted(values);
  const count = finite.length;
  const mean = finite.reduce((sum, value) => sum + value / count, 0);
  const squares = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const none = count === 0;
  return {
    type: "distribution",
    count,
    mean: none ? "NaN" : marked([mean])[0]!,
    sd: count < 2 ? "NaN" : marked([Math.sqrt(squares / (count - 1))])[0]!,
    levels: [...levels],
    quantiles: levels.map((level) => (none ? "NaN" : quantile(finite, level))),
    nan,
    infinite,
  };
}

export function wrongDistribution(value: Partial<Record<keyof Distribution, unknown>>): string | undefined {
  const { levels, quantiles } = value;
  if (!Array.isArray(levels) || !levels.every((level) => Number.isFinite(level) && level >= 0 && level <= 1))
    return "levels are no numbers from 0 to 1";
  const isMarked = (one: unknown) => Number.isFinite(one) || isNonFinite(one);
  if (!Array.isArray(quantiles) || quantiles.length !== levels.length || !quantiles.every(isMarked))
    return "quantiles are not as many numbers as levels";
  const numbers = [value.mean, value.sd, value.count, value.nan];
  if (!numbers.every(isMarked) || !Array.isArray(value.infinite)) return "mean, sd or a count is no number";
  return undefined;
}
