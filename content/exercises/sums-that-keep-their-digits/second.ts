/** Dekker 1971: with the larger one first, three operations are enough. */
export function twoSum(a: number, b: number): { sum: number; error: number } {
  const [large, small] = Math.abs(a) < Math.abs(b) ? [b, a] : [a, b];
  const sum = large + small;
  return { sum, error: small - (sum - large) };
}

/** A pair high + low, brought back after each addition to a high that is the rounded sum of both. */
export function compensatedSum(x: readonly number[]): number {
  const pair = finite(x).reduce(
    ({ sum: high, error: low }, value) => {
      const next = twoSum(high, value);
      return twoSum(next.sum, next.error + low);
    },
    { sum: 0, error: 0 },
  );
  return pair.sum + pair.error;
}

/** From below: neighbours are added, then neighbours of the results, until one number is left. */
export function pairwiseSum(x: readonly number[]): number {
  let level = finite(x);
  while (level.length > 1) {
    const next: number[] = [];
    for (let i = 0; i < level.length; i += 2)
      next.push(i + 1 < level.length ? level[i]! + level[i + 1]! : level[i]!);
    level = next;
  }
  return level[0] ?? 0;
}

function finite(x: readonly number[]): readonly number[] {
  if (x.some((value) => Number.isNaN(value - value))) throw new RangeError("a number is NaN or infinite");
  return x;
}
