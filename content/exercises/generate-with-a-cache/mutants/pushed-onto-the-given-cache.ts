// The new rows are pushed onto the lists that the caller holds.
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
export function emptyCache({ layers }: Model): Cache {
  return { keys: layers.map(() => []), values: layers.map(() => []) };
}

/** New token i stands at place t + i and sees the t cached tokens, the new ones before it and itself. */
export function extend(
  { embeddings, positions, layers }: Model,
  cache: Cache,
  tokens: readonly number[],
): { logits: Matrix; cache: Cache } {
  const t = cache.keys[0]?.length ?? 0;
  if (tokens.length === 0) throw new RangeError("extend: no tokens, at least one is needed");
  if (t + tokens.length > positions.length)
    throw new RangeError(`extend: ${t + tokens.length} tokens, up to ${positions.length} can be read`);
  for (const id of tokens)
    if (embeddings[id] === undefined)
      throw new RangeError(`extend: token ${id}, one of 0 to ${embeddings.length - 1} is needed`);

  const longer: Cache = { keys: [], values: [] };
  let X = tokens.map((id, i) => {
    const place = positions[t + i]!;
    return embeddings[id]!.map((e, c) => e + place[c]!);
  });
  for (const [l, { query, key, value, output }] of layers.entries()) {
    const K = cache.keys[l]!;
    const V = cache.values[l]!;
    K.push(...X.map((x) => times(x, key)));
    V.push(...X.map((x) => times(x, value)));
    X = X.map((x, i) => {
      const seen = mixed(times(x, query), K.slice(0, t + i + 1), V.slice(0, t + i + 1));
      return times(seen, output).map((y, c) => x[c]! + y);
    });
    longer.keys.push(K);
    longer.values.push(V);
  }
  return { logits: X.map((x) => embeddings.map((e) => dot(x, e))), cache: longer };
}

/** The prompt is read at once, then each new token by itself. */
export function greedy(model: Model, prompt: readonly number[], count: number): number[] {
  const text = [...prompt];
  let { cache, logits } = extend(model, emptyCache(model), prompt);
  for (let i = 0; i < count; i++) {
    const last = logits.at(-1)!;
    const next = last.indexOf(Math.max(...last));
    text.push(next);
    if (i < count - 1) ({ cache, logits } = extend(model, cache, [next]));
  }
  return text;
}
