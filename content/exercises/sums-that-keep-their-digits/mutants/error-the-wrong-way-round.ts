// The error is what is too much, not what is missing.
/**
 * Six operations and no question of size (Knuth, The Art of Computer Programming, volume 2, 4.2.2):
 * s − a is what arrived of b, and s less that is what arrived of a.
 */
export function twoSum(a: number, b: number): { sum: number; error: number } {
  const sum = a + b;
  const arrivedOfB = sum - a;
  const arrivedOfA = sum - arrivedOfB;
  return { sum, error: arrivedOfA - a + (arrivedOfB - b) };
}

/** Neumaier 1974: the errors are collected apart from the running sum. */
export function compensatedSum(x: readonly number[]): number {
  checkFinite(x);
  let total = 0;
  let lost = 0;
  for (const value of x) {
    const { sum, error } = twoSum(total, value);
    total = sum;
    lost += error;
  }
  return total + lost;
}

/** S(x) = S(first half) + S(second half) */
export function pairwiseSum(x: readonly number[]): number {
  checkFinite(x);
  return between(x, 0, x.length);
}

/** The sum of x_from … x_(to − 1). */
function between(x: readonly number[], from: number, to: number): number {
  if (to - from > 8) {
    const middle = (from + to) >> 1;
    return between(x, from, middle) + between(x, middle, to);
  }
  let sum = 0;
  for (let i = from; i < to; i++) sum += x[i]!;
  return sum;
}

function checkFinite(x: readonly number[]): void {
  for (const [i, value] of x.entries()) {
    if (!Number.isFinite(value)) throw new RangeError(`number ${i} is ${value}; finite numbers are needed`);
  }
}
