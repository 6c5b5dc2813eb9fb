export type Matrix = number[][];

export interface Inputs {
  /** T × D. */
  Q: Matrix;
  /** S × D. */
  K: Matrix;
  /** S × D_v. */
  V: Matrix;
  /** With it T = S, and query t sees keys 0 to t. */
  causal: boolean;
}

/** A = softmax(Q Kᵀ / D) row by row, T × S; O = A V, T × D_v. */
export function attention({ Q, K, V, causal }: Inputs): { weights: Matrix; output: Matrix } {
  const scale = 1 / K[0]!.length;
  const weights = Q.map((q, t) =>
    softmax(K.map((k, j) => (causal && j > t ? Number.NEGATIVE_INFINITY : scale * dot(q, k)))),
  );
  return { weights, output: matmul(weights, V) };
}

/** ∂L/∂Q, ∂L/∂K and ∂L/∂V for G = ∂L/∂O, T × D_v. */
export function attentionGradients(inputs: Inputs, G: Matrix): { Q: Matrix; K: Matrix; V: Matrix } {
  const { Q, K, V } = inputs;
  const scale = 1 / K[0]!.length;
  const { weights } = attention(inputs);
  const dWeights = matmul(G, transpose(V));
  const dScores = weights.map((row, t) => {
    const mean = dot(row, dWeights[t]!);
    return row.map((a, j) => a * (dWeights[t]![j]! - mean) * scale);
  });
  return {
    Q: matmul(dScores, K),
    K: matmul(transpose(dScores), Q),
    V: matmul(transpose(weights), G),
  };
}

function softmax(scores: number[]): number[] {
  const top = Math.max(...scores);
  const parts = scores.map((s) => Math.exp(s - top));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}

function matmul(A: Matrix, B: Matrix): Matrix {
  return A.map((row) => B[0]!.map((_, j) => row.reduce((sum, a, i) => sum + a * B[i]![j]!, 0)));
}

function transpose(A: Matrix): Matrix {
  return A[0]!.map((_, j) => A.map((row) => row[j]!));
}
