export type Matrix = readonly (readonly number[])[];

export interface Clusters {
  /** K × F. */
  centres: number[][];
  /** The number of the nearest centre, for each row. */
  labels: number[];
  /** The sum of the squared distances of the rows from their centres after each assignment. */
  history: number[];
}

/** The number of the nearest centre for each row, of equally near ones the smallest. */
export function assign(X: Matrix, centres: Matrix): number[] {
  return X.map((x) => {
    let nearest = 0;
    for (let k = 1; k < centres.length; k++)
      if (squared(x, centres[k]!) < squared(x, centres[nearest]!)) nearest = k;
    return nearest;
  });
}

/** The mean of each centre's rows; a centre without rows stays where it is. */
export function update(X: Matrix, labels: readonly number[], centres: Matrix): number[][] {
  const sums = centres.map((centre) => centre.map(() => 0));
  const counts = centres.map(() => 0);
  for (const [n, x] of X.entries()) {
    const k = labels[n]!;
    counts[k]! += 1;
    for (const [j, value] of x.entries()) sums[k]![j]! += value;
  }
  return sums.map((sum, k) => (counts[k] === 0 ? [...centres[k]!] : sum.map((value) => value / counts[k]!)));
}

/** Rounds of update and assign until no label changes, at most maxRounds. */
export function kMeans(X: Matrix, centres: Matrix, maxRounds: number): Clusters {
  let present = centres.map((centre) => [...centre]);
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

function inertia(X: Matrix, labels: readonly number[], centres: Matrix): number {
  return X.reduce((sum, x, n) => sum + squared(x, centres[labels[n]!]!), 0);
}

function squared(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, j) => sum + (value - b[j]!) ** 2, 0);
}
