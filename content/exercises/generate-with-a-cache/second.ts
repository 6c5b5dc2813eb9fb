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

export function emptyCache(model: Model): Cache {
  const none = (): Matrix[] => Array.from(model.layers, () => []);
  return { keys: none(), values: none() };
}

/** Token after token; a list of keys is as long as its layer has got. */
export function extend(
  model: Model,
  cache: Cache,
  tokens: readonly number[],
): { logits: Matrix; cache: Cache } {
  const known = new Set(model.embeddings.keys());
  if (tokens.length < 1 || !tokens.every((id) => known.has(id)))
    throw new RangeError(`extend: tokens ${tokens}`);
  const grown: Cache = { keys: cache.keys.map((K) => K.slice()), values: cache.values.map((V) => V.slice()) };
  const room = model.positions.length - grown.keys[0]!.length;
  if (room < tokens.length) throw new RangeError(`extend: room for ${room} more`);
  const logits: Matrix = [];
  for (const id of tokens) {
    const place = model.positions[grown.keys[0]!.length]!;
    const x = model.embeddings[id]!.slice();
    for (const [c, p] of place.entries()) x[c]! += p;
    model.layers.forEach((layer, l) => {
      grown.keys[l]!.push(times(x, layer.key));
      grown.values[l]!.push(times(x, layer.value));
      const written = times(mixed(times(x, layer.query), grown.keys[l]!, grown.values[l]!), layer.output);
      for (const [c, y] of written.entries()) x[c]! += y;
    });
    logits.push(model.embeddings.map((e) => dot(e, x)));
  }
  return { logits, cache: grown };
}

export function greedy(model: Model, prompt: readonly number[], count: number): number[] {
  let state = extend(model, emptyCache(model), prompt);
  const added: number[] = [];
  while (added.length < count) {
    if (added.length > 0) state = extend(model, state.cache, added.slice(-1));
    const scores = state.logits[state.logits.length - 1]!;
    added.push(scores.reduce((best, score, id) => (score > scores[best]! ? id : best), 0));
  }
  return prompt.concat(added);
}
