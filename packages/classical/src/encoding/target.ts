import { encodeLabels, type Label, type Labels } from "../estimator/labels.ts";
import { requireLength, validateTarget } from "../estimator/validate.ts";

export type TargetType = "auto" | "continuous" | "binary" | "multiclass";

/** The target as numbers whose means are wanted. */
export interface Target {
  type: Exclude<TargetType, "auto">;
  /** One column of y for numbers; 0 and 1 for two classes, 1 being the second; a column of 0 and 1 for each of more classes, [C][N]. */
  columns: Float64Array[];
  /** Sorted; null where y is a number. */
  classes: Label[] | null;
  /** Of each row its class; null where y is a number. */
  codes: Int32Array | null;
}

/** With "auto", words, booleans and whole numbers are classes, and numbers of which one is not whole are not. */
export function readTarget(where: string, y: unknown, rows: number, type: TargetType): Target {
  if (y === undefined || y === null)
    throw new TypeError(`${where}: y is missing, a target for each of the ${rows} rows is needed`);
  const given = y as Labels;
  const isNumber =
    type === "continuous" ||
    (type === "auto" &&
      Array.from(given as ArrayLike<Label>).some((one) => typeof one === "number" && !Number.isInteger(one)));
  if (isNumber) {
    const values = validateTarget(where, given as ArrayLike<number>, rows);
    return { type: "continuous", columns: [values], classes: null, codes: null };
  }
  requireLength(where, "y", given.length, rows);
  const { classes, codes } = encodeLabels(where, given);
  if (type === "binary" && classes.length !== 2)
    throw new RangeError(`${where}: y has ${classes.length} classes, 2 are needed for targetType "binary"`);
  if (classes.length < 2)
    throw new RangeError(
      `${where}: y has the one class ${JSON.stringify(classes[0])}, at least 2 are needed`,
    );
  const isMany = type === "multiclass" || classes.length > 2;
  const columns = (isMany ? classes.map((_, k) => k) : [1]).map((k) =>
    Float64Array.from(codes, (code) => Number(code === k)),
  );
  return { type: isMany ? "multiclass" : "binary", columns, classes, codes };
}
