import { hasMethod } from "../estimator/has-method.ts";
import type { AnyEstimator } from "../estimator/known.ts";
import type { Label } from "../estimator/labels.ts";
import { Matrix } from "../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../matrix/matrix-like.ts";

export type StackMethod = "auto" | "predictProba" | "decisionFunction" | "predict";

/** The method that a member is asked by: of "auto" the first that it has. */
export function methodOf(
  where: string,
  member: AnyEstimator,
  wanted: StackMethod,
): Exclude<StackMethod, "auto"> {
  const order = wanted === "auto" ? (["predictProba", "decisionFunction", "predict"] as const) : [wanted];
  const found = order.find((method) => hasMethod(member, method));
  if (found) return found;
  throw new TypeError(
    `${where}: ${member.name} has no ${wanted}, a classifier with it is needed; stackMethod "auto" takes what there is`,
  );
}

/**
 * What a member says of rows, as columns for the final estimator: numbers; the probabilities of the classes, of two those of the second; decisions; or the place of
 * the class. A fold whose rows lacked a class says 0 of its probability.
 */
export function memberResponse(
  member: AnyEstimator,
  X: MatrixLike,
  method: Exclude<StackMethod, "auto">,
  classes: readonly Label[] | undefined,
): Matrix {
  const able = member as unknown as Record<string, (X: MatrixLike) => ArrayLike<Label> | Matrix> & {
    classes_: ArrayLike<Label>;
  };
  const found = able[method]!(X);
  if (method === "predict") {
    const values = Float64Array.from(found as ArrayLike<Label>, (one) =>
      classes ? classes.indexOf(one) : Number(one),
    );
    return new Matrix(values, [values.length, 1]);
  }
  if (ArrayBuffer.isView(found))
    return new Matrix(Float64Array.from(found as never), [(found as Float64Array).length, 1]);
  const matrix = toMatrix("memberResponse", found as Matrix);
  const places = Array.from(able.classes_, (label) => classes!.indexOf(label));
  if (method === "decisionFunction") {
    if (places.length === classes!.length) return matrix;
    throw new RangeError(
      `memberResponse: ${member.name} has seen ${places.length} of ${classes!.length} classes in a fold, all are needed for decisions; fewer folds help`,
    );
  }
  const out = Matrix.zeros(matrix.rows, classes!.length);
  for (let i = 0; i < matrix.rows; i++)
    for (const [k, place] of places.entries()) out.data[i * out.cols + place] = matrix.at(i, k);
  return classes!.length === 2 ? out.takeColumns([1]) : out;
}
