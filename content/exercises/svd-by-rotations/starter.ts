export type Matrix = readonly (readonly number[])[];

export interface Parts {
  /** Shape M × r, perpendicular columns of length 1. */
  U: number[][];
  /** The r singular values, from the largest. */
  values: number[];
  /** Shape N × r, perpendicular columns of length 1. */
  V: number[][];
}

/** Turns a and b into c·a + s·b and −s·a + c·b, which are perpendicular, the first at least as long. */
export function rotation(a: readonly number[], b: readonly number[]): { c: number; s: number } {
  throw new Error("rotation is not written yet");
}

/** A = U Σ Vᵀ, without singular values of at most `tolerance` times the largest. */
export function svd(A: Matrix, tolerance: number): Parts {
  throw new Error("svd is not written yet");
}

/** Σ σ_i u_i v_iᵀ over the first k pieces, shape M × N. */
export function lowRank(parts: Parts, k: number): number[][] {
  throw new Error("lowRank is not written yet");
}

/** The least and the largest length of Ax among all x of length 1. */
export function stretches(A: Matrix): { least: number; most: number } {
  throw new Error("stretches is not written yet");
}
