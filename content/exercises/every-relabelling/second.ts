/** Every subset as the bits of a number; those of the right size count. */
export function exactP(a: number[], b: number[]): number {
  const pool = refuse(a, b);
  const tally = [0, 0];
  for (let bits = 0; bits < 2 ** pool.length; bits++) {
    const chosen = pool.filter((_, i) => (bits >> i) & 1);
    if (chosen.length !== a.length) continue;
    const others = pool.filter((_, i) => !((bits >> i) & 1));
    tally[reaches(chosen, others, a, b) ? 1 : 0]! += 1;
  }
  return tally[1]! / (tally[0]! + tally[1]!);
}

/** Each round sorts the pool by random keys. */
export function sampledP(a: number[], b: number[], rounds: number, random: () => number): number {
  const pool = refuse(a, b);
  if (!(rounds >= 1) || rounds % 1 !== 0) throw new RangeError(`sampledP: ${rounds} rounds`);
  const hits = Array.from({ length: rounds }, () => {
    const mixed = pool.map((value) => [random(), value] as const).sort(([s], [t]) => s - t);
    const values = mixed.map(([, value]) => value);
    return reaches(values.slice(0, a.length), values.slice(a.length), a, b);
  });
  return (hits.filter((hit) => hit).length + 1) / (rounds + 1);
}

function reaches(chosen: number[], others: number[], a: number[], b: number[]): boolean {
  return Math.abs(mean(chosen) - mean(others)) + 1e-9 >= Math.abs(mean(a) - mean(b));
}

function mean(values: number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function refuse(...groups: [number[], number[]]): number[] {
  for (const group of groups) {
    if (group.length < 1 || group.some((x) => x - x !== 0))
      throw new RangeError(`permutation test: a group is [${group}]`);
  }
  return groups.flat();
}
