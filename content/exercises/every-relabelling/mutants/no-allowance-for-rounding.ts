// Ties are left to rounding.
/** The share of all relabellings with |d'| ≥ |d|: each value goes to one group or the other, by recursion. */
export function exactP(a: number[], b: number[]): number {
  const pool = pooled(a, b);
  const isExtreme = judge(a, b);
  let ways = 0;
  let extreme = 0;
  function choose(next: number, taken: number, sum: number): void {
    if (taken === a.length) {
      ways++;
      if (isExtreme(sum)) extreme++;
      return;
    }
    if (pool.length - next < a.length - taken) return;
    choose(next + 1, taken + 1, sum + pool[next]!);
    choose(next + 1, taken, sum);
  }
  choose(0, 0, 0);
  return extreme / ways;
}

/** (1 + c) / (1 + rounds): the observed labelling counts as one of the draws, so p is never 0. */
export function sampledP(a: number[], b: number[], rounds: number, random: () => number): number {
  const pool = pooled(a, b);
  const isExtreme = judge(a, b);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new RangeError(`sampledP: ${rounds} rounds, a whole number of at least 1 is needed`);
  let extreme = 0;
  for (let round = 0; round < rounds; round++) {
    let sum = 0;
    for (let i = 0; i < a.length; i++) {
      const j = i + Math.floor(random() * (pool.length - i));
      [pool[i], pool[j]] = [pool[j]!, pool[i]!];
      sum += pool[i]!;
    }
    if (isExtreme(sum)) extreme++;
  }
  return (1 + extreme) / (1 + rounds);
}

function pooled(a: number[], b: number[]): number[] {
  if (a.length === 0 || b.length === 0)
    throw new RangeError(
      `permutation test: groups of ${a.length} and ${b.length}, values in both are needed`,
    );
  const pool = [...a, ...b];
  const bad = pool.find((x) => !Number.isFinite(x));
  if (bad !== undefined) throw new RangeError(`permutation test: a value is ${bad}, finite ones are needed`);
  return pool;
}

/** Whether a group of a.length values with that sum differs from the rest at least as much as a does from b. */
function judge(a: number[], b: number[]): (sum: number) => boolean {
  const total = [...a, ...b].reduce((sum, x) => sum + x, 0);
  const size = (sum: number): number => Math.abs(sum / a.length - (total - sum) / b.length);
  const least = size(a.reduce((sum, x) => sum + x, 0));
  return (sum) => size(sum) >= least;
}
