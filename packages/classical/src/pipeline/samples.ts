import { Table } from "@blankfile/data";
import type { CellsLike } from "../encoding/cells/cells.ts";
import type { AnyEstimator } from "../estimator/known.ts";
import { Matrix } from "../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../matrix/matrix-like.ts";

/** What a pipeline takes: whatever its first step does, such as a matrix, a table with words in it, or texts. */
export type Samples = CellsLike | readonly (string | null)[];

/** An estimator that changes samples, be it a Transformer or a model with a `transform`. */
export interface TransformerLike extends AnyEstimator {
  transform(X: Samples): MatrixLike;
  fitTransform?(X: Samples, y?: unknown): MatrixLike;
  inverseTransform?(X: MatrixLike): MatrixLike;
  getFeatureNamesOut?(): string[];
}

export function isTransformer(estimator: object): estimator is TransformerLike {
  return "transform" in estimator && typeof estimator.transform === "function";
}

/** fitTransform where there is one, since it may differ from fit and transform: the rows' own targets are kept out. */
export function fitTransform(step: TransformerLike, X: Samples, y: unknown): MatrixLike {
  return step.fitTransform
    ? step.fitTransform(X, y)
    : (step.fit(X as MatrixLike, y) as TransformerLike).transform(X);
}

/** Matrices of the same rows side by side. */
export function besideEachOther(parts: readonly Matrix[], rows: number): Matrix {
  const cols = parts.reduce((sum, part) => sum + part.cols, 0);
  const out = Matrix.zeros(rows, cols);
  let from = 0;
  for (const part of parts) {
    for (let i = 0; i < rows; i++) out.data.set(part.row(i), i * cols + from);
    from += part.cols;
  }
  return out;
}

/** F, and the columns' names where X has some. */
export function widthOf(where: string, X: Samples): { cols: number; names: readonly string[] | undefined } {
  if (X instanceof Table) return { cols: X.names.length, names: X.names };
  if (Array.isArray(X) && (typeof X[0] === "string" || X[0] === null)) return { cols: 1, names: undefined };
  if (Array.isArray(X) && Array.isArray(X[0])) return { cols: X[0].length, names: undefined };
  const { cols, names } = toMatrix(where, X as MatrixLike);
  return { cols, names };
}

/** For those that have no use for weights. */
export function refuseWeight(where: string, options: { sampleWeight?: unknown }): void {
  if (options.sampleWeight === undefined) return;
  throw new RangeError(`${where}: sampleWeight is given, this estimator has no use for it; leave it out`);
}
