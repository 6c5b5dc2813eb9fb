/** How often each class was taken for each other: counts[true class][predicted class]. */
export interface ConfusionMatrix {
  type: "confusion-matrix";
  classes: string[];
  counts: number[][];
}

/** Counts pairs of true and predicted classes, given as their places in `classes`. */
export function confusionMatrix(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: string[],
): ConfusionMatrix {
  if (truth.length !== predicted.length)
    throw new RangeError(
      `confusionMatrix: ${truth.length} true and ${predicted.length} predicted classes, needed as many of both`,
    );
  const counts = classes.map(() => new Array<number>(classes.length).fill(0));
  for (let i = 0; i < truth.length; i++) {
    const [is, said] = [truth[i]!, predicted[i]!];
    if (counts[is]?.[said] === undefined)
      throw new RangeError(
        `confusionMatrix: sample ${i} has the classes ${is} and ${said}, needed whole numbers below ${classes.length}`,
      );
    counts[is][said]! += 1;
  }
  return confusionMatrixFrom(classes, counts);
}

/** The same from counts that are there already. */
export function confusionMatrixFrom(classes: string[], counts: number[][]): ConfusionMatrix {
  const made: ConfusionMatrix = { type: "confusion-matrix", classes, counts };
  const reason = wrongConfusionMatrix(made);
  if (reason !== undefined) throw new RangeError(`confusionMatrix: ${reason}`);
  return made;
}

export function wrongConfusionMatrix(
  value: Partial<Record<keyof ConfusionMatrix, unknown>>,
): string | undefined {
  const { classes, counts } = value;
  if (!Array.isArray(classes) || classes.length === 0 || !classes.every((name) => typeof name === "string"))
    return "classes are no texts";
  const isRow = (row: unknown) =>
    Array.isArray(row) && row.length === classes.length && row.every((n) => Number.isFinite(n) && n >= 0);
  if (!Array.isArray(counts) || counts.length !== classes.length || !counts.every(isRow))
    return `counts are not ${classes.length} rows of ${classes.length} numbers from 0`;
  return undefined;
}
