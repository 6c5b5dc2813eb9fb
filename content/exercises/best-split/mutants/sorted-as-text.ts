// The values are sorted by sort() alone, as text.
export type Matrix = readonly (readonly number[])[];
export type Criterion = "gini" | "entropy" | "squared-error";

export interface Split {
  /** Counted from 0. */
  feature: number;
  /** Samples with at most this value go to the left. */
  threshold: number;
  decrease: number;
}

/** 1 − Σ p_k²: how often two independent draws differ in class. */
export function gini(counts: readonly number[]): number {
  return 1 - shares(counts).reduce((sum, p) => sum + p * p, 0);
}

/** −Σ p_k log₂ p_k, without the classes that have no samples. */
export function entropy(counts: readonly number[]): number {
  return shares(counts).reduce((sum, p) => (p > 0 ? sum - p * Math.log2(p) : sum), 0);
}

/** (1/n) Σ (y_i − ȳ)² */
export function squaredError(y: readonly number[]): number {
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  return y.reduce((sum, value) => sum + (value - mean) ** 2, 0) / y.length;
}

/** Every middle between neighbouring values of every feature, tried in order. */
export function bestSplit(
  X: Matrix,
  y: readonly number[],
  criterion: Criterion,
  minLeaf: number,
): Split | null {
  if (!(Number.isInteger(minLeaf) && minLeaf >= 1))
    throw new RangeError(`bestSplit: minLeaf is ${minLeaf}, a whole number of at least 1 is needed`);
  const whole = impurity(y, criterion);
  let best: Split | null = null;
  for (let feature = 0; feature < X[0]!.length; feature++) {
    for (const threshold of middles(X.map((row) => row[feature]!))) {
      const left = y.filter((_, i) => X[i]![feature]! <= threshold);
      const right = y.filter((_, i) => X[i]![feature]! > threshold);
      if (left.length < minLeaf || right.length < minLeaf) continue;
      const rest = left.length * impurity(left, criterion) + right.length * impurity(right, criterion);
      const decrease = whole - rest / y.length;
      if (best === null || decrease > best.decrease + 1e-12) best = { feature, threshold, decrease };
    }
  }
  return best;
}

function impurity(y: readonly number[], criterion: Criterion): number {
  if (criterion === "squared-error") return squaredError(y);
  const counts = new Array<number>(Math.max(...y) + 1).fill(0);
  for (const label of y) counts[label]! += 1;
  return criterion === "gini" ? gini(counts) : entropy(counts);
}

/** The middles between different neighbours, in ascending order. */
function middles(values: readonly number[]): number[] {
  const sorted = [...new Set(values)].sort();
  return sorted.slice(1).map((value, i) => (sorted[i]! + value) / 2);
}

function shares(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}
