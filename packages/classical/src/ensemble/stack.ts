import type { AnyEstimator } from "../estimator/known.ts";
import type { Label } from "../estimator/labels.ts";
import { Matrix } from "../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../matrix/matrix-like.ts";
import { type CV, splitsFor } from "../model-selection/validation/check-cv.ts";
import { fitClone, part } from "../model-selection/validation/cross-validate.ts";
import { requireOnce } from "../model-selection/validation/require-once.ts";
import { besideEachOther } from "../pipeline/samples.ts";
import { memberResponse, methodOf, type StackMethod } from "./member-response.ts";
import { kept, type Members } from "./members.ts";

/** The rows of fit. */
export interface Stacked {
  X: MatrixLike;
  y: ArrayLike<Label>;
  rows: number;
  sampleWeight: Float64Array | undefined;
  classes: readonly Label[] | undefined;
}

/**
 * For each row what the members say of it that have not learnt from it, and members that have learnt from all rows.
 *
 * Wolpert 1992, "Stacked generalization", https://doi.org/10.1016/S0893-6080(05)80023-1
 */
export function stack(
  where: string,
  given: Members,
  { X, y, rows, sampleWeight, classes }: Stacked,
  {
    cv,
    stackMethod,
    onProgress,
  }: { cv: CV; stackMethod: StackMethod; onProgress: (done: number, total: number) => void },
): { columns: Matrix; fitted: Record<string, AnyEstimator> } {
  const names = kept(given);
  const splits = splitsFor(where, names[0]![1], cv, { X, y, groups: undefined });
  requireOnce(where, splits, rows);
  const data = { X, y, sampleWeight };
  const fitted: Record<string, AnyEstimator> = {};
  const parts = names.map(([name, estimator], at) => {
    const method = classes ? methodOf(where, estimator, stackMethod) : "predict";
    let out: Matrix | undefined;
    for (const { train, test } of splits) {
      const member = fitClone(estimator, part(data, train));
      const said = memberResponse(member, part(data, test).X, method, classes);
      out ??= Matrix.zeros(rows, said.cols);
      for (const [t, row] of test.entries()) out.data.set(said.row(t), row * out.cols);
    }
    fitted[name] = fitClone(estimator, data);
    onProgress(at + 1, names.length);
    return out!;
  });
  return { columns: besideEachOther(parts, rows), fitted };
}

/** The columns for rows that are new. */
export function stackColumns(
  where: string,
  fitted: Readonly<Record<string, AnyEstimator>>,
  X: MatrixLike,
  stackMethod: StackMethod,
  classes: readonly Label[] | undefined,
): Matrix {
  const parts = Object.values(fitted).map((member) =>
    memberResponse(member, X, classes ? methodOf(where, member, stackMethod) : "predict", classes),
  );
  return besideEachOther(parts, parts[0]!.rows);
}

/** With the columns of X after those of the members. */
export function withColumns(where: string, columns: Matrix, X: MatrixLike, passthrough: boolean): Matrix {
  return passthrough ? besideEachOther([columns, toMatrix(where, X)], columns.rows) : columns;
}
