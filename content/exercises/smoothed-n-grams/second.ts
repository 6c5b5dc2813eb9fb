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

/** A tree of counts: from the root, the tokens of a context lead to the node that holds what followed. */
interface Node {
  below: Map<number, Node>;
  /** How often each of the V tokens followed; empty above the last level. */
  followed: number[];
}

export function fitModel(tokens: readonly number[], options: Options): Model {
  const { n, V, alpha } = options;
  need(Number.isInteger(n) && n >= 1, `n = ${n}`);
  need(Number.isInteger(V) && V >= 1, `V = ${V}`);
  need(alpha >= 0, `alpha = ${alpha}`);
  const known = new Set(Array(V).keys());
  need(
    tokens.every((id) => known.has(id)),
    "a token that is not in the vocabulary",
  );
  const root: Node = { below: new Map(), followed: [] };
  tokens.forEach((token, t) => {
    if (t + 1 < n) return;
    let node = root;
    for (let back = n - 1; back > 0; back--) {
      const id = tokens[t - back]!;
      const child = node.below.get(id) ?? { below: new Map(), followed: [] };
      node.below.set(id, child);
      node = child;
    }
    node.followed[token] = (node.followed[token] ?? 0) + 1;
  });
  const after = (context: readonly number[]): Node | undefined =>
    context.reduce<Node | undefined>((node, id) => node?.below.get(id), root);
  return {
    ...options,
    count: (gram) => {
      need(gram.length === n, `a gram of ${gram.length}`);
      return after(gram.slice(0, n - 1))?.followed[gram[n - 1]!] ?? 0;
    },
    next: (context) => {
      need(context.length > n - 2, `a context of ${context.length}`);
      const smoothed = new Array<number>(V).fill(alpha);
      after(context.filter((_, i) => i > context.length - n))?.followed.forEach((count, w) => {
        smoothed[w]! += count;
      });
      const mass = smoothed.reduce((a, b) => a + b);
      return mass > 0 ? smoothed.map((x) => x / mass) : smoothed.map(() => 1 / V);
    },
  };
}

export function perplexity(model: Model, tokens: readonly number[]): number {
  const places = tokens.length - model.n + 1;
  need(places > 0, `a text of ${tokens.length}`);
  const bits = tokens.map((token, t) =>
    t + 1 < model.n ? 0 : Math.log2(model.next(tokens.slice(0, t))[token]!),
  );
  return 2 ** (-bits.reduce((a, b) => a + b) / places);
}

function need(condition: boolean, given: string): void {
  if (!condition) throw new RangeError(`n-grams: ${given}`);
}
