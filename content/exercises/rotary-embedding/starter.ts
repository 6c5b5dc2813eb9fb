/** θ_i = base^(−2i/D), for i = 0 … D/2 − 1. */
export function frequencies(D: number, base: number): number[] {
  throw new Error("frequencies is not written yet");
}

/** Pair (x_2i, x_2i+1) turned by position · θ_i; D numbers. */
export function rotate(x: readonly number[], position: number, base: number): number[] {
  throw new Error("rotate is not written yet");
}

/** ∂L/∂x for g = ∂L/∂y, y = rotate(x, position, base). */
export function rotateGradient(g: readonly number[], position: number, base: number): number[] {
  throw new Error("rotateGradient is not written yet");
}

/** Turned queries times turned keys over √D, T × S; key j at position j, query t at start + t. */
export function scores(
  Q: readonly (readonly number[])[],
  K: readonly (readonly number[])[],
  start: number,
  base: number,
): number[][] {
  throw new Error("scores is not written yet");
}
