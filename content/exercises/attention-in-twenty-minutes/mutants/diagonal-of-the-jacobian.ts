// Through the softmax only A (1 − A) is sent: a weight hears of itself alone.
export type Matrix = number[][];

export interface Inputs {
  /** T × D. */
  Q: Matrix;
  /** S × D. */
  K: Matrix;
  /** S × D_v. */
  V: Matrix;
  /** T × S, true where query t sees key j; without it all is seen. */
  mask?: boolean[][];
}
/** A = softmax(Q Kᵀ / √D) over the keys that are seen, O = A V. */
export function attention({ Q, K, V, mask }: Inputs): { weights: Matrix; output: Matrix } {
  const root = Math.sqrt(Q[0]!.length);
  const weights = Q.map((q, t) =>
    softmax(K.map((k, j) => (seen(mask, t, j) ? dot(q, k) / root : Number.NEGATIVE_INFINITY))),
  );
  return { weights, output: matmul(weights, V) };
}

/** ∂L/∂V = Aᵀ G; with a = G Vᵀ, ∂L/∂s = A ⊙ (a − Σ_j A a); then ∂L/∂Q = S K / √D and ∂L/∂K = Sᵀ Q / √D. */
export function attentionGradients(inputs: Inputs, G: Matrix): { Q: Matrix; K: Matrix; V: Matrix } {
  const { Q, K, V } = inputs;
  const { weights } = attention(inputs);
  const reached = matmul(G, transpose(V)); // T × S
  const root = Math.sqrt(Q[0]!.length);
  const scores = weights.map((row, t) => {
    return row.map((a, j) => (a * (1 - a) * reached[t]![j]!) / root);
  });
  return { Q: matmul(scores, K), K: matmul(transpose(scores), Q), V: matmul(transpose(weights), G) };
}

function seen(mask: boolean[][] | undefined, t: number, j: number): boolean {
  return mask === undefined || mask[t]![j]!;
}

/** All 0 where every score is −∞. */
function softmax(scores: readonly number[]): number[] {
  const largest = Math.max(...scores);
  if (largest === Number.NEGATIVE_INFINITY) return scores.map(() => 0);
  const weights = scores.map((s) => Math.exp(s - largest));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}

function matmul(A: Matrix, B: Matrix): Matrix {
  return A.map((row) => B[0]!.map((_, j) => row.reduce((sum, a, i) => sum + a * B[i]![j]!, 0)));
}

function transpose(A: Matrix): Matrix {
  return A[0]!.map((_, j) => A.map((row) => row[j]!));
}
