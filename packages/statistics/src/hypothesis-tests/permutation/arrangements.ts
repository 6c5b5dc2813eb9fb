/** All rearrangements of data, one after another, for permutation tests that count them all. Each `visit` sees the same arrays, rewritten. */

/** Every way to share the pooled values among samples of the given sizes: N! / Π n_j! of them. */
export function eachPartition(
  pooled: Float64Array,
  sizes: readonly number[],
  visit: (samples: Float64Array[]) => void,
): void {
  const samples = sizes.map((size) => new Float64Array(size));
  const used = new Uint8Array(pooled.length);
  const fill = (sample: number, place: number, from: number): void => {
    if (sample === sizes.length) visit(samples);
    else if (place === sizes[sample]!) fill(sample + 1, 0, 0);
    else choose(sample, place, from);
  };
  const choose = (sample: number, place: number, from: number): void => {
    for (let i = from; i < pooled.length; i++) {
      if (used[i] === 1) continue;
      used[i] = 1;
      samples[sample]![place] = pooled[i]!;
      fill(sample, place + 1, i + 1);
      used[i] = 0;
    }
  };
  fill(0, 0, 0);
}

/** Every order of each sample, independently of the others: (n!)^k of them. */
export function eachPairing(given: readonly Float64Array[], visit: (samples: Float64Array[]) => void): void {
  const samples = given.map((sample) => sample.slice());
  const fill = (sample: number): void => {
    if (sample === samples.length) visit(samples);
    else eachOrder(samples[sample]!, () => fill(sample + 1));
  };
  fill(0);
}

/** Every assignment of the values of each row to the samples: (k!)^n of them; with one sample, every choice of signs, 2^n. */
export function eachAssignment(
  given: readonly Float64Array[],
  visit: (samples: Float64Array[]) => void,
): void {
  const samples = given.map((sample) => sample.slice());
  const n = samples[0]!.length;
  const fill = (row: number): void => {
    if (row === n) visit(samples);
    else if (samples.length === 1) flip(row);
    else exchange(row);
  };
  const flip = (row: number): void => {
    for (let sign = 0; sign < 2; sign++) {
      samples[0]![row] = -samples[0]![row]!;
      fill(row + 1);
    }
  };
  const exchange = (row: number): void => {
    const values = Float64Array.from(samples, (sample) => sample[row]!);
    eachOrder(values, () => {
      samples.forEach((sample, j) => {
        sample[row] = values[j]!;
      });
      fill(row + 1);
    });
  };
  fill(0);
}

/** Every order of the values, in place, each once; the last leaves them as they were. */
function eachOrder(values: Float64Array, visit: () => void, from = 0): void {
  if (from >= values.length - 1) visit();
  for (let i = from; i < values.length && from < values.length - 1; i++) {
    swap(values, from, i);
    eachOrder(values, visit, from + 1);
    swap(values, from, i);
  }
}

function swap(values: Float64Array, i: number, j: number): void {
  [values[i], values[j]] = [values[j]!, values[i]!];
}

/** How many there are; Infinity where more than a number holds. */
export function countArrangements(type: string, samples: readonly Float64Array[]): number {
  const [k, n] = [samples.length, samples[0]!.length];
  if (type === "pairings") return factorial(n) ** k;
  if (type === "samples") return factorial(Math.max(2, k)) ** n;
  let count = 1;
  let total = 0;
  for (const { length } of samples) for (let i = 1; i <= length; i++) count *= ++total / i;
  return Math.round(count);
}

function factorial(n: number): number {
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return product;
}
