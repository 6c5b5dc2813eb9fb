export type Matrix = number[][];

export interface Layer {
  /** Each C × C, applied from the right: x W. */
  query: Matrix;
  key: Matrix;
  value: Matrix;
  output: Matrix;
}

export interface Model {
  /** E, V × C: of the tokens, and of the logits. */
  embeddings: Matrix;
  /** P, a row for each place. */
  positions: Matrix;
  layers: Layer[];
}

export interface Cache {
  /** For each layer the keys of the tokens read so far, t × C. */
  keys: Matrix[];
  /** For each layer their values, t × C. */
  values: Matrix[];
}

/** The whole pass: T tokens to T × V logits. */
export function logitsOf({ embeddings, positions, layers }: Model, tokens: readonly number[]): Matrix {
  let X = tokens.map((id, t) => embeddings[id]!.map((e, c) => e + positions[t]![c]!));
  for (const { query, key, value, output } of layers) {
    const K = X.map((x) => times(x, key));
    const V = X.map((x) => times(x, value));
    X = X.map((x, t) => {
      const seen = mixed(times(x, query), K.slice(0, t + 1), V.slice(0, t + 1));
      return times(seen, output).map((y, c) => x[c]! + y);
    });
  }
  return X.map((x) => embeddings.map((e) => dot(x, e)));
}

/** softmax(q · k_j / √C) over all keys given, times their values. */
export function mixed(q: readonly number[], K: Matrix, V: Matrix): number[] {
  const scores = K.map((k) => dot(q, k) / Math.sqrt(q.length));
  const largest = Math.max(...scores);
  const weights = scores.map((s) => Math.exp(s - largest));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return times(
    weights.map((w) => w / total),
    V,
  );
}

/** Row vector times matrix. */
export function times(x: readonly number[], W: Matrix): number[] {
  return W[0]!.map((_, j) => x.reduce((sum, value, i) => sum + value * W[i]![j]!, 0));
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}

/** Before the first token: no rows in any layer. */
export function emptyCache(model: Model): Cache {
  throw new Error("emptyCache is not written yet");
}

/** Reads more tokens after the cached ones: their logits, n × V, and the longer cache. */
export function extend(
  model: Model,
  cache: Cache,
  tokens: readonly number[],
): { logits: Matrix; cache: Cache } {
  throw new Error("extend is not written yet");
}

/** The prompt and `count` more tokens, each the likeliest. */
export function greedy(model: Model, prompt: readonly number[], count: number): number[] {
  throw new Error("greedy is not written yet");
}
