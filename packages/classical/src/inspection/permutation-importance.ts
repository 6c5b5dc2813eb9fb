import { Table } from "@blankfile/data";
import { Philox } from "@blankfile/tensor";
import type { AnyEstimator } from "../estimator/known.ts";
import type { Label } from "../estimator/labels.ts";
import { Matrix } from "../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../matrix/matrix-like.ts";
import { judgeOf, type Scoring } from "../model-selection/validation/scoring.ts";

export interface PermutationImportance {
  /** Of each column, in X's order. */
  names: string[];
  /** How much the score falls, [F, repeats]. */
  importances: Matrix;
  importancesMean: Float64Array;
  importancesStd: Float64Array;
  /** The score on X as it is. */
  score: number;
}

/**
 * How much worse a fitted estimator scores when one column's values are given to the wrong rows:
 *
 *   i_j = s − s_j,   s_j the score with column j in random order
 *
 * X should be rows that it has not learnt from; on training rows a column that was memorised looks important. Columns that say the same share their
 * importance, since each stands in for the other. Breiman 2001, https://doi.org/10.1023/A:1010933404324
 */
export function permutationImportance(
  estimator: AnyEstimator,
  X: MatrixLike,
  y: ArrayLike<Label>,
  options: {
    scoring?: Exclude<Scoring, Readonly<Record<string, unknown>>>;
    nRepeats?: number;
    sampleWeight?: ArrayLike<number>;
    randomState?: number;
    onProgress?: (done: number, total: number) => void;
  } = {},
): PermutationImportance {
  const where = "permutationImportance";
  const { nRepeats = 5, randomState = 0, sampleWeight, onProgress } = options;
  if (!(Number.isInteger(nRepeats) && nRepeats >= 1))
    throw new RangeError(`${where}: nRepeats is ${nRepeats}, a whole number ≥ 1 is needed`);
  const samples = X instanceof Table ? X : toMatrix(where, X);
  const judge = judgeOf(where, options.scoring);
  const scoreOf = (rows: MatrixLike) => judge(estimator, rows, y, sampleWeight).score!;
  const score = scoreOf(samples);
  const names = namesOf(samples);
  const rng = new Philox(randomState);
  const importances = Matrix.zeros(names.length, nRepeats);
  for (let j = 0; j < names.length; j++) {
    for (let repeat = 0; repeat < nRepeats; repeat++) {
      const order = rng
        .fork(j * nRepeats + repeat)
        .shuffle(Int32Array.from({ length: y.length }, (_, i) => i));
      importances.data[j * nRepeats + repeat] = score - scoreOf(withReordered(samples, j, order));
      onProgress?.(j * nRepeats + repeat + 1, names.length * nRepeats);
    }
  }
  const rows = names.map((_, j) => importances.row(j));
  return {
    names,
    importances,
    importancesMean: Float64Array.from(rows, mean),
    importancesStd: Float64Array.from(rows, deviation),
    score,
  };
}

function namesOf(samples: Table | Matrix): string[] {
  if (samples instanceof Table) return [...samples.names];
  return Array.from({ length: samples.cols }, (_, j) => samples.names?.[j] ?? `x${j}`);
}

/** X with column j's values in another order of rows. */
function withReordered(samples: Table | Matrix, j: number, order: Int32Array): MatrixLike {
  if (samples instanceof Table) {
    const other = samples.rows(order);
    return new Table(samples.names.map((name, at) => [name, (at === j ? other : samples).column(name)]));
  }
  const { rows, cols, names } = samples;
  const data = samples.data.slice();
  for (let i = 0; i < rows; i++) data[i * cols + j] = samples.data[order[i]! * cols + j]!;
  return new Matrix(data, [rows, cols], names);
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: Float64Array): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}
