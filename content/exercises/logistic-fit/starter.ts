export type Matrix = number[][];

/** 1 / (1 + e^−z) */
export function sigmoid(z: number): number {
  throw new Error("sigmoid is not written yet");
}

/** −log p for y = 1, −log(1 − p) for y = 0, with p = σ(z). */
export function logisticLoss(z: number, y: number): number {
  throw new Error("logisticLoss is not written yet");
}

/** L(w) and its F + 1 slopes. */
export function lossAndGradient(
  X: Matrix,
  y: number[],
  w: number[],
  lambda: number,
): { loss: number; gradient: number[] } {
  throw new Error("lossAndGradient is not written yet");
}

/** Weights at which every slope of L is at most 1e-6 in size; λ > 0. */
export function fit(X: Matrix, y: number[], lambda: number): number[] {
  throw new Error("fit is not written yet");
}
