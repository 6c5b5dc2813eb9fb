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

/** Counts the n-grams of a text. */
export function fitModel(tokens: readonly number[], options: Options): Model {
  throw new Error("fitModel is not written yet");
}

/** exp of the mean −log p of each token that has n − 1 tokens before it. */
export function perplexity(model: Model, tokens: readonly number[]): number {
  throw new Error("perplexity is not written yet");
}
