// Every shop gets the fallback: nothing leaks, and nothing is learnt about shops.
export interface Sale {
  shop: string;
  /** 0 to 23. */
  hour: number;
}

export interface Options {
  folds: number;
  /** Questions on the way to a leaf, at most. */
  depth: number;
  random: () => number;
}

export type Tree = { value: number } | { feature: number; threshold: number; low: Tree; high: Tree };

/** The mean label of each shop that occurs. */
export function shopRates(sales: readonly Sale[], labels: readonly number[]): Map<string, number> {
  const sums = new Map<string, { total: number; count: number }>();
  for (const [n, { shop }] of sales.entries()) {
    const { total, count } = sums.get(shop) ?? { total: 0, count: 0 };
    sums.set(shop, { total: total + labels[n]!, count: count + 1 });
  }
  return new Map([...sums].map(([shop, { total, count }]) => [shop, total / count]));
}

/** Shop rate and hour of each sale; a shop without a rate gets `fallback`, the mean label of the sales that the rates come from. */
export function features(sales: readonly Sale[], rates: Map<string, number>, fallback: number): number[][] {
  return sales.map(({ shop, hour }) => [rates.get(shop) ?? fallback, hour]);
}

/** A tree whose questions lower the Gini impurity most; a leaf says 1 where more than half of its labels do. */
export function grow(X: readonly number[][], y: readonly number[], depth: number): Tree {
  const leaf = { value: mean(y) > 0.5 ? 1 : 0 };
  let best: { feature: number; threshold: number } | undefined;
  let least = y.length * mean(y) * (1 - mean(y)) - 1e-12;
  for (let feature = 0; depth > 0 && feature < X[0]!.length; feature++) {
    const values = [...new Set(X.map((row) => row[feature]!))].sort((a, b) => a - b);
    for (const [i, value] of values.slice(1).entries()) {
      const threshold = (values[i]! + value) / 2;
      const low = y.filter((_, n) => X[n]![feature]! <= threshold);
      const high = y.filter((_, n) => X[n]![feature]! > threshold);
      const mixed = low.length * mean(low) * (1 - mean(low)) + high.length * mean(high) * (1 - mean(high));
      if (mixed < least) [least, best] = [mixed - 1e-12, { feature, threshold }];
    }
  }
  if (best === undefined) return leaf;
  const { feature, threshold } = best;
  const [low, high] = [true, false].map((below) => {
    const rows = [...y.keys()].filter((n) => X[n]![feature]! <= threshold === below);
    return grow(
      rows.map((n) => X[n]!),
      rows.map((n) => y[n]!),
      depth - 1,
    );
  });
  return { feature, threshold, low: low!, high: high! };
}

/** What the leaf says at which x arrives. */
export function predict(tree: Tree, x: readonly number[]): number {
  if ("value" in tree) return tree.value;
  return predict(x[tree.feature]! <= tree.threshold ? tree.low : tree.high, x);
}

/** The fold of each of N sales, 0 to folds − 1, as equal in size as can be, in random order. */
export function deal(N: number, folds: number, random: () => number): number[] {
  const fold = Array.from({ length: N }, (_, n) => n % folds);
  for (let n = N - 1; n > 0; n--) {
    const m = Math.floor((n + 1) * random());
    [fold[n], fold[m]] = [fold[m]!, fold[n]!];
  }
  return fold;
}

/** A prediction for each sale, by rates and a tree that come from the other folds alone. */
export function crossPredict(
  sales: readonly Sale[],
  labels: readonly number[],
  { folds, depth, random }: Options,
): number[] {
  const fold = deal(sales.length, folds, random);
  const predictions = sales.map(() => 0);
  for (let k = 0; k < folds; k++) {
    const others = [...fold.keys()].filter((n) => fold[n] !== k);
    const theirs = others.map((n) => labels[n]!);
    const X = features(sales, new Map(), mean(theirs)); // the shops' rates are learnt too: they must not know this fold
    const tree = grow(
      others.map((n) => X[n]!),
      theirs,
      depth,
    );
    for (const [n, x] of X.entries()) if (fold[n] === k) predictions[n] = predict(tree, x);
  }
  return predictions;
}

/** The share of predictions that equal the label. */
export function accuracy(predictions: readonly number[], labels: readonly number[]): number {
  return mean(labels.map((label, n) => (predictions[n] === label ? 1 : 0)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
