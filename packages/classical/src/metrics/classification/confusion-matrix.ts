import { Matrix } from "../../matrix/matrix.ts";
import { codesOf, type Label, type Labels, requireDistinct, showLabels, uniqueLabels } from "../labels.ts";
import { requireSameLength, requireWeights } from "../samples.ts";

export interface ConfusionMatrixOptions {
  /** The classes and their order, sorted unless given; samples of other classes are left out. */
  labels?: readonly Label[] | undefined;
  sampleWeight?: ArrayLike<number> | undefined;
  /** Shares of each true class (rows sum to 1), of each predicted class (columns), or of all samples. */
  normalize?: "true" | "pred" | "all" | undefined;
}

/**
 * C_kl = Σ w_i [y_i = k, ŷ_i = l], K × K: rows are the true classes, columns the predicted ones. 0/0 is 0 when
 * normalised.
 */
export function confusionMatrix(yTrue: Labels, yPred: Labels, options: ConfusionMatrixOptions = {}): Matrix {
  return confusionCounts("confusionMatrix", yTrue, yPred, options);
}

/** The same, for the metrics that are made of it; `where` begins their errors. */
export function confusionCounts(
  where: string,
  yTrue: Labels,
  yPred: Labels,
  { labels, sampleWeight, normalize }: ConfusionMatrixOptions,
): Matrix {
  const n = requireSameLength(where, { yTrue, yPred });
  const weight = requireWeights(where, sampleWeight, n);
  const present = uniqueLabels(where, yTrue, yPred);
  const classes = labels === undefined ? present : requireDistinct(where, labels);
  const [rows, columns] = [codesOf(yTrue, classes), codesOf(yPred, classes)];
  if (rows.every((code) => code < 0)) {
    throw new RangeError(
      `${where}: labels ${showLabels(classes)}, at least one of yTrue's ${showLabels(present)} is needed`,
    );
  }
  const out = Matrix.zeros(classes.length, classes.length);
  for (let i = 0; i < n; i++) {
    if (rows[i]! < 0 || columns[i]! < 0) continue;
    out.data[rows[i]! * classes.length + columns[i]!]! += weight === undefined ? 1 : weight[i]!;
  }
  if (normalize !== undefined) divide(out, normalize);
  return out;
}

function divide({ data, rows: K }: Matrix, by: "true" | "pred" | "all"): void {
  if (by !== "true" && by !== "pred" && by !== "all") {
    throw new RangeError(
      `confusionMatrix: normalize ${JSON.stringify(by)}, "true", "pred" or "all" is needed`,
    );
  }
  const sums = new Float64Array(by === "all" ? 1 : K);
  const group = (at: number): number => (by === "all" ? 0 : by === "true" ? Math.floor(at / K) : at % K);
  data.forEach((value, at) => {
    sums[group(at)]! += value;
  });
  data.forEach((value, at) => {
    data[at] = value === 0 ? 0 : value / sums[group(at)]!;
  });
}
