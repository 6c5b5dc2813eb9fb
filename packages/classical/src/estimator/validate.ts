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

/** X as a matrix that an estimator can work on. Refused: no rows or columns, infinities, and NaN where it has no meaning. */
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
  if (!nonNegative && areFinite(data)) return;
  for (let at = 0; at < data.length; at++) {
    const value = data[at]!;
    const isFine = value - value === 0 ? !nonNegative || value >= 0 : allowsNaN && Number.isNaN(value);
    if (isFine) continue;
    const [i, j] = [Math.floor(at / cols), at % cols];
    const name = matrix.names ? ` (${JSON.stringify(matrix.names[j])})` : "";
    const need =
      value < 0 && value - value === 0
        ? "numbers of at least 0 are"
        : `${allowsNaN ? "a finite number or NaN" : "a finite number"} is`;
    const remedy = Number.isNaN(value) ? "; SimpleImputer fills missing values" : "";
    throw new RangeError(`${where}: X[${i}, ${j}]${name} is ${value}, ${need} needed${remedy}`);
  }
}

/** In one pass without a branch: 0 times a finite number is 0, times any other NaN. */
function areFinite(data: Float64Array): boolean {
  let [a, b] = [0, 0];
  const even = data.length - (data.length % 2);
  for (let at = 0; at < even; at += 2) {
    a += data[at]! * 0;
    b += data[at + 1]! * 0;
  }
  if (even < data.length) a += data[even]! * 0;
  return a + b === 0;
}

/** A regressor's target: N finite numbers. */
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
    if (!Number.isFinite(value))
      throw new RangeError(`${where}: y[${i}] is ${value}, a finite number is needed`);
  }
  return Float64Array.from(y);
}

/** One weight a sample: finite, none negative, not all 0. */
export function validateWeight(where: string, weight: ArrayLike<number>, rows: number): Float64Array {
  requireLength(where, "sampleWeight", weight.length, rows);
  let total = 0;
  for (let i = 0; i < rows; i++) {
    const w: unknown = weight[i];
    if (typeof w !== "number" || !(w >= 0 && w < Number.POSITIVE_INFINITY)) {
      throw new RangeError(
        `${where}: sampleWeight[${i}] is ${String(w)}, a finite number of at least 0 is needed`,
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
