// The product begins with an identity, so that a single layer already costs one.
export type Mode = "forward" | "reverse";
export type Question = "loss" | "curve" | "direction" | "weighted" | "whole" | "entry";

/** M × N: a row for each output, a column for each input. */
export function jacobianShape(inputs: number, outputs: number): [number, number] {
  return [outputs, inputs];
}

/** Forward Σ_{l ≥ 2} n_l n_{l−1} n_0, reverse Σ_{l ≤ L−1} n_L n_l n_{l−1}. */
export function multiplications(sizes: readonly number[], mode: Mode): number {
  const last = sizes.length - 1;
  let count = 0;
  if (mode === "forward") {
    for (let l = 1; l <= last; l++) count += sizes[l]! * sizes[l - 1]! * sizes[0]!;
  } else {
    for (let l = last; l >= 1; l--) count += sizes[last]! * sizes[l]! * sizes[l - 1]!;
  }
  return count;
}

/** The mode with fewer multiplications. */
export function cheaper(sizes: readonly number[]): Mode | "either" {
  const forward = multiplications(sizes, "forward");
  const reverse = multiplications(sizes, "reverse");
  if (forward === reverse) return "either";
  return forward < reverse ? "forward" : "reverse";
}

/** A forward sweep is a column of J, or Jv; a reverse sweep a row, or Jᵀw. */
export const answers: Record<Question, { mode: Mode; sweeps: number }> = {
  loss: { mode: "reverse", sweeps: 1 },
  curve: { mode: "forward", sweeps: 3 },
  direction: { mode: "forward", sweeps: 1 },
  weighted: { mode: "reverse", sweeps: 1 },
  whole: { mode: "reverse", sweeps: 40 },
  entry: { mode: "forward", sweeps: 1 },
};
