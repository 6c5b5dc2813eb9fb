/** A function that knows its own derivative. */
export interface Stage {
  /** f(x) */
  value(x: number): number;
  /** f′(x) */
  slope(x: number): number;
}

/** The chain's value at x and its derivative there; stages[0] acts first. */
export function valueAndSlope(stages: readonly Stage[], x: number): { value: number; slope: number } {
  throw new Error("valueAndSlope is not written yet");
}

/** The chain as one stage. */
export function compose(stages: readonly Stage[]): Stage {
  throw new Error("compose is not written yet");
}

/** The slopes of L = (tanh(w·x + b) − y)² in w and in b. */
export function lossGradient(w: number, b: number, x: number, y: number): { dw: number; db: number } {
  throw new Error("lossGradient is not written yet");
}
