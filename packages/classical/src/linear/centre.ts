/**
 * The intercept leaves the problem when columns and target are centred: with b = ȳ − x̄ᵀw,
 *
 *   Σᵢ wᵢ (yᵢ − b − xᵢᵀw)² = Σᵢ (√wᵢ (yᵢ − ȳ) − √wᵢ (xᵢ − x̄)ᵀw)²
 */

import { columnMeans } from "../matrix/columns.ts";
import { Matrix } from "../matrix/matrix.ts";
import { dot } from "../optimize/objective.ts";

export interface Given {
  X: Matrix;
  y: Float64Array;
  sampleWeight: Float64Array | undefined;
}

export interface Means {
  /** x̄, [F]; 0 without an intercept. */
  xMean: Float64Array;
  /** ȳ. */
  yMean: number;
  /** Σ wᵢ; N without weights. */
  total: number;
}

export interface Centred extends Means {
  /** √wᵢ (xᵢ − x̄), [N, F]. */
  X: Matrix;
  /** √wᵢ (yᵢ − ȳ), [N]. */
  y: Float64Array;
}

/** The weighted means, where there is an intercept. */
export function meansOf({ X, y, sampleWeight }: Given, fitIntercept: boolean): Means {
  let [total, sum] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    const w = sampleWeight?.[i] ?? 1;
    total += w;
    sum += w * y[i]!;
  }
  if (!fitIntercept) return { xMean: new Float64Array(X.cols), yMean: 0, total };
  return { xMean: columnMeans(X, sampleWeight), yMean: sum / total, total };
}

/** Copies with the means taken away and each row times the root of its weight. */
export function centred(given: Given, fitIntercept: boolean): Centred {
  const { X, y, sampleWeight } = given;
  const { xMean, yMean, total } = meansOf(given, fitIntercept);
  const { data, rows, cols } = X;
  const out = new Float64Array(data.length);
  const target = new Float64Array(rows);
  for (let i = 0, at = 0; i < rows; i++) {
    const root = sampleWeight ? Math.sqrt(sampleWeight[i]!) : 1;
    for (let j = 0; j < cols; j++, at++) out[at] = root * (data[at]! - xMean[j]!);
    target[i] = root * (y[i]! - yMean);
  }
  return { X: new Matrix(out, [rows, cols]), y: target, xMean, yMean, total };
}

/** b = ȳ − x̄ᵀw. */
export function interceptOf({ xMean, yMean }: Means, coef: ArrayLike<number>): number {
  return yMean - dot(xMean, coef);
}
