import { Matrix } from "../../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../../matrix/matrix-like.ts";
import { knownCodes, type Label, type Labels, requireDistinct, showLabels, uniqueLabels } from "../labels.ts";

/** Scores of one class, [N], or of each class, [N, K]. */
export type Scores = ArrayLike<number> | MatrixLike;

/** Classes and the probabilities found for them. */
export interface ClassProbabilities {
  /** [N, K], rows sum to 1. */
  P: Matrix;
  /** The column of each sample's class, [N]. */
  codes: Int32Array;
  classes: readonly Label[];
}

/** Sums of float32 probabilities differ from 1 by less than this. */
const SUM_TOLERANCE = 1e-5;

/**
 * yProba as [N, K], checked: within [0, 1], rows that sum to 1, a column a class. One probability a sample is that of
 * the second of two classes.
 */
export function requireProbabilities(
  where: string,
  yTrue: Labels,
  yProba: Scores,
  labels: readonly Label[] | undefined,
): ClassProbabilities {
  const P = withBothClasses(requireUnitRange(where, scoreMatrix(where, "yProba", yProba)));
  requireRows(where, yTrue, P);
  const classes = labels === undefined ? uniqueLabels(where, yTrue) : requireDistinct(where, labels, 2);
  if (classes.length === 1) {
    throw new RangeError(
      `${where}: yTrue has the class ${showLabels(classes)} alone, which others there are is needed; give labels`,
    );
  }
  requireColumns(where, classes, P, labels !== undefined);
  for (let i = 0, at = 0; i < P.rows; i++) {
    let sum = 0;
    for (let k = 0; k < P.cols; k++) sum += P.data[at++]!;
    if (Math.abs(sum - 1) > SUM_TOLERANCE) {
      throw new RangeError(
        `${where}: yProba[${i}] sums to ${sum}, 1 is needed; softmax makes probabilities of scores`,
      );
    }
  }
  return { P, codes: knownCodes(where, yTrue, classes), classes };
}

/** Scores as a matrix; one a sample as one column. All must be finite. */
export function scoreMatrix(where: string, name: string, scores: Scores): Matrix {
  const matrix = isVector(scores) ? columnOf(scores) : toMatrix(where, scores as MatrixLike);
  const at = matrix.data.findIndex((value) => value - value !== 0);
  if (at < 0) return matrix;
  const place = matrix.cols === 1 ? at : `${Math.floor(at / matrix.cols)}, ${at % matrix.cols}`;
  throw new RangeError(`${where}: ${name}[${place}] is ${matrix.data[at]}, a finite number is needed`);
}

export function isVector(scores: Scores): scores is ArrayLike<number> {
  if (ArrayBuffer.isView(scores)) return true;
  return Array.isArray(scores) && (scores.length === 0 || typeof scores[0] !== "object");
}

export function requireRows(where: string, yTrue: Labels, { rows }: Matrix): void {
  if (yTrue.length !== rows) {
    throw new RangeError(
      `${where}: yTrue has ${yTrue.length} samples, scores ${rows}; both need the same number`,
    );
  }
  if (rows === 0) throw new RangeError(`${where}: yTrue has no samples, at least one is needed`);
}

export function requireColumns(
  where: string,
  classes: readonly Label[],
  { cols }: Matrix,
  given: boolean,
): void {
  if (classes.length === cols) return;
  const remedy = given ? "labels need one for each column" : "give labels, the class of each column";
  throw new RangeError(
    `${where}: ${cols} columns of scores, ${classes.length} classes ${showLabels(classes)}; ${remedy}`,
  );
}

/** Probabilities within [0, 1]. */
export function requireUnitRange(where: string, P: Matrix): Matrix {
  const at = P.data.findIndex((value) => value < 0 || value > 1);
  if (at < 0) return P;
  throw new RangeError(
    `${where}: yProba of sample ${Math.floor(at / P.cols)} is ${P.data[at]}, a probability from 0 to 1 is needed`,
  );
}

function columnOf(scores: ArrayLike<number>): Matrix {
  return new Matrix(scores instanceof Float64Array ? scores : Float64Array.from(scores), [scores.length, 1]);
}

function withBothClasses(P: Matrix): Matrix {
  if (P.cols !== 1) return P;
  const out = Matrix.zeros(P.rows, 2);
  for (let i = 0; i < P.rows; i++) {
    out.data[2 * i] = 1 - P.data[i]!;
    out.data[2 * i + 1] = P.data[i]!;
  }
  return out;
}
