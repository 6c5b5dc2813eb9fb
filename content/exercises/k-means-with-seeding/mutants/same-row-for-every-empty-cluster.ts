// All empty clusters get the same row.
export type Matrix = readonly (readonly number[])[];

export interface Clusters {
  /** K × F. */
  centres: number[][];
  /** N numbers from 0 to K − 1. */
  labels: number[];
  /** The inertia after each assignment. */
  history: number[];
}

/** Each row is chosen with a probability in proportion to d_n. Arthur and Vassilvitskii 2007, section 2.2. */
export function seed(X: Matrix, K: number, random: () => number): number[] {
  if (!(Number.isInteger(K) && K >= 1 && K <= X.length))
    throw new RangeError(
      `seed: K is ${K}, a whole number from 1 to the number of rows, ${X.length}, is needed`,
    );
  const chosen = [Math.floor(X.length * random())];
  while (chosen.length < K) {
    const u = random();
    const d = X.map((x) => Math.min(...chosen.map((n) => squared(x, X[n]!))));
    const total = d.reduce((sum, value) => sum + value, 0);
    chosen.push(total === 0 ? Math.floor(X.length * u) : firstBeyond(d, u * total));
  }
  return chosen;
}

/** argmin_k ‖x_n − c_k‖² */
export function assign(X: Matrix, centres: Matrix): number[] {
  return X.map((x) => {
    const distances = centres.map((c) => squared(x, c));
    return distances.indexOf(Math.min(...distances));
  });
}

/** Σ_n ‖x_n − c_label(n)‖² */
export function inertia(X: Matrix, labels: readonly number[], centres: Matrix): number {
  return X.reduce((sum, x, n) => sum + squared(x, centres[labels[n]!]!), 0);
}

/** c_k = mean of the rows with label k; where there are none, a row that no centre serves well. */
export function update(X: Matrix, labels: readonly number[], centres: Matrix): number[][] {
  const far = X.map((x, n) => ({ n, distance: squared(x, centres[labels[n]!]!) })).sort(
    (a, b) => b.distance - a.distance || a.n - b.n,
  );
  return centres.map((_, k) => {
    const rows = X.filter((_, n) => labels[n] === k);
    if (rows.length === 0) return [...X[far[0]!.n]!];
    return rows[0]!.map((_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length);
  });
}

/** Lloyd's algorithm: neither step of a round raises the inertia. */
export function kMeans(X: Matrix, centres: Matrix, maxRounds: number): Clusters {
  let present = centres.map((c) => [...c]);
  let labels = assign(X, present);
  const history = [inertia(X, labels, present)];
  for (let round = 0; round < maxRounds; round++) {
    present = update(X, labels, present);
    const next = assign(X, present);
    history.push(inertia(X, next, present));
    const settled = next.every((label, n) => label === labels[n]);
    labels = next;
    if (settled) break;
  }
  return { centres: present, labels, history };
}

/** The first place at which the running sum is above the mark; the last with a length of its own if rounding leaves none. */
function firstBeyond(d: readonly number[], mark: number): number {
  let sum = 0;
  let last = 0;
  for (const [n, value] of d.entries()) {
    sum += value;
    if (value > 0) last = n;
    if (sum > mark) return n;
  }
  return last;
}

function squared(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, j) => sum + (value - b[j]!) ** 2, 0);
}
