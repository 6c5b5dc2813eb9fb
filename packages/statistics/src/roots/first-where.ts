/** Bisection over whole numbers, for a condition that holds from some number on. */

/** The first number from low to high for which it holds; high + 1 where it holds for none. */
export function firstWhere(holds: (i: number) => boolean, low: number, high: number): number {
  let [from, to] = [low, high + 1];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** The first number from low on, where no highest is known: doubles its way up first. The condition must hold in the end. */
export function firstFrom(holds: (i: number) => boolean, low: number): number {
  let [from, high] = [low, Math.max(1, low)];
  while (!holds(high)) {
    if (high > Number.MAX_SAFE_INTEGER / 2) return Infinity;
    from = high + 1;
    high *= 2;
  }
  return firstWhere(holds, from, high);
}
