export type Matrix = number[][];

export interface Clustering {
  labels: number[];
  centres: Matrix;
  inertia: number;
  rounds: number;
}

/** One pass that keeps the best so far; only a strictly nearer centre replaces it. */
export function nearest(x: number[], centres: Matrix): number {
  let best = 0;
  for (let k = 1; k < centres.length; k++) if (gap(x, centres[k]!) < gap(x, centres[best]!)) best = k;
  return best;
}

/** Sums and counts of each cluster, by recursion over the rounds. */
export function kMeans(X: Matrix, start: Matrix, maxRounds: number): Clustering {
  const F = X[0]?.length;
  if (F === undefined || start.length < 1 || !(maxRounds >= 1) || maxRounds % 1 !== 0)
    throw new RangeError("kMeans: rows, centres and rounds are needed");
  for (const row of X.concat(start))
    if (row.length !== F) throw new RangeError("kMeans: rows of different lengths");
  function go(centres: Matrix, before: string, rounds: number): Clustering {
    const labels = X.map((x) => nearest(x, centres));
    const sums = start.map(() => new Array<number>(F!).fill(0));
    const counts = start.map(() => 0);
    for (const [n, k] of labels.entries()) {
      counts[k]!++;
      X[n]!.forEach((value, j) => {
        sums[k]![j]! += value;
      });
    }
    const moved = sums.map((sum, k) => (counts[k] ? sum.map((s) => s / counts[k]!) : [...centres[k]!]));
    const now = labels.join();
    if (now !== before && rounds < maxRounds) return go(moved, now, rounds + 1);
    let inertia = 0;
    labels.forEach((k, n) => {
      inertia += gap(X[n]!, moved[k]!);
    });
    return { labels, centres: moved, inertia, rounds };
  }
  return go(start, "", 1);
}

function gap(a: number[], b: number[]): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += (a[j]! - b[j]!) * (a[j]! - b[j]!);
  return sum;
}
