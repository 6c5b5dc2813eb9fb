export type Point = readonly number[];
export type F = (x: Point) => number;

export interface Box {
  low: Point;
  high: Point;
}

export interface Dent {
  x: Point;
  y: Point;
  t: number;
  /** How far the chord lies below the graph, above 0. */
  depth: number;
}

export interface Options {
  rate: number;
  tolerance: number;
  maxSteps: number;
}

export interface Certified {
  /** Where the lowest value was met. */
  x: number[];
  value: number;
  /** No value in the box is below this. */
  bound: number;
  steps: number;
}

/** Chord minus graph at x + t (y − x). */
export function chordGap(f: F, x: Point, y: Point, t: number): number {
  throw new Error("chordGap is not written yet");
}

/** The place where a chord between two of the points lies furthest below the graph; undefined where none does. */
export function deepestDent(f: F, points: readonly Point[], tolerance: number): Dent | undefined {
  throw new Error("deepestDent is not written yet");
}

/** Σ √(1 + r²) − 1 over the residuals r = wᵀx − y, with its derivatives. */
export function lineLoss(
  X: readonly Point[],
  targets: readonly number[],
  w: Point,
): { value: number; gradient: number[]; hessian: number[][] } {
  throw new Error("lineLoss is not written yet");
}

/** The least value of the tangent plane at x over the box. */
export function tangentBound(value: number, gradient: Point, x: Point, box: Box): number {
  throw new Error("tangentBound is not written yet");
}

/** Descent within the box, until a tangent shows that nothing much lower is left. */
export function minimise(
  f: F,
  gradient: (x: Point) => number[],
  start: Point,
  box: Box,
  options: Options,
): Certified {
  throw new Error("minimise is not written yet");
}
