/** x_i where it is above 0, else 0. */
export function relu(x: number[]): number[] {
  throw new Error("relu is not written yet");
}

/** ∂L/∂x, given g = ∂L/∂relu(x). */
export function reluBackward(g: number[], x: number[]): number[] {
  throw new Error("reluBackward is not written yet");
}

/** x_i where it is above 0, else slope · x_i. */
export function leakyRelu(x: number[], slope: number): number[] {
  throw new Error("leakyRelu is not written yet");
}

/** ∂L/∂x and ∂L/∂slope, given g = ∂L/∂leakyRelu(x, slope). */
export function leakyReluBackward(g: number[], x: number[], slope: number): { x: number[]; slope: number } {
  throw new Error("leakyReluBackward is not written yet");
}

/** For each x_i, whether 0 lies strictly between x_i − h and x_i + h. */
export function straddles(x: number[], h: number): boolean[] {
  throw new Error("straddles is not written yet");
}
