import type { Philox } from "@blankfile/tensor";

export interface StratifiedSplitOptions {
  /** Share of the samples for test, between 0 and 1. */
  testSize: number;
  rng: Philox;
}

/**
 * Splits indices 0 … N − 1 at random so that each class has the same share in both parts, to the nearest sample. Both parts come in
 * ascending order. Classes with a single sample are refused: it cannot stand in both.
 */
export function stratifiedSplit(
  labels: ArrayLike<number>,
  { testSize, rng }: StratifiedSplitOptions,
): { train: Int32Array; test: Int32Array } {
  if (!(testSize > 0 && testSize < 1)) {
    throw new RangeError(`stratifiedSplit: testSize ${testSize}, a share between 0 and 1 is needed`);
  }
  const members = new Map<number, number[]>();
  for (let i = 0; i < labels.length; i++) {
    const list = members.get(labels[i]!) ?? [];
    members.set(labels[i]!, list);
    list.push(i);
  }
  const test: number[] = [];
  const train: number[] = [];
  for (const [label, list] of [...members].sort(([a], [b]) => a - b)) {
    if (list.length < 2) {
      throw new RangeError(
        `stratifiedSplit: class ${label} has ${list.length} sample, at least 2 are needed, one for each part`,
      );
    }
    rng.shuffle(list);
    const take = Math.min(list.length - 1, Math.max(1, Math.round(testSize * list.length)));
    test.push(...list.slice(0, take));
    train.push(...list.slice(take));
  }
  const ascending = (list: number[]) => Int32Array.from(list).sort();
  return { train: ascending(train), test: ascending(test) };
}
