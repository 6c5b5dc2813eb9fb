import { requirePositive, requireProbability, requireWhole, show } from "../samples/sample.ts";

/**
 * What the bounds share. A bound speaks of a deviation that reaches ε: above the mean alone, or on either side, which doubles its
 * probability (union bound).
 */
export interface Sides {
  /** 1, the default: P(X̄ − μ ≥ ε). 2: P(|X̄ − μ| ≥ ε). */
  sides?: 1 | 2;
}

/** log(sides/δ), the exponent that a deviation must reach to be as rare as δ. */
export function exponentOf(where: string, delta: number, sides: 1 | 2 = 1): number {
  requireProbability(where, "delta", delta);
  requireSides(where, sides);
  return Math.log(sides / delta);
}

/** sides · exp(−exponent), and never above 1: a bound above 1 says nothing. */
export function probabilityOf(where: string, exponent: number, sides: 1 | 2 = 1): number {
  requireSides(where, sides);
  return Math.min(1, sides * Math.exp(-exponent));
}

/** A count of variables. */
export function requireN(where: string, n: number): void {
  requireWhole(where, "n", n, 1);
}

export function requireEpsilon(where: string, epsilon: number): void {
  requirePositive(where, "epsilon", epsilon);
}

function requireSides(where: string, sides: number): void {
  if (sides !== 1 && sides !== 2) throw new RangeError(`${where}: sides ${show(sides)}, 1 or 2 are needed`);
}
