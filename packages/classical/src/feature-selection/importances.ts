import type { AnyEstimator } from "../estimator/known.ts";
import { custom } from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";

/** What a fitted estimator holds of each column: a number, or of more classes or targets rows of them, [K, F]. */
export type ImportanceGetter = (estimator: AnyEstimator) => ArrayLike<number> | Matrix;

/** "auto" for featureImportances_ or coef_, or a function of the fitted estimator. */
export const importanceGetter = custom<"auto" | ImportanceGetter>(
  "auto",
  (value) => value === "auto" || typeof value === "function",
  '"auto" or a function of the fitted estimator',
);

/** One number a column: of rows of coefficients their norm over the rows, of one row the absolute values (to the power for `squared`). */
export function importancesOf(
  where: string,
  estimator: AnyEstimator,
  { getter, norm }: { getter: "auto" | ImportanceGetter; norm: number | "squared" },
): Float64Array {
  const rows = getter === "auto" ? ownImportances(where, estimator) : getter(estimator);
  const [data, F] = rows instanceof Matrix ? [rows.data, rows.cols] : [rows, rows.length];
  const out = new Float64Array(F);
  for (let at = 0; at < data.length; at++) {
    const size = Math.abs(data[at]!);
    if (norm === Number.POSITIVE_INFINITY) out[at % F] = Math.max(out[at % F]!, size);
    else out[at % F]! += norm === "squared" ? size * size : size ** norm;
  }
  return norm === "squared" || norm === Number.POSITIVE_INFINITY ? out : out.map((sum) => sum ** (1 / norm));
}

function ownImportances(where: string, estimator: AnyEstimator): ArrayLike<number> | Matrix {
  const its = estimator as unknown as Record<string, ArrayLike<number> | Matrix | undefined>;
  const found = its.featureImportances_ ?? its.coef_;
  if (found !== undefined) return found;
  throw new TypeError(
    `${where}: ${estimator.name} has neither featureImportances_ nor coef_, one is needed; or importanceGetter, a function of the fitted estimator`,
  );
}
