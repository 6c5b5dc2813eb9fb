// A k above the number of rows is taken to mean all of them.
export type Matrix = readonly (readonly number[])[];

/** Row numbers in the order of distance, equal ones in the order of their numbers: the sort is stable. */
export function nearest(X: Matrix, x: readonly number[], k: number): number[] {
  if (!(Number.isInteger(k) && k >= 1))
    throw new RangeError(
      `nearest: k is ${k}, a whole number from 1 to the number of rows, ${X.length}, is needed`,
    );
  const distances = X.map((row) => distance(row, x));
  return [...X.keys()].sort((a, b) => distances[a]! - distances[b]!).slice(0, k);
}

/** The first label, in the order of the neighbours, with the largest number of votes. */
export function classify(X: Matrix, labels: readonly string[], x: readonly number[], k: number): string {
  const votes = new Map<string, number>();
  for (const n of nearest(X, x, k)) votes.set(labels[n]!, (votes.get(labels[n]!) ?? 0) + 1);
  const most = Math.max(...votes.values());
  return [...votes.keys()].find((label) => votes.get(label) === most)!;
}

/** Σ w_n y_n / Σ w_n over the neighbours, w_n = 1 or 1/d_n. */
export function regress(
  X: Matrix,
  y: readonly number[],
  x: readonly number[],
  k: number,
  weighting: "uniform" | "distance",
): number {
  const neighbours = nearest(X, x, k);
  const here = neighbours.filter((n) => distance(X[n]!, x) === 0);
  if (weighting === "uniform" || here.length > 0) {
    const asked = weighting === "uniform" ? neighbours : here;
    return asked.reduce((sum, n) => sum + y[n]!, 0) / asked.length;
  }
  const weights = neighbours.map((n) => 1 / distance(X[n]!, x));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return neighbours.reduce((sum, n, i) => sum + weights[i]! * y[n]!, 0) / total;
}

/** Each row is asked of all the others. */
export function leaveOneOut(X: Matrix, labels: readonly string[], k: number): number {
  const wrong = X.filter((row, n) => {
    const others = X.filter((_, m) => m !== n);
    const theirs = labels.filter((_, m) => m !== n);
    return classify(others, theirs, row, k) !== labels[n];
  });
  return wrong.length / X.length;
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.sqrt(a.reduce((sum, value, j) => sum + (value - b[j]!) ** 2, 0));
}
