// The largest score is looked for among the hidden ones too: where it is far larger, the row is 0/0.
export type Matrix = number[][];

/** Each C × C, applied from the right: X W. */
export interface Projections {
  query: Matrix;
  key: Matrix;
  value: Matrix;
  output: Matrix;
}

export interface Options {
  /** Divides C. */
  heads: number;
  /** With it, token t sees tokens 0 to t. */
  causal: boolean;
}

/** T × C into H matrices T × C/H: head h has the columns h·C/H to (h + 1)·C/H − 1. */
export function splitHeads(M: Matrix, heads: number): Matrix[] {
  const C = M[0]!.length;
  if (!Number.isInteger(heads) || heads < 1 || C % heads !== 0)
    throw new RangeError(`splitHeads: ${heads} heads for ${C} columns, a divisor of these is needed`);
  const D = C / heads;
  return Array.from({ length: heads }, (_, h) => M.map((row) => row.slice(h * D, (h + 1) * D)));
}

/** H matrices T × D, side by side: T × H·D. */
export function mergeHeads(heads: Matrix[]): Matrix {
  return heads[0]!.map((_, t) => heads.flatMap((head) => head[t]!));
}

/** A = softmax(Q Kᵀ / √D) and O = A V in each head; Y = [O⁽⁰⁾ … O⁽ᴴ⁻¹⁾] W_O. */
export function multiHeadAttention(
  X: Matrix,
  { query, key, value, output }: Projections,
  { heads, causal }: Options,
): { weights: Matrix[]; output: Matrix } {
  const Q = splitHeads(matmul(X, query), heads);
  const K = splitHeads(matmul(X, key), heads);
  const V = splitHeads(matmul(X, value), heads);
  const weights = Q.map((own, h) => attentionWeights(own, K[h]!, causal));
  const mixed = weights.map((A, h) => matmul(A, V[h]!));
  return { weights, output: matmul(mergeHeads(mixed), output) };
}

/** softmax(Q Kᵀ / √D) row by row, T × T; what is hidden has the score −∞. */
function attentionWeights(Q: Matrix, K: Matrix, causal: boolean): Matrix {
  const root = Math.sqrt(K[0]!.length);
  return Q.map((q, t) =>
    softmax(
      K.map((k) => dot(q, k) / root),
      causal ? t : K.length - 1,
    ),
  );
}

function softmax(scores: readonly number[], last: number): number[] {
  const largest = Math.max(...scores);
  const weights = scores.map((s, j) => (j > last ? 0 : Math.exp(s - largest)));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}

function matmul(A: Matrix, B: Matrix): Matrix {
  return A.map((row) => B[0]!.map((_, j) => row.reduce((sum, a, i) => sum + a * B[i]![j]!, 0)));
}
