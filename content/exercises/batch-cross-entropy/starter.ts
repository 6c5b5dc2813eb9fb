export interface Answer {
  loss: number;
  /** ∂loss/∂scores, N × K. */
  gradient: number[][];
  /** How many rows count. */
  counted: number;
}

/** Scores N × K; targets 0 … K − 1, or −1 for a row to be ignored; smoothing ε from 0 to 1. */
export function crossEntropy(scores: number[][], targets: number[], smoothing: number): Answer {
  throw new Error("crossEntropy is not written yet");
}
