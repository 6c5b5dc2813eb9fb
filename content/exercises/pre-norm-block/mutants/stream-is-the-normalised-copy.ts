// The branch is added to the normalised copy, not to the stream.
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

/** γ ⊙ (x − μ) / √(σ² + ε) + β, row by row, with σ² divided by C. */
export function layerNorm(X: Matrix, { gamma, beta, epsilon }: Norm): Matrix {
  return X.map((x) => {
    const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
    const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
    const s = Math.sqrt(variance + epsilon);
    return x.map((value, j) => (gamma[j]! * (value - mean)) / s + beta[j]!);
  });
}

/** ½ z (1 + tanh(√(2/π) (z + 0.044715 z³))); Hendrycks, Gimpel 2016, https://arxiv.org/abs/1606.08415 */
export function gelu(z: number): number {
  return 0.5 * z * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z ** 3)));
}

/** gelu(X W₁ + b₁) W₂ + b₂ */
export function mlp(X: Matrix, { W1, b1, W2, b2 }: Mlp): Matrix {
  const hidden = matmul(X, W1).map((row) => row.map((z, j) => gelu(z + b1[j]!)));
  return matmul(hidden, W2).map((row) => row.map((y, j) => y + b2[j]!));
}

/** U = X + attention(norm₁(X)), Y = U + mlp(norm₂(U)) */
export function block(X: Matrix, parameters: Block): Matrix {
  const A = layerNorm(X, parameters.norm1);
  const U = add(A, causalAttention(A, parameters.attention));
  const B = layerNorm(U, parameters.norm2);
  return add(B, mlp(B, parameters.mlp));
}

function add(A: Matrix, B: Matrix): Matrix {
  return A.map((row, t) => row.map((a, j) => a + B[t]![j]!));
}
