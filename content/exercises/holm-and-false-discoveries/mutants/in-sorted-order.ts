// The adjusted values come sorted, not in the order of the input.
/** M p, at most 1. */
export function bonferroni(p: number[]): number[] {
  refuse(p);
  return p.map((value) => Math.min(1, p.length * value));
}

/** max over j ≤ i of (M − j + 1) p_(j), at most 1: a running maximum from the smallest up (Holm 1979). */
export function holm(p: number[]): number[] {
  const adjusted = p.map(() => 0);
  let running = 0;
  for (const [place, index] of ascending(p).entries()) {
    running = Math.max(running, (p.length - place) * p[index]!);
    adjusted[index] = Math.min(1, running);
  }
  return adjusted;
}

/** min over j ≥ i of M p_(j) / j: a running minimum from the largest down (Benjamini and Hochberg 1995). */
export function benjaminiHochberg(p: number[]): number[] {
  const order = ascending(p);
  const adjusted = p.map(() => 1);
  let running = 1;
  for (let rank = p.length; rank >= 1; rank--) {
    const index = order[rank - 1]!;
    running = Math.min(running, (p.length * p[index]!) / rank);
    adjusted[index] = running;
  }
  return adjusted.sort((a, b) => a - b);
}

/** A test is rejected at level q where its adjusted value is at most q. */
export function discoveries(p: number[], q: number): number[] {
  const adjusted = benjaminiHochberg(p);
  return [...p.keys()].filter((index) => adjusted[index]! <= q);
}

function ascending(p: number[]): number[] {
  refuse(p);
  return [...p.keys()].sort((a, b) => p[a]! - p[b]!);
}

function refuse(p: number[]): void {
  const bad = p.findIndex((value) => !(value >= 0 && value <= 1));
  if (bad !== -1) throw new RangeError(`p-value ${bad} is ${p[bad]}, numbers from 0 to 1 are needed`);
}
