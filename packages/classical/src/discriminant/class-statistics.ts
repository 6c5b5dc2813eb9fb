import { custom, either, optional, real } from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import { empiricalCovariance, ledoitWolf, shrunkCovariance } from "./covariance.ts";

const isShares = (value: unknown): boolean =>
  (Array.isArray(value) || ArrayBuffer.isView(value)) &&
  Array.from(value as ArrayLike<unknown>).every(
    (share) => typeof share === "number" && share >= 0 && share < Infinity,
  );

/** The parameter `priors`: p(k) of each class in the order of `classes_`; null: the shares of the rows. */
export const priorsParameter = optional(
  custom<ArrayLike<number>>([], isShares, "a number of at least 0 for each class"),
);

/** δ of a shrunk covariance, or "auto" for Ledoit and Wolf's; null: none. */
export const shrinkageParameter = optional(
  either(
    custom<number | "auto">("auto", (value) => value === "auto", '"auto"'),
    real(0, { min: 0, max: 1 }),
  ),
);

/** p(k), summing to 1. */
export function priorsOf(
  where: string,
  priors: ArrayLike<number> | null,
  { y, classes }: { y: Int32Array; classes: number },
): Float64Array {
  if (priors === null) {
    const out = new Float64Array(classes);
    for (const k of y) out[k]! += 1 / y.length;
    return out;
  }
  if (priors.length !== classes)
    throw new RangeError(
      `${where}: priors has ${priors.length} numbers, ${classes} are needed, one for each class`,
    );
  const out = Float64Array.from(priors);
  const total = out.reduce((sum, p) => sum + p, 0);
  if (total === 0) throw new RangeError(`${where}: priors sum to 0, one above 0 is needed`);
  return out.map((p) => p / total);
}

/** The rows of each class. */
export function rowsOfClasses(X: Matrix, y: Int32Array, classes: number): Matrix[] {
  const places: number[][] = Array.from({ length: classes }, () => []);
  for (let i = 0; i < y.length; i++) places[y[i]!]!.push(i);
  return places.map((rows) => X.takeRows(rows));
}

/**
 * The covariance of rows: shrunk by a number, by Ledoit and Wolf's of the columns in units of their deviations ("auto"), or not (null).
 */
export function covarianceOf(X: Matrix, shrinkage: number | "auto" | null): Matrix {
  const S = empiricalCovariance(X);
  if (shrinkage === null) return S;
  if (shrinkage !== "auto") return shrunkCovariance(S, shrinkage);
  const F = X.cols;
  const scale = Float64Array.from({ length: F }, (_, j) => Math.sqrt(S.at(j, j)) || 1);
  const scaled = new Matrix(
    X.data.map((value, at) => value / scale[at % F]!),
    [X.rows, F],
  );
  const { covariance } = ledoitWolf(scaled);
  return new Matrix(
    covariance.data.map((value, at) => value * scale[Math.floor(at / F)]! * scale[at % F]!),
    [F, F],
  );
}
