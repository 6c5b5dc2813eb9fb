export type Matrix = number[][];

export interface Clustering {
  labels: number[];
  centres: Matrix;
  inertia: number;
  rounds: number;
}

export function nearest(x: number[], centres: Matrix): number {
  throw new Error("nearest is not written yet");
}

export function kMeans(X: Matrix, start: Matrix, maxRounds: number): Clustering {
  throw new Error("kMeans is not written yet");
}
