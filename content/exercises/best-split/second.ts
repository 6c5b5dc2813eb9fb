export type Matrix = readonly (readonly number[])[];
export type Criterion = "gini" | "entropy" | "squared-error";

export interface Split {
  /** Counted from 0. */
  feature: number;
  /** Samples with at most this value go to the left. */
  threshold: number;
  decrease: number;
}

/** Σ p_k (1 − p_k) */
export function gini(counts: readonly number[]): number {
  const n = total(counts);
  let sum = 0;
  for (const count of counts) sum += (count / n) * ((n - count) / n);
  return sum;
}

/** log₂ n − (1/n) Σ n_k log₂ n_k */
export function entropy(counts: readonly number[]): number {
  const n = total(counts);
  let sum = 0;
  for (const count of counts) if (count > 1) sum += count * Math.log2(count);
  return Math.log2(n) - sum / n;
}

/** Welford's running form: the sum of squares around the mean so far. */
export function squaredError(y: readonly number[]): number {
  let mean = 0;
  let squares = 0;
  y.forEach((value, i) => {
    const step = value - mean;
    mean += step / (i + 1);
    squares += step * (value - mean);
  });
  return squares / y.length;
}

/** One pass over each feature in order of its values: samples move from the right side to the left one by one. */
export function bestSplit(
  X: Matrix,
  y: readonly number[],
  criterion: Criterion,
  minLeaf: number,
): Split | null {
  if (minLeaf < 1 || Math.floor(minLeaf) !== minLeaf) throw new Error(`minLeaf: ${minLeaf}`);
  const n = y.length;
  const measure = (part: readonly number[]) => cost(part, criterion);
  const candidates: Split[] = [];
  X[0]!.forEach((_, feature) => {
    const order = y.map((_, i) => i);
    order.sort((i, j) => X[i]![feature]! - X[j]![feature]!);
    const answers = order.map((i) => y[i]!);
    for (let k = minLeaf; k <= n - minLeaf; k++) {
      const [below, above] = [X[order[k - 1]!]![feature]!, X[order[k]!]![feature]!];
      if (below === above) continue;
      const after = measure(answers.slice(0, k)) + measure(answers.slice(k));
      candidates.push({ feature, threshold: below / 2 + above / 2, decrease: (measure(y) - after) / n });
    }
  });
  if (candidates.length === 0) return null;
  const most = Math.max(...candidates.map(({ decrease }) => decrease));
  return candidates.find(({ decrease }) => decrease >= most - 1e-12)!;
}

/** n times the impurity. */
function cost(y: readonly number[], criterion: Criterion): number {
  if (criterion === "squared-error") return y.length * squaredError(y);
  const counts = new Map<number, number>();
  for (const label of y) counts.set(label, (counts.get(label) ?? 0) + 1);
  const list = [...counts.values()];
  return y.length * (criterion === "gini" ? gini(list) : entropy(list));
}

function total(counts: readonly number[]): number {
  let n = 0;
  for (const count of counts) n += count;
  return n;
}
