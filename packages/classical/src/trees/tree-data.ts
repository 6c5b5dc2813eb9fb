/** Weights where none are given. */
export function ones(rows: number): Float64Array {
  return new Float64Array(rows).fill(1);
}

export function total(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}

/** A sign for each feature. */
export function requireSigns(where: string, signs: readonly number[] | null, features: number): void {
  if (signs === null || signs.length === features) return;
  throw new RangeError(
    `${where}: monotonicCst has ${signs.length} signs, ${features} are needed, one for each column of X`,
  );
}

/** What a rate can be learnt from: no negative target, not all 0. */
export function requireCounts(where: string, y: Float64Array): void {
  const negative = y.findIndex((value) => value < 0);
  if (negative >= 0)
    throw new RangeError(
      `${where}: y[${negative}] is ${y[negative]}, numbers of at least 0 are needed by "poisson"`,
    );
  if (y.every((value) => value === 0))
    throw new RangeError(`${where}: all ${y.length} targets are 0, one above 0 is needed by "poisson"`);
}
