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

/** Each row to mean 0 and variance 1, then times γ plus β. */
export function layerNorm(X: Matrix, norm: Norm): Matrix {
  throw new Error("layerNorm is not written yet");
}

/** ½ z (1 + tanh(√(2/π) (z + 0.044715 z³))) */
export function gelu(z: number): number {
  throw new Error("gelu is not written yet");
}

/** gelu(X W₁ + b₁) W₂ + b₂ */
export function mlp(X: Matrix, weights: Mlp): Matrix {
  throw new Error("mlp is not written yet");
}

/** U = X + attention(norm₁(X)), Y = U + mlp(norm₂(U)) */
export function block(X: Matrix, parameters: Block): Matrix {
  throw new Error("block is not written yet");
}
