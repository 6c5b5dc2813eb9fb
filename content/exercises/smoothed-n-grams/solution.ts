export interface Options {
  /** Length of an n-gram, the predicted token included. */
  n: number;
  /** Tokens are 0 to V − 1. */
  V: number;
  /** Added to every count. */
  alpha: number;
}

export interface Model extends Options {
  /** c(h, w): how often the training text has these n tokens in a row. */
  count(gram: readonly number[]): number;
  /** p(· | h), V numbers; h is the last n − 1 tokens of the context. */
  next(context: readonly number[]): number[];
}

/** p(w | h) = (c(h, w) + α) / (c(h) + α V), with c(h) = Σ_w c(h, w): the places where something follows h. */
export function fitModel(tokens: readonly number[], { n, V, alpha }: Options): Model {
  checkOptions(tokens, { n, V, alpha });
  const grams = new Map<string, number>();
  const contexts = new Map<string, number>();
  for (let t = n - 1; t < tokens.length; t++) {
    const context = tokens.slice(t - n + 1, t);
    add(grams, key([...context, tokens[t]!]));
    add(contexts, key(context));
  }
  return {
    n,
    V,
    alpha,
    count(gram) {
      if (gram.length !== n)
        throw new RangeError(`count: a gram of ${gram.length} tokens, n = ${n} are needed`);
      return grams.get(key(gram)) ?? 0;
    },
    next(context) {
      const h = lastTokens(context, n - 1);
      const total = (contexts.get(key(h)) ?? 0) + alpha * V;
      return Array.from({ length: V }, (_, w) =>
        total === 0 ? 1 / V : ((grams.get(key([...h, w])) ?? 0) + alpha) / total,
      );
    },
  };
}

/** exp(−mean log p(x_t | the n − 1 tokens before x_t)), over t = n − 1 … T − 1. */
export function perplexity(model: Model, tokens: readonly number[]): number {
  const { n } = model;
  if (tokens.length < n)
    throw new RangeError(`perplexity: a text of ${tokens.length} tokens, at least n = ${n} are needed`);
  let sum = 0;
  for (let t = n - 1; t < tokens.length; t++)
    sum -= Math.log(model.next(tokens.slice(t - n + 1, t))[tokens[t]!]!);
  return Math.exp(sum / (tokens.length - n + 1));
}

/** Not slice(−k): of k = 0 that is the whole list. */
function lastTokens(context: readonly number[], k: number): number[] {
  if (context.length < k)
    throw new RangeError(`next: a context of ${context.length} tokens, at least n − 1 = ${k} are needed`);
  return context.slice(context.length - k);
}

function key(ids: readonly number[]): string {
  return ids.join(" ");
}

function add(table: Map<string, number>, entry: string): void {
  table.set(entry, (table.get(entry) ?? 0) + 1);
}

function checkOptions(tokens: readonly number[], { n, V, alpha }: Options): void {
  if (!Number.isInteger(n) || n < 1)
    throw new RangeError(`fitModel: n is ${n}, a whole number of at least 1 is needed`);
  if (!Number.isInteger(V) || V < 1)
    throw new RangeError(`fitModel: V is ${V}, a whole number of at least 1 is needed`);
  if (!(alpha >= 0)) throw new RangeError(`fitModel: alpha is ${alpha}, a number of at least 0 is needed`);
  for (const id of tokens)
    if (!Number.isInteger(id) || id < 0 || id >= V)
      throw new RangeError(`fitModel: token ${id}, one of 0 to ${V - 1} is needed`);
}
