import type { Matrix } from "../../matrix/matrix.ts";

export interface ColumnMoments {
  /** μ_j, NaN of a column without values, [F]. */
  mean: Float64Array;
  /** σ²_j = Σ w (x − μ)² / Σ w, [F]. */
  variance: Float64Array;
  /** Σ w of the values that are not NaN, [F]. */
  weight: Float64Array;
}

/**
 * Means and variances of the columns, without NaN.
 *
 * Sums are of x − first value, so that a constant column has exactly its value as mean and 0 as variance.
 */
export function columnMoments(X: Matrix, sampleWeight?: ArrayLike<number>): ColumnMoments {
  const { data, rows, cols } = X;
  const weight = new Float64Array(cols);
  const shift = firstValues(X);
  const mean = new Float64Array(cols);
  for (let i = 0, at = 0; i < rows; i++) {
    const w = sampleWeight?.[i] ?? 1;
    for (let j = 0; j < cols; j++, at++) {
      const value = data[at]!;
      if (Number.isNaN(value)) continue;
      weight[j]! += w;
      mean[j]! += w * (value - shift[j]!);
    }
  }
  for (let j = 0; j < cols; j++) mean[j] = shift[j]! + mean[j]! / weight[j]!;
  const variance = new Float64Array(cols);
  for (let i = 0, at = 0; i < rows; i++) {
    const w = sampleWeight?.[i] ?? 1;
    for (let j = 0; j < cols; j++, at++) {
      const value = data[at]!;
      if (!Number.isNaN(value)) variance[j]! += w * (value - mean[j]!) ** 2;
    }
  }
  for (let j = 0; j < cols; j++) variance[j]! /= weight[j]!;
  return { mean, variance, weight };
}

/** The least and greatest value of each column, without NaN; NaN of a column without values. */
export function columnRanges({ data, rows, cols }: Matrix): { min: Float64Array; max: Float64Array } {
  const min = new Float64Array(cols).fill(Number.NaN);
  const max = new Float64Array(cols).fill(Number.NaN);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, at++) {
      const value = data[at]!;
      if (Number.isNaN(value)) continue;
      if (!(min[j]! <= value)) min[j] = value;
      if (!(max[j]! >= value)) max[j] = value;
    }
  }
  return { min, max };
}

/** A spread below it counts as none: its inverse, times other numbers, is infinite. */
export const LEAST_SPREAD = 1e-200;

/**
 * Scales by which columns may be divided: 1 where the scale is 0, less than 1e-200, or so small that rounding alone made it, 10 ε times the
 * column's size; a constant column then becomes 0.
 */
export function dividableScales(scale: Float64Array, size?: Float64Array): Float64Array {
  return scale.map((value, j) =>
    value <= 10 * Number.EPSILON * Math.abs(size?.[j] ?? 0) || value < LEAST_SPREAD ? 1 : value,
  );
}

/** x ↦ x · factor_j + offset_j of each column j. */
export function scaleColumns(
  { data, rows, cols }: Matrix,
  change: (value: number, j: number) => number,
): Float64Array {
  const out = new Float64Array(data.length);
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < cols; j++, at++) out[at] = change(data[at]!, j);
  return out;
}

function firstValues({ data, rows, cols }: Matrix): Float64Array {
  return Float64Array.from({ length: cols }, (_, j) => {
    for (let i = 0; i < rows; i++) if (!Number.isNaN(data[i * cols + j]!)) return data[i * cols + j]!;
    return Number.NaN;
  });
}
