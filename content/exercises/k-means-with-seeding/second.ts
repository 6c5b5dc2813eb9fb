export type Matrix = readonly (readonly number[])[];

export interface Clusters {
  /** K × F. */
  centres: number[][];
  /** N numbers from 0 to K − 1. */
  labels: number[];
  /** The inertia after each assignment. */
  history: number[];
}

/** The distances to the nearest chosen row are kept, and made smaller by each new one. */
export function seed(X: Matrix, K: number, random: () => number): number[] {
  if (K < 1 || K > X.length || K % 1 !== 0 || Number.isNaN(K)) throw new Error(`K: ${K}`);
  const d = X.map(() => Number.POSITIVE_INFINITY);
  const rows: number[] = [];
  for (let k = 0; k < K; k++) {
    const u = random();
    let next = Math.trunc(u * X.length);
    if (k > 0) {
      let total = 0;
      for (const value of d) total += value;
      if (total > 0) {
        const sums = d.map((_, n) => d.slice(0, n + 1).reduce((sum, value) => sum + value, 0));
        next = sums.findIndex((sum) => sum > u * total);
      }
    }
    rows.push(next);
    for (let n = 0; n < X.length; n++) d[n] = Math.min(d[n]!, gap(X[n]!, X[next]!));
  }
  return rows;
}

export function assign(X: Matrix, centres: Matrix): number[] {
  const labels: number[] = [];
  for (const x of X) {
    let nearest = 0;
    for (let k = 1; k < centres.length; k++) if (gap(x, centres[k]!) < gap(x, centres[nearest]!)) nearest = k;
    labels.push(nearest);
  }
  return labels;
}

export function inertia(X: Matrix, labels: readonly number[], centres: Matrix): number {
  let total = 0;
  for (let n = 0; n < X.length; n++) total += gap(centres[labels[n]!]!, X[n]!);
  return total;
}

/** One pass over the rows collects sums and counts; the empty clusters come last. */
export function update(X: Matrix, labels: readonly number[], centres: Matrix): number[][] {
  const F = X[0]!.length;
  const sums = centres.map(() => new Array<number>(F).fill(0));
  const counts = centres.map(() => 0);
  X.forEach((x, n) => {
    counts[labels[n]!]! += 1;
    x.forEach((value, j) => {
      sums[labels[n]!]![j]! += value;
    });
  });
  const taken = new Set<number>();
  for (const [k, count] of counts.entries()) {
    if (count > 0) {
      sums[k] = sums[k]!.map((sum) => sum / count);
      continue;
    }
    let furthest = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let n = 0; n < X.length; n++) {
      const distance = gap(X[n]!, centres[labels[n]!]!);
      if (!taken.has(n) && distance > most) [furthest, most] = [n, distance];
    }
    taken.add(furthest);
    sums[k] = X[furthest]!.slice();
  }
  return sums;
}

export function kMeans(X: Matrix, centres: Matrix, maxRounds: number): Clusters {
  const state: Clusters = { centres: centres.map((c) => c.slice()), labels: assign(X, centres), history: [] };
  let changed = true;
  for (let round = 0; ; round++) {
    state.history.push(inertia(X, state.labels, state.centres));
    if (!changed || round >= maxRounds) return state;
    const before = state.labels.join();
    state.centres = update(X, state.labels, state.centres);
    state.labels = assign(X, state.centres);
    changed = state.labels.join() !== before;
  }
}

function gap(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) {
    const difference = a[j]! - b[j]!;
    sum += difference * difference;
  }
  return sum;
}
