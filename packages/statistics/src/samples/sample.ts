/** What is asked of numbers before they are used, so that a wrong sample is refused by name and place. */

/** Measurements of one quantity, in any order unless a function says otherwise. */
export type Sample = ArrayLike<number>;

/** A number for samples, which resampling hands over as arrays that it rewrites from call to call. */
export type SampleStatistic = (...samples: Float64Array[]) => number;

/** A value as a message shows it. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === "object" && value !== null)
    return `a value of kind ${value.constructor?.name ?? "Object"}`;
  return String(value);
}

/** A copy of the sample, once it is known to be at least `atLeast` finite numbers. */
export function sampleOf(where: string, name: string, values: Sample, atLeast = 1): Float64Array {
  requireList(where, name, values);
  if (values.length < atLeast) {
    throw new RangeError(`${where}: ${name} has ${values.length} values, at least ${atLeast} are needed`);
  }
  const copy = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value: unknown = values[i];
    if (typeof value !== "number") {
      throw new TypeError(`${where}: ${name}[${i}] is ${show(value)}, numbers are needed`);
    }
    if (!Number.isFinite(value)) {
      throw new RangeError(
        `${where}: ${name}[${i}] is ${value}, finite numbers are needed; drop or impute it first`,
      );
    }
    copy[i] = value;
  }
  return copy;
}

/** Several samples, each checked. */
export function samplesOf(
  where: string,
  samples: readonly Sample[],
  { atLeast = 1, groups = 1 }: { atLeast?: number; groups?: number } = {},
): Float64Array[] {
  if (!Array.isArray(samples))
    throw new TypeError(`${where}: ${show(samples)}, an array of samples is needed`);
  if (samples.length < groups) {
    throw new RangeError(`${where}: ${samples.length} samples, at least ${groups} are needed`);
  }
  return samples.map((sample, g) => sampleOf(where, `sample ${g}`, sample, atLeast));
}

/** Counts: whole numbers from 0 on. */
export function countsOf(where: string, name: string, values: Sample, atLeast = 1): Float64Array {
  const counts = sampleOf(where, name, values, atLeast);
  counts.forEach((count, i) => {
    if (Number.isSafeInteger(count) && count >= 0) return;
    throw new RangeError(`${where}: ${name}[${i}] is ${count}, counts are whole numbers from 0 to 2^53`);
  });
  return counts;
}

export function requireEqualLengths(
  where: string,
  names: readonly [string, string],
  lengths: readonly [number, number],
) {
  if (lengths[0] === lengths[1]) return;
  throw new RangeError(
    `${where}: ${names[0]} has ${lengths[0]} values and ${names[1]} ${lengths[1]}, equal lengths are needed`,
  );
}

/** A number strictly between 0 and 1. */
export function requireProbability(where: string, name: string, value: number): void {
  if (typeof value === "number" && value > 0 && value < 1) return;
  throw new RangeError(`${where}: ${name} ${show(value)}, a number between 0 and 1 is needed`);
}

export function requirePositive(where: string, name: string, value: number): void {
  if (typeof value === "number" && value > 0 && value < Infinity) return;
  throw new RangeError(`${where}: ${name} ${show(value)}, a finite number above 0 is needed`);
}

export function requireWhole(where: string, name: string, value: number, atLeast = 0): void {
  if (Number.isSafeInteger(value) && value >= atLeast) return;
  throw new RangeError(`${where}: ${name} ${show(value)}, a whole number from ${atLeast} on is needed`);
}

export function requireFinite(where: string, name: string, value: number): void {
  if (Number.isFinite(value)) return;
  throw new RangeError(`${where}: ${name} ${show(value)}, a finite number is needed`);
}

/** One of the words allowed. */
export function requireOneOf<Word extends string>(
  where: string,
  name: string,
  value: Word,
  words: readonly Word[],
): void {
  if (words.includes(value)) return;
  throw new RangeError(`${where}: ${name} ${show(value)}, one of ${words.map(show).join(", ")} is needed`);
}

/** An array or typed array, of whatever. */
export function requireList(where: string, name: string, values: unknown): void {
  if (Array.isArray(values) || (ArrayBuffer.isView(values) && !(values instanceof DataView))) return;
  throw new TypeError(`${where}: ${name} is ${show(values)}, an array or typed array of numbers is needed`);
}
