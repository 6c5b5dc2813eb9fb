export interface Summary {
  count: number;
  mean: number;
  /** Σ (x_i − mean)² */
  squares: number;
}

/** The summary of no numbers. */
export function empty(): Summary {
  throw new Error("empty is not written yet");
}

/** The summary with one more number. */
export function add(summary: Summary, x: number): Summary {
  throw new Error("add is not written yet");
}

/** The summary of the numbers of both. */
export function merge(a: Summary, b: Summary): Summary {
  throw new Error("merge is not written yet");
}

/** squares / n */
export function variance(summary: Summary): number {
  throw new Error("variance is not written yet");
}

/** squares / (n − 1) */
export function sampleVariance(summary: Summary): number {
  throw new Error("sampleVariance is not written yet");
}
