export type Matrix = number[][];

export interface Norm {
  /** C numbers. */
  gamma: number[];
  /** C numbers. */
  beta: number[];
  epsilon: number;
}

export interface Attention {
  /** Each C × C. */
  query: Matrix;
  key: Matrix;
  value: Matrix;
  output: Matrix;
  /** Divides C. */
  heads: number;
}

export interface Mlp {
  /** C × F. */
  W1: Matrix;
  /** F numbers. */
  b1: number[];
  /** F × C. */
  W2: Matrix;
  /** C numbers. */
  b2: number[];
}

export interface Block {
  norm1: Norm;
  attention: Attention;
  norm2: Norm;
  mlp: Mlp;
}

export function matmul(A: Matrix, B: Matrix): Matrix {
  return A.map((row) => B[0]!.map((_, j) => row.reduce((sum, a, i) => sum + a * B[i]![j]!, 0)));
}

/** Causal multi-head attention, T × C to T × C. */
export function causalAttention(X: Matrix, { query, key, value, output, heads }: Attention): Matrix {
  const [Q, K, V] = [matmul(X, query), matmul(X, key), matmul(X, value)];
  const D = X[0]!.length / heads;
  const mixed = X.map((_, t) =>
    Array.from({ length: heads }, (__, h) => {
      const own = (row: number[]): number[] => row.slice(h * D, (h + 1) * D);
      const seen = K.slice(0, t + 1).map(own);
      const [scores] = matmul(
        [own(Q[t]!)],
        seen[0]!.map((___, d) => seen.map((k) => k[d]! / Math.sqrt(D))),
      );
      const largest = Math.max(...scores!);
      const weights = scores!.map((s) => Math.exp(s - largest));
      const total = weights.reduce((sum, w) => sum + w, 0);
      return matmul([weights.map((w) => w / total)], V.slice(0, t + 1).map(own))[0]!;
    }).flat(),
  );
  return matmul(mixed, output);
}

/** σ² as the mean square less the squared mean, both of the row less its first number. */
export function layerNorm(X: Matrix, norm: Norm): Matrix {
  const Y: Matrix = [];
  for (const row of X) {
    const C = row.length;
    const shifted = row.map((value) => value - row[0]!);
    let [first, second] = [0, 0];
    for (const value of shifted) {
      first += value / C;
      second += value ** 2 / C;
    }
    const scale = 1 / Math.sqrt(second - first ** 2 + norm.epsilon);
    Y.push(shifted.map((value, j) => norm.beta[j]! + norm.gamma[j]! * scale * (value - first)));
  }
  return Y;
}

/** z σ(2 u), since ½ (1 + tanh u) is the sigmoid of 2 u. */
export function gelu(z: number): number {
  const u = Math.sqrt(2 / Math.PI) * z * (1 + 0.044715 * z * z);
  return z / (1 + Math.exp(-2 * u));
}

export function mlp(X: Matrix, weights: Mlp): Matrix {
  return X.map((x) => {
    const y = weights.b2.slice();
    for (const [f, bias] of weights.b1.entries()) {
      let z = bias;
      for (const [i, value] of x.entries()) z += value * weights.W1[i]![f]!;
      const unit = gelu(z);
      for (const [j, w] of weights.W2[f]!.entries()) y[j]! += unit * w;
    }
    return y;
  });
}

/** One stream, written to twice. */
export function block(X: Matrix, parameters: Block): Matrix {
  const stream = X.map((row) => [...row]);
  const branches: ((read: Matrix) => Matrix)[] = [
    (read) => causalAttention(layerNorm(read, parameters.norm1), parameters.attention),
    (read) => mlp(layerNorm(read, parameters.norm2), parameters.mlp),
  ];
  for (const branch of branches)
    for (const [t, written] of branch(stream).entries())
      for (const [j, value] of written.entries()) stream[t]![j]! += value;
  return stream;
}
