export type Matrix = number[][];

export interface Scores {
  precision: number;
  recall: number;
  f1: number;
}

interface Counts {
  tp: number;
  fp: number;
  fn: number;
}

/** K × K counts; rows are the true classes, columns the predicted ones. */
export function confusionMatrix(actual: number[], predicted: number[], K: number): Matrix {
  if (actual.length !== predicted.length)
    throw new RangeError(
      `confusionMatrix: ${actual.length} and ${predicted.length} classes, as many of both are needed`,
    );
  const C = Array.from({ length: K }, () => new Array<number>(K).fill(0));
  for (const [n, truth] of actual.entries()) {
    const guess = predicted[n]!;
    for (const k of [truth, guess])
      if (!Number.isInteger(k) || k < 0 || k >= K)
        throw new RangeError(
          `confusionMatrix: row ${n} has class ${k}, a whole number from 0 to ${K - 1} is needed`,
        );
    C[truth]![guess]! += 1;
  }
  return C;
}

/** Precision, recall and F1 of each class. */
export function scores(C: Matrix): Scores[] {
  return C.map((_, k) => fromCounts(countsOf(C, k)));
}

/** The mean of each number over the classes; F1 too is averaged, not computed from the averages. */
export function macro(C: Matrix): Scores {
  const each = scores(C);
  const mean = (read: (s: Scores) => number): number =>
    each.reduce((sum, s) => sum + read(s), 0) / each.length;
  return { precision: mean((s) => s.precision), recall: mean((s) => s.recall), f1: mean((s) => s.f1) };
}

/** From the counts of the listed classes added up. */
export function micro(C: Matrix, classes: number[]): Scores {
  const total = { tp: 0, fp: 0, fn: 0 };
  for (const k of classes) {
    const { tp, fp, fn } = countsOf(C, k);
    total.tp += tp;
    total.fp += fp;
    total.fn += fn;
  }
  return fromCounts(total);
}

/** Σ_k C_kk / Σ_ij C_ij */
export function accuracy(C: Matrix): number {
  const right = C.reduce((sum, row, k) => sum + row[k]!, 0);
  return ratio(
    right,
    C.flat().reduce((sum, count) => sum + count, 0),
  );
}

function countsOf(C: Matrix, k: number): Counts {
  const tp = C[k]![k]!;
  const called = C.reduce((sum, row) => sum + row[k]!, 0);
  const actual = C[k]!.reduce((sum, count) => sum + count, 0);
  return { tp, fp: called - tp, fn: actual - tp };
}

function fromCounts({ tp, fp, fn }: Counts): Scores {
  return { precision: ratio(tp, tp + fp), recall: ratio(tp, tp + fn), f1: ratio(2 * tp, 2 * tp + fp + fn) };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
