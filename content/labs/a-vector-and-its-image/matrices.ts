/**
 * 2 × 2 matrices and their eigenvalues, the roots of λ² − (a + d) λ + (ad − bc).
 */
export type Pair = [number, number];

export interface Matrix {
  a: number;
  b: number;
  c: number;
  d: number;
}

export interface Chosen extends Matrix {
  /** A key of `presets`, or "own". */
  matrix: string;
  /** Direction of the first vector, in degrees from the first axis. */
  angle: number;
}

export const presets: Record<string, { label: string; entries: Matrix }> = {
  moves: { label: "people who move: (0.8, 0.1), (0.2, 0.9)", entries: { a: 0.8, b: 0.1, c: 0.2, d: 0.9 } },
  symmetric: { label: "symmetric: (2, 1), (1, 2)", entries: { a: 2, b: 1, c: 1, d: 2 } },
  close: { label: "close eigenvalues: (1, 0.2), (0, 0.95)", entries: { a: 1, b: 0.2, c: 0, d: 0.95 } },
  shear: { label: "a shear: (1, 1), (0, 1)", entries: { a: 1, b: 1, c: 0, d: 1 } },
  turn: { label: "a turn and a stretch: (1, −0.5), (0.5, 1)", entries: { a: 1, b: -0.5, c: 0.5, d: 1 } },
  mirror: { label: "a mirror: (0, 1), (1, 0)", entries: { a: 0, b: 1, c: 1, d: 0 } },
  grows: { label: "shrinks in the end: (0.9, 2), (0, 0.5)", entries: { a: 0.9, b: 2, c: 0, d: 0.5 } },
};

export function matrixOf(chosen: Chosen): Matrix {
  const { a, b, c, d } = presets[chosen.matrix]?.entries ?? chosen;
  return { a, b, c, d };
}

export function times({ a, b, c, d }: Matrix, [x, y]: Pair): Pair {
  return [a * x + b * y, c * x + d * y];
}

/** Real eigenvalues, the one of larger size first, or a pair re ± i · im. */
export type Eigenvalues = { real: true; values: Pair } | { real: false; re: number; im: number };

export function eigenvalues({ a, b, c, d }: Matrix): Eigenvalues {
  const middle = (a + d) / 2;
  // Entries are tenths and hundredths: what is left of a double root is rounding.
  const raw = ((a - d) / 2) ** 2 + b * c;
  const square = Math.abs(raw) < 1e-12 ? 0 : raw;
  if (square < 0) return { real: false, re: middle, im: Math.sqrt(-square) };
  const root = Math.sqrt(square);
  const values: Pair = [middle + root, middle - root];
  return { real: true, values: Math.abs(values[0]) >= Math.abs(values[1]) ? values : [values[1], values[0]] };
}

/** A unit vector v with Av = λv, for a real eigenvalue λ; undefined where every vector is one. */
export function eigenvector({ a, b, c, d }: Matrix, value: number): Pair | undefined {
  const candidates: Pair[] = [
    [b, value - a],
    [value - d, c],
  ];
  const [best] = candidates.sort((v, w) => Math.hypot(...w) - Math.hypot(...v)) as [Pair];
  const size = Math.hypot(...best);
  return size < 1e-9 ? undefined : [best[0] / size, best[1] / size];
}

/** |λ₂ / λ₁|, and the direction that wins; undefined where the two are equally large in size, or not real. */
export function dominant(matrix: Matrix): { rate: number; vector: Pair; value: number } | undefined {
  const found = eigenvalues(matrix);
  if (!found.real) return undefined;
  const [first, second] = found.values;
  if (Math.abs(first) - Math.abs(second) < 1e-9) return undefined;
  const vector = eigenvector(matrix, first);
  return vector === undefined ? undefined : { rate: Math.abs(second / first), vector, value: first };
}

/** Sine of the angle from v to w, counted anticlockwise; 0 if either is 0. */
export function sine(v: Pair, w: Pair): number {
  const size = Math.hypot(...v) * Math.hypot(...w);
  return size === 0 ? 0 : (v[0] * w[1] - v[1] * w[0]) / size;
}
