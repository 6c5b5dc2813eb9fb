/** How many numbers a weight's layer adds up in one output, and how many outputs one input reaches. */
export function fans(shape: number[]): { fanIn: number; fanOut: number } {
  throw new Error("fans is not written yet");
}

/** Weights of variance 2 / (fanIn + fanOut), as a flat list. */
export function xavierNormal(shape: number[], normal: () => number): number[] {
  throw new Error("xavierNormal is not written yet");
}

/** Weights of variance 2 / ((1 + slope²) fanIn), as a flat list. */
export function heNormal(shape: number[], slope: number, normal: () => number): number[] {
  throw new Error("heNormal is not written yet");
}

/** The a for which uniform numbers between −a and a have the variance 2 / (fanIn + fanOut). */
export function xavierBound(shape: number[]): number {
  throw new Error("xavierBound is not written yet");
}
