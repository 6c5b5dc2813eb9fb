/** f(x), and ∇f(x) written into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

/** Where a minimisation ended. */
export interface Minimum {
  x: Float64Array;
  value: number;
  /** ∇f(x). */
  gradient: Float64Array;
  /** Steps taken. */
  iterations: number;
  /** Whether the stopping rule was met, and not the limit of iterations. */
  converged: boolean;
}

/** Σ aᵢ bᵢ. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** max |aᵢ|. */
export function maxAbs(a: ArrayLike<number>): number {
  let max = 0;
  for (let i = 0; i < a.length; i++) max = Math.max(max, Math.abs(a[i]!));
  return max;
}

/** y ← y + factor · x. */
export function addScaled(y: Float64Array, factor: number, x: ArrayLike<number>): void {
  for (let i = 0; i < y.length; i++) y[i]! += factor * x[i]!;
}
