export type Matrix = readonly (readonly number[])[];

export interface Bounds {
  /** The bias is at least this, says sample i. */
  lower: number;
  i: number;
  /** The bias is at most this, says sample j. */
  upper: number;
  j: number;
}

export interface Solution {
  alpha: number[];
  bias: number;
  /** Pairs that were changed. */
  steps: number;
}

export function objective(K: Matrix, y: readonly number[], alpha: readonly number[]): number {
  let value = 0;
  for (let n = 0; n < y.length; n++) {
    value += alpha[n]!;
    for (let m = 0; m < y.length; m++) value -= 0.5 * alpha[n]! * alpha[m]! * y[n]! * y[m]! * K[n]![m]!;
  }
  return value;
}

export function biasBounds(K: Matrix, y: readonly number[], C: number, alpha: readonly number[]): Bounds {
  return boundsOf(gaps(K, y, alpha), y, C, alpha);
}

/** Platt's form: where α_j may go along the line on which α_i + s α_j stays what it is, s = y_i y_j. */
export function pairStep(
  K: Matrix,
  y: readonly number[],
  C: number,
  alpha: readonly number[],
  i: number,
  j: number,
): number[] {
  const [a, b] = stepOf(K, gaps(K, y, alpha), { y, C, alpha }, [i, j]);
  return alpha.map((value, n) => (n === i ? a : n === j ? b : value));
}

/** The gaps y_n − f_n are kept and mended after each step, not computed anew. */
export function smo(K: Matrix, y: readonly number[], C: number, tolerance: number): Solution {
  if (Number.isNaN(C) || C <= 0) throw new Error(`C: ${C}`);
  if (!y.includes(1) || !y.includes(-1) || y.some((label) => Math.abs(label) !== 1))
    throw new Error(`labels: ${y}`);
  const alpha = new Array<number>(y.length).fill(0);
  const g = [...y];
  let steps = 0;
  let bounds = boundsOf(g, y, C, alpha);
  while (bounds.lower > bounds.upper + tolerance) {
    const { i, j } = bounds;
    const [a, b] = stepOf(K, g, { y, C, alpha }, [i, j]);
    const [moveI, moveJ] = [(a - alpha[i]!) * y[i]!, (b - alpha[j]!) * y[j]!];
    for (let n = 0; n < g.length; n++) g[n]! -= moveI * K[n]![i]! + moveJ * K[n]![j]!;
    alpha[i] = a;
    alpha[j] = b;
    bounds = boundsOf(g, y, C, alpha);
    if (++steps > 200_000) throw new Error("smo does not end");
  }
  return { alpha, steps, bias: bounds.lower / 2 + bounds.upper / 2 };
}

function gaps(K: Matrix, y: readonly number[], alpha: readonly number[]): number[] {
  return y.map((label, n) => alpha.reduce((gap, a, m) => gap - a * y[m]! * K[m]![n]!, label));
}

function boundsOf(g: readonly number[], y: readonly number[], C: number, alpha: readonly number[]): Bounds {
  const all = [...y.keys()];
  const below = all.filter((n) => (y[n] === 1 ? alpha[n] !== C : alpha[n] !== 0));
  const above = all.filter((n) => (y[n] === 1 ? alpha[n] !== 0 : alpha[n] !== C));
  const i = below.reduce((best, n) => (g[n]! > g[best]! ? n : best), below[0]!);
  const j = above.reduce((best, n) => (g[n]! < g[best]! ? n : best), above[0]!);
  return { lower: g[i]!, i, upper: g[j]!, j };
}

function stepOf(
  K: Matrix,
  g: readonly number[],
  { y, C, alpha }: { y: readonly number[]; C: number; alpha: readonly number[] },
  [i, j]: [number, number],
): [number, number] {
  const [a, b] = [alpha[i]!, alpha[j]!];
  const alike = y[i] === y[j];
  const low = alike ? Math.max(0, a + b - C) : Math.max(0, b - a);
  const high = alike ? Math.min(C, a + b) : Math.min(C, C + b - a);
  let eta = K[i]![i]! - 2 * K[i]![j]! + K[j]![j]!;
  if (eta < 1e-12) eta = 1e-12;
  const wanted = b + (y[j]! * (g[j]! - g[i]!)) / eta;
  const next = snap(Math.min(high, Math.max(low, wanted)), C);
  return [snap(alike ? a + b - next : a + next - b, C), next];
}

function snap(value: number, C: number): number {
  const share = value / C;
  return share < 1e-12 ? 0 : 1 - share < 1e-12 ? C : value;
}
