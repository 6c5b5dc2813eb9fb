/** Shares of the steps at which runs are compared: first, first · factor, … and 1. Without rungs there is the end alone. */
export function rungShares(rungs: { first: number; factor: number } | undefined): number[] {
  if (!rungs) return [1];
  const shares: number[] = [];
  // A last rung a hair before the end would compare nothing new.
  for (let share = rungs.first; share < 0.999; share *= rungs.factor) shares.push(Number(share.toFixed(6)));
  return [...shares, 1];
}
