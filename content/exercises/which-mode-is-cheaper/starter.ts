export type Mode = "forward" | "reverse";
export type Question = "loss" | "curve" | "direction" | "weighted" | "whole" | "entry";

/** [rows, columns] of the Jacobian. */
export function jacobianShape(inputs: number, outputs: number): [number, number] {
  throw new Error("jacobianShape is not written yet");
}

/** Multiplications for the product of the layers' Jacobians, beginning at the input's or at the output's side. */
export function multiplications(sizes: readonly number[], mode: Mode): number {
  throw new Error("multiplications is not written yet");
}

/** The mode with fewer multiplications. */
export function cheaper(sizes: readonly number[]): Mode | "either" {
  throw new Error("cheaper is not written yet");
}

/** Your answers: fill in mode and sweeps. */
export const answers: Record<Question, { mode: Mode; sweeps: number }> = {
  loss: { mode: "forward", sweeps: 0 },
  curve: { mode: "forward", sweeps: 0 },
  direction: { mode: "forward", sweeps: 0 },
  weighted: { mode: "forward", sweeps: 0 },
  whole: { mode: "forward", sweeps: 0 },
  entry: { mode: "forward", sweeps: 0 },
};
