export type Mode = "forward" | "reverse";
export type Question = "loss" | "curve" | "direction" | "weighted" | "whole" | "entry";

type Shape = [number, number];

export const jacobianShape = (inputs: number, outputs: number): Shape => [outputs, inputs];

/** The products are carried out on shapes alone; the reverse order is the forward order of the transposed chain. */
export function multiplications(sizes: readonly number[], mode: Mode): number {
  const along = mode === "forward" ? [...sizes] : [...sizes].reverse();
  const shapes = along.slice(1).map((size, l): Shape => [size, along[l]!]);
  let count = 0;
  shapes.reduce(([rows, columns], [next, inner]) => {
    if (inner !== rows) throw new Error("shapes do not fit");
    count += next * inner * columns;
    return [next, columns];
  });
  return count;
}

export function cheaper(sizes: readonly number[]): Mode | "either" {
  const saved = multiplications(sizes, "reverse") - multiplications(sizes, "forward");
  return (["reverse", "either", "forward"] as const)[Math.sign(saved) + 1]!;
}

/** Sweeps that a whole Jacobian takes, one for each input or one for each output. */
function whole(inputs: number, outputs: number): { mode: Mode; sweeps: number } {
  return inputs < outputs ? { mode: "forward", sweeps: inputs } : { mode: "reverse", sweeps: outputs };
}

export const answers: Record<Question, { mode: Mode; sweeps: number }> = {
  loss: whole(1_000_000, 1),
  curve: whole(3, 10_000),
  direction: whole(1, 1000), // a function of the one number that says how far
  weighted: whole(1000, 1), // the weighted sum is one output
  whole: whole(100, 40),
  entry: whole(10, 1),
};
