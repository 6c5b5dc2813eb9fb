import type { AnyEstimator } from "../estimator/known.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { type ImportanceGetter, importancesOf } from "./importances.ts";

export interface EliminationOptions {
  /** How many columns stay. */
  target: number;
  /** How many go each round, the last takes fewer. */
  step: number;
  getter: "auto" | ImportanceGetter;
  /** Told of each fitted estimator and its columns, the last one too. */
  onRound?: (estimator: AnyEstimator, columns: readonly number[]) => void;
  onProgress?: (done: number, total: number) => void;
}

export interface Elimination {
  /** Fitted on the columns that stay. */
  estimator: AnyEstimator;
  /** Those columns. */
  kept: number[];
  /** 1 for those, 2 for the last to go, … [F]. */
  ranking: Int32Array;
}

/** Fits, takes the least important columns away (the least sum of squared coefficients), and again, until `target` are left. */
export function eliminateFeatures(
  where: string,
  estimator: AnyEstimator,
  { X, y }: { X: Matrix; y: unknown },
  { target, step, getter, onRound, onProgress }: EliminationOptions,
): Elimination {
  let kept = Array.from({ length: X.cols }, (_, j) => j);
  const ranking = new Int32Array(X.cols).fill(1);
  const rounds = Math.ceil((X.cols - target) / step) + 1;
  for (let round = 0; kept.length > target; round++) {
    const fitted = estimator.clone().fit(X.takeColumns(kept), y);
    onRound?.(fitted, kept);
    onProgress?.(round + 1, rounds);
    const importances = importancesOf(where, fitted, { getter, norm: "squared" });
    const order = Array.from(kept.keys()).sort((a, b) => importances[a]! - importances[b]! || a - b);
    const gone = new Set(order.slice(0, Math.min(step, kept.length - target)).map((at) => kept[at]!));
    kept = kept.filter((j) => !gone.has(j));
    for (let j = 0; j < X.cols; j++) if (!kept.includes(j)) ranking[j]! += 1;
  }
  const last = estimator.clone().fit(X.takeColumns(kept), y);
  onRound?.(last, kept);
  return { estimator: last, kept, ranking };
}

/** A number of columns: as given, or below 1 that share of them, at least 1. */
export function countOf(given: number, F: number): number {
  return given < 1 ? Math.max(1, Math.floor(given * F)) : given;
}
