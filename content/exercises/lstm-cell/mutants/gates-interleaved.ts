// The four numbers of each unit lie together, not in blocks.
export type Matrix = number[][];

export interface Parameters {
  /** D × 4H, blocks i, f, g, o. */
  W: Matrix;
  /** H × 4H. */
  U: Matrix;
  /** 4H. */
  b: number[];
}

export interface Gradients extends Parameters {
  /** D. */
  x: number[];
  /** H. */
  h: number[];
  /** H. */
  c: number[];
}

interface Gates {
  i: number[];
  f: number[];
  g: number[];
  o: number[];
}

/** c' = f ⊙ c + i ⊙ g, h' = o ⊙ tanh c' */
export function step(
  x: number[],
  h: number[],
  c: number[],
  parameters: Parameters,
): { h: number[]; c: number[] } {
  const { i, f, g, o } = gates(x, h, parameters);
  const cell = c.map((old, j) => f[j]! * old + i[j]! * g[j]!);
  return { h: cell.map((value, j) => o[j]! * Math.tanh(value)), c: cell };
}

/** Back through h', then c', then the gates, then the affine part. */
export function stepBackward(
  x: number[],
  h: number[],
  c: number[],
  parameters: Parameters,
  dh: number[],
  dc: number[],
): Gradients {
  const { i, f, g, o } = gates(x, h, parameters);
  const tanhCell = c.map((old, j) => Math.tanh(f[j]! * old + i[j]! * g[j]!));
  const dCell = dc.map((slope, j) => slope + dh[j]! * o[j]! * (1 - tanhCell[j]! ** 2));
  const dz = [
    ...i.map((s, j) => dCell[j]! * g[j]! * s * (1 - s)),
    ...f.map((s, j) => dCell[j]! * c[j]! * s * (1 - s)),
    ...g.map((s, j) => dCell[j]! * i[j]! * (1 - s * s)),
    ...o.map((s, j) => dh[j]! * tanhCell[j]! * s * (1 - s)),
  ];
  return {
    x: parameters.W.map((row) => dot(row, dz)),
    h: parameters.U.map((row) => dot(row, dz)),
    c: dCell.map((slope, j) => slope * f[j]!),
    W: x.map((value) => dz.map((slope) => value * slope)),
    U: h.map((value) => dz.map((slope) => value * slope)),
    b: dz,
  };
}

function gates(x: number[], h: number[], { W, U, b }: Parameters): Gates {
  const z = b.map((bias, k) => {
    const fromInput = x.reduce((sum, value, d) => sum + value * W[d]![k]!, 0);
    return h.reduce((sum, value, j) => sum + value * U[j]![k]!, bias + fromInput);
  });
  const H = h.length;
  return {
    i: h.map((_, j) => sigmoid(z[4 * j]!)),
    f: h.map((_, j) => sigmoid(z[4 * j + 1]!)),
    g: h.map((_, j) => Math.tanh(z[4 * j + 2]!)),
    o: h.map((_, j) => sigmoid(z[4 * j + 3]!)),
  };
}

function sigmoid(u: number): number {
  return 1 / (1 + Math.exp(-u));
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k]!, 0);
}
