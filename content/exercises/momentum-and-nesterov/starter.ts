export interface Settings {
  /** η. */
  rate: number;
  /** μ, the share of the velocity that is kept, from 0 to below 1. */
  momentum: number;
}

/** θ and v after one step, given the gradient at θ. */
export function sgdStep(
  theta: number[],
  gradient: number[],
  velocity: number[],
  settings: Settings & { nesterov: boolean },
): { theta: number[]; velocity: number[] } {
  throw new Error("sgdStep is not written yet");
}

/** φ and v after one step of Nesterov's rule in its first form. */
export function lookAheadStep(
  phi: number[],
  gradientAt: (x: number[]) => number[],
  velocity: number[],
  settings: Settings,
): { phi: number[]; velocity: number[] } {
  throw new Error("lookAheadStep is not written yet");
}
