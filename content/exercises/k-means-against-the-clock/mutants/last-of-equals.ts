// Of equally near centres the highest number.
export type Matrix = number[][];

export interface Clustering {
  labels: number[];
  centres: Matrix;
  inertia: number;
  rounds: number;
}

/** The number of the nearest centre; the lowest of several. */
export function nearest(x: number[], centres: Matrix): number {
  const distances = centres.map((centre) => squaredDistance(x, centre));
  return distances.lastIndexOf(Math.min(...distances));
}

/** Lloyd's rounds: label, then average. */
export function kMeans(X: Matrix, start: Matrix, maxRounds: number): Clustering {
  refuse(X, start, maxRounds);
  let centres = start.map((centre) => [...centre]);
  let labels: number[] = [];
  let rounds = 0;
  let changed = true;
  while (changed && rounds < maxRounds) {
    const next = X.map((x) => nearest(x, centres));
    changed = next.some((label, n) => label !== labels[n]);
    labels = next;
    centres = centres.map((centre, k) => {
      const members = X.filter((_, n) => labels[n] === k);
      return members.length === 0 ? centre : mean(members);
    });
    rounds++;
  }
  const inertia = X.reduce((sum, x, n) => sum + squaredDistance(x, centres[labels[n]!]!), 0);
  return { labels, centres, inertia, rounds };
}

function mean(rows: Matrix): number[] {
  return rows[0]!.map((_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length);
}

function squaredDistance(a: number[], b: number[]): number {
  return a.reduce((sum, x, j) => sum + (x - b[j]!) ** 2, 0);
}

function refuse(X: Matrix, start: Matrix, maxRounds: number): void {
  if (X.length === 0 || start.length === 0)
    throw new RangeError(
      `kMeans: ${X.length} rows and ${start.length} centres, at least one of both is needed`,
    );
  const F = X[0]!.length;
  const odd = [...X, ...start].find((row) => row.length !== F);
  if (odd !== undefined)
    throw new RangeError(`kMeans: a row or centre has ${odd.length} numbers, ${F} are needed`);
  if (!Number.isInteger(maxRounds) || maxRounds < 1)
    throw new RangeError(`kMeans: maxRounds is ${maxRounds}, a whole number of at least 1 is needed`);
}
