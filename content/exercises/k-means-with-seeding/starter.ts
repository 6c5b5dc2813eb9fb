export type Matrix = readonly (readonly number[])[];

export interface Clusters {
  /** K × F. */
  centres: number[][];
  /** N numbers from 0 to K − 1. */
  labels: number[];
  /** The inertia after each assignment. */
  history: number[];
}

/** The row numbers of K starting centres, by k-means++. */
export function seed(X: Matrix, K: number, random: () => number): number[] {
  throw new Error("seed is not written yet");
}

/** The number of the nearest centre, for each row. */
export function assign(X: Matrix, centres: Matrix): number[] {
  throw new Error("assign is not written yet");
}

/** The sum of the squared distances of the rows from their centres. */
export function inertia(X: Matrix, labels: readonly number[], centres: Matrix): number {
  throw new Error("inertia is not written yet");
}

/** The mean of each cluster; an empty one gets the row that is furthest from its own centre. */
export function update(X: Matrix, labels: readonly number[], centres: Matrix): number[][] {
  throw new Error("update is not written yet");
}

/** Rounds of update and assign until no label changes. */
export function kMeans(X: Matrix, centres: Matrix, maxRounds: number): Clusters {
  throw new Error("kMeans is not written yet");
}
