export interface Settings {
  /** The probability with which a number is dropped, from 0 to 1. */
  p: number;
  training: boolean;
}

/** y, and which numbers were kept. `random` gives uniform numbers in [0, 1). */
export function dropout(
  x: number[],
  settings: Settings,
  random: () => number,
): { y: number[]; kept: boolean[] } {
  throw new Error("dropout is not written yet");
}

/** ∂L/∂x, given g = ∂L/∂y. */
export function dropoutBackward(g: number[], kept: boolean[], settings: Settings): number[] {
  throw new Error("dropoutBackward is not written yet");
}
