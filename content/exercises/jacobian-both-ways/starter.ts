/** The dual number a + bε with ε² = 0: a value a and its tangent b. */
export interface Dual {
  value: number;
  tangent: number;
}

export type Operation = "add" | "subtract" | "multiply" | "divide" | "exp" | "log" | "sin";

export interface Step {
  operation: Operation;
  /** The values that it takes, by their numbers: two of them, one for exp, log and sin. */
  from: number[];
}

export interface Program {
  /** n; the inputs are the values 0 … n − 1. */
  inputs: number;
  /** Step j computes value n + j, from values before it. */
  steps: Step[];
  /** The numbers of the m values that are outputs. */
  outputs: number[];
}

/** The operation's value, and its tangent from the tangents of the arguments. */
export function apply(operation: Operation, args: readonly Dual[]): Dual {
  throw new Error("apply is not written yet");
}

/** The m outputs, and J · direction. */
export function forward(
  program: Program,
  x: readonly number[],
  direction: readonly number[],
): { y: number[]; tangent: number[] } {
  throw new Error("forward is not written yet");
}

/** The m outputs, and Jᵀ · weights. */
export function reverse(
  program: Program,
  x: readonly number[],
  weights: readonly number[],
): { y: number[]; gradient: number[] } {
  throw new Error("reverse is not written yet");
}

/** The m × n Jacobian, by the mode that needs fewer sweeps. */
export function jacobian(
  program: Program,
  x: readonly number[],
): { matrix: number[][]; mode: "forward" | "reverse" } {
  throw new Error("jacobian is not written yet");
}
