import type { Matrix } from "../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../matrix/matrix-like.ts";

/** How many rows and columns are needed, and whether NaN has a meaning. */
export interface Needs {
  allowsNaN?: boolean;
  /** 1 unless told. */
  minRows?: number;
  /** "≥ 0": such as counts. */
  nonNegative?: boolean;
}

/**
 * The greatest size of a value, a target or a weight. Squares with a weight, w·x² ≤ 1e300, and their sums over millions of rows are
 * numbers of float64 then; beyond it they become infinite one after the other, and their differences NaN.
 */
export const LARGEST = 1e100;

/** Whether a number can be worked with: neither NaN nor infinite nor beyond 1e100 in size. */
export function isWorkable(value: number): boolean {
  return Math.abs(value) <= LARGEST;
}

/** What is needed instead of a number that is not workable, with the remedy: `a finite number is needed`. */
export function workableNeeded(value: number, what: string): string {
  if (!Number.isFinite(value)) return "a finite number is needed";
  return `a number of at most 1e100 in size is needed; scale the ${what}`;
}

/** X as a matrix that an estimator can work on. Refused: no rows or columns, infinities, values beyond 1e100, and NaN where it has no meaning. */
export function validateX(where: string, X: MatrixLike, needs: Needs = {}): Matrix {
  const matrix = toMatrix(where, X);
  const { minRows = 1 } = needs;
  if (matrix.rows < minRows) {
    const rows = minRows === 1 ? "one row is" : `${minRows} rows are`;
    throw new RangeError(`${where}: X has ${matrix.rows} rows, at least ${rows} needed`);
  }
  if (matrix.cols === 0) throw new RangeError(`${where}: X has no columns, at least one feature is needed`);
  requireFinite(where, matrix, needs);
  return matrix;
}

function requireFinite(
  where: string,
  matrix: Matrix,
  { allowsNaN = false, nonNegative = false }: Needs,
): void {
  const { data, cols } = matrix;
  if (!nonNegative && areWorkable(data)) return;
  for (let at = 0; at < data.length; at++) {
    const value = data[at]!;
    const isFine = isWorkable(value) ? !nonNegative || value >= 0 : allowsNaN && Number.isNaN(value);
    if (isFine) continue;
    const [i, j] = [Math.floor(at / cols), at % cols];
    const name = matrix.names ? ` (${JSON.stringify(matrix.names[j])})` : "";
    throw new RangeError(`${where}: X[${i}, ${j}]${name} is ${value}, ${neededInX(value, allowsNaN)}`);
  }
}

function neededInX(value: number, allowsNaN: boolean): string {
  if (Number.isNaN(value)) return "a finite number is needed; SimpleImputer fills missing values";
  if (isWorkable(value)) return "numbers of at least 0 are needed";
  if (allowsNaN && !Number.isFinite(value)) return "a finite number or NaN is needed";
  return workableNeeded(value, "column");
}

function areWorkable(data: Float64Array): boolean {
  for (let at = 0; at < data.length; at++) if (!(Math.abs(data[at]!) <= LARGEST)) return false;
  return true;
}

/** A regressor's target: N finite numbers, none beyond 1e100 in size. */
export function validateTarget(where: string, y: ArrayLike<number>, rows: number): Float64Array {
  const given: unknown = y;
  if (!Array.isArray(given) && !ArrayBuffer.isView(given))
    throw new TypeError(
      `${where}: y is ${given === undefined ? "missing" : typeof given}, an array of ${rows} numbers is needed`,
    );
  requireLength(where, "y", y.length, rows);
  for (let i = 0; i < y.length; i++) {
    const value: unknown = y[i];
    if (typeof value !== "number")
      throw new TypeError(
        `${where}: y[${i}] is ${JSON.stringify(value)}, a number is needed; a classifier takes words`,
      );
    if (!isWorkable(value))
      throw new RangeError(`${where}: y[${i}] is ${value}, ${workableNeeded(value, "target")}`);
  }
  return Float64Array.from(y);
}

/** One weight a sample: finite, none negative or beyond 1e100, not all 0. */
export function validateWeight(where: string, weight: ArrayLike<number>, rows: number): Float64Array {
  requireLength(where, "sampleWeight", weight.length, rows);
  let total = 0;
  for (let i = 0; i < rows; i++) {
    const w: unknown = weight[i];
    if (typeof w !== "number" || !(w >= 0 && w <= LARGEST)) {
      throw new RangeError(
        `${where}: sampleWeight[${i}] is ${String(w)}, ${typeof w === "number" && w > LARGEST && Number.isFinite(w) ? workableNeeded(w, "weights") : "a finite number of at least 0 is needed"}`,
      );
    }
    total += w;
  }
  if (total === 0) throw new RangeError(`${where}: all ${rows} sample weights are 0, one above 0 is needed`);
  return Float64Array.from(weight);
}

export function requireLength(where: string, what: string, length: number, rows: number): void {
  if (length === rows) return;
  throw new RangeError(`${where}: ${what} has ${length} values, ${rows} are needed, one for each row of X`);
}

/** What was computed from numbers that are allowed may still be beyond float64, as high powers are: refused by row and column. */
export function requireFiniteResult(where: string, what: string, { data, cols }: Matrix): void {
  if (areWorkable(data)) return;
  const at = data.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return;
  throw new RangeError(
    `${where}: ${what} ${Math.floor(at / cols)}, ${at % cols} is ${data[at]}, a finite number is needed; scale the columns`,
  );
}
