/**
 * Ways to let a score know positions. A pair (x_2i, x_2i+1) at position m is turned by m θ_i / s, θ_i = base^(−2i/D); s divides all
 * positions.
 */
export interface Chosen {
  method: string;
  moves: string;
  vectors: string;
  width: string;
  base: number;
  query: number;
  key: number;
  stride: number;
  trained: number;
  divide: number;
}

export function frequencies(width: number, base: number): number[] {
  return Array.from({ length: width / 2 }, (_, i) => base ** ((-2 * i) / width));
}

/** Pairs of neighbours, or x_i with x_{i + D/2}. */
export function turned(x: readonly number[], position: number, base: number, halves = false): number[] {
  const y = [...x];
  frequencies(x.length, base).forEach((theta, i) => {
    const [first, second] = halves ? [i, i + x.length / 2] : [2 * i, 2 * i + 1];
    const [cos, sin] = [Math.cos(position * theta), Math.sin(position * theta)];
    y[first] = x[first]! * cos - x[second]! * sin;
    y[second] = x[first]! * sin + x[second]! * cos;
  });
  return y;
}

/** (sin m θ_i, cos m θ_i) for each pair, added. */
function added(x: readonly number[], position: number, base: number): number[] {
  const y = [...x];
  frequencies(x.length, base).forEach((theta, i) => {
    y[2 * i]! += Math.sin(position * theta);
    y[2 * i + 1]! += Math.cos(position * theta);
  });
  return y;
}

type Place = (x: readonly number[], position: number, base: number) => number[];
const still: Place = (x) => [...x];
const neighbours: Place = (x, position, base) => turned(x, position, base);
const halves: Place = (x, position, base) => turned(x, position, base, true);

/** What happens to a query and to a key before their product is taken. */
export const methods: Record<string, { label: string; query: Place; key: Place }> = {
  both: { label: "queries and keys are turned", query: neighbours, key: neighbours },
  query: { label: "only queries are turned", query: neighbours, key: still },
  mixed: { label: "turned, pairs taken differently", query: neighbours, key: halves },
  added: { label: "waves are added to both", query: added, key: added },
};

/** The product of the placed query and key over √D. */
export function score(
  query: readonly number[],
  key: readonly number[],
  at: { query: number; key: number },
  { method, base, divide }: Chosen,
): number {
  const way = methods[method]!;
  const a = way.query(query, at.query / divide, base);
  const b = way.key(key, at.key / divide, base);
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0) / Math.sqrt(query.length);
}
