import { Matrix } from "../matrix/matrix.ts";
import { toMatrix } from "../matrix/matrix-like.ts";

/** Several labels a sample: [N, K], 1 where sample i has label k and 0 where it has not. */
export type Multilabel = Matrix | readonly ArrayLike<number>[];

/** Whether y has rows, so that it is many labels a sample and not one. */
export function isMultilabel(y: unknown): y is Multilabel {
  if (y instanceof Matrix) return true;
  const first = Array.isArray(y) ? (y[0] as unknown) : undefined;
  return Array.isArray(first) || ArrayBuffer.isView(first);
}

/** y as a matrix of zeros and ones. */
export function requireIndicator(where: string, name: string, y: Multilabel): Matrix {
  const matrix = toMatrix(where, y);
  const at = matrix.data.findIndex((value) => value !== 0 && value !== 1);
  if (at < 0) return matrix;
  const [i, k] = [Math.floor(at / matrix.cols), at % matrix.cols];
  throw new RangeError(`${where}: ${name}[${i}, ${k}] is ${matrix.data[at]}, 0 or 1 is needed`);
}

/** Both with as many rows and columns. */
export function requireSameShape(where: string, a: Record<string, Matrix>): void {
  const [[nameA, A], [nameB, B]] = Object.entries(a) as [[string, Matrix], [string, Matrix]];
  if (A.rows !== B.rows || A.cols !== B.cols) {
    throw new RangeError(
      `${where}: ${nameA} is ${A.rows} × ${A.cols}, ${nameB} ${B.rows} × ${B.cols}; both need the same shape`,
    );
  }
  if (A.data.length === 0)
    throw new RangeError(`${where}: ${nameA} is ${A.rows} × ${A.cols}, at least 1 × 1 is needed`);
}
