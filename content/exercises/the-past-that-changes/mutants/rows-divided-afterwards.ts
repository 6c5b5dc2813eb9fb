// The weights are hidden after the softmax and the rows divided by their sums: 0/0 where a hidden score is large.
export type Matrix = number[][];

export interface Model {
  /** V × C: of the tokens, and of the logits. */
  embeddings: Matrix;
  /** A row of C numbers for each place. */
  positions: Matrix;
  /** Each C × C, applied from the right: x W. */
  query: Matrix;
  key: Matrix;
  value: Matrix;
}

/** For each token but the first: the log-probability that it was given after those before it. */
export function logProbs(model: Model, tokens: readonly number[]): number[] {
  const read = tokens.slice(0, -1);
  const X = read.map((id, t) => model.embeddings[id]!.map((e, c) => e + model.positions[t]![c]!));
  const Y = attend(X, model);
  return tokens.slice(1).map((next, t) => {
    const logits = model.embeddings.map((e) => dot(e, Y[t]!));
    return Math.log(softmax(logits)[next]!);
  });
}

/** X + softmax(Q Kᵀ / √C) V, T × C; no token sees a later one. */
export function attend(X: Matrix, { query, key, value }: Model): Matrix {
  const weights = attentionWeights(matmul(X, query), matmul(X, key));
  const seen = matmul(weights, matmul(X, value));
  return X.map((x, t) => x.map((number, c) => number + seen[t]![c]!));
}

/** T × T: row t holds the weights with which token t looks at each token. */
export function attentionWeights(Q: Matrix, K: Matrix): Matrix {
  const root = Math.sqrt(Q[0]!.length);
  const scores = Q.map((q) => K.map((k) => dot(q, k) / root));
  return hideFuture(scores.map(softmax)).map((row) => {
    const total = row.reduce((sum, w) => sum + w, 0);
    return row.map((w) => w / total);
  });
}

/** Row t keeps its scores 0 to t; e to the −∞ is 0, so the others have no part in the softmax. */
function hideFuture(rows: Matrix): Matrix {
  return rows.map((row, t) => row.map((entry, j) => (j > t ? 0 : entry)));
}

function softmax(scores: readonly number[]): number[] {
  const largest = Math.max(...scores);
  const weights = scores.map((s) => Math.exp(s - largest));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
}

function matmul(A: Matrix, B: Matrix): Matrix {
  return A.map((row) => B[0]!.map((_, j) => row.reduce((sum, a, i) => sum + a * B[i]![j]!, 0)));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}
