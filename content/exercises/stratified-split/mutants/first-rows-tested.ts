// The classes are not shuffled: always the first rows are tested.
export interface Split {
  /** Row numbers, ascending. */
  train: number[];
  /** Row numbers, ascending. */
  test: number[];
}

/** ⌊m n_c / N⌋ places each, the rest by the largest remainder (m n_c) mod N, all in whole numbers. */
export function allocate(sizes: number[], m: number): number[] {
  const N = sizes.reduce((sum, size) => sum + size, 0);
  if (!Number.isInteger(m) || m < 0 || m > N || N === 0)
    throw new RangeError(`allocate: m is ${m}, a whole number from 0 to N = ${N} > 0 is needed`);
  const remainders = sizes.map((size) => (m * size) % N);
  const places = sizes.map((size, c) => (m * size - remainders[c]!) / N);
  const left = m - places.reduce((sum, count) => sum + count, 0);
  const order = sizes.map((_, c) => c).sort((a, b) => remainders[b]! - remainders[a]! || a - b);
  for (const c of order.slice(0, left)) places[c]! += 1;
  return places;
}

/** The first rows of each class, once it is shuffled, make the test set. */
export function stratifiedSplit(labels: string[], m: number, random: () => number): Split {
  const N = labels.length;
  if (!Number.isInteger(m) || m < 1 || m >= N)
    throw new RangeError(`stratifiedSplit: m is ${m}, a whole number from 1 to N − 1 = ${N - 1} is needed`);
  const classes = rowsByClass(labels);
  const places = allocate(
    classes.map((rows) => rows.length),
    m,
  );
  const test: number[] = [];
  const train: number[] = [];
  for (const [c, rows] of classes.entries()) {
    const mixed = rows;
    test.push(...mixed.slice(0, places[c]!));
    train.push(...mixed.slice(places[c]!));
  }
  return { train: train.sort((a, b) => a - b), test: test.sort((a, b) => a - b) };
}

/** Rows are dealt out class after class; the next class goes on where the last one ended. */
export function stratifiedFolds(labels: string[], k: number, random: () => number): number[][] {
  if (!Number.isInteger(k) || k < 2 || k > labels.length)
    throw new RangeError(
      `stratifiedFolds: k is ${k}, a whole number from 2 to N = ${labels.length} is needed`,
    );
  const folds: number[][] = Array.from({ length: k }, () => []);
  let next = 0;
  for (const rows of rowsByClass(labels)) {
    for (const row of shuffled(rows, random)) folds[next++ % k]!.push(row);
  }
  return folds;
}

/** Classes in the order in which they first occur. */
function rowsByClass(labels: string[]): number[][] {
  const rows = new Map<string, number[]>();
  for (const [row, label] of labels.entries()) rows.set(label, [...(rows.get(label) ?? []), row]);
  return [...rows.values()];
}

/** Fisher–Yates, on a copy. */
function shuffled(rows: number[], random: () => number): number[] {
  const mixed = [...rows];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
  }
  return mixed;
}
