import type { Matrix } from "../matrix/matrix.ts";

/** A question "is x[feature] ≤ threshold?", and how much asking it lowers the impurity. */
export interface Split {
  feature: number;
  threshold: number;
  decrease: number;
}

/**
 * The step that grows a tree, in plain words: for every feature and every middle between two neighbouring values, part the samples and keep the question
 * after which they are least mixed.
 *
 *   decrease = I(y) − (n_L / n) I(y_L) − (n_R / n) I(y_R)
 *
 * `impurity` is one of those in impurities.ts. Of equally good questions (up to rounding) the first: the lowest feature with the lowest threshold. Nothing
 * where all rows are equal. It measures both sides anew for every threshold, O(F N²); `growing/` sorts once and moves the samples from right to left one by one.
 */
export function bestSplit(
  X: Matrix,
  y: readonly number[],
  impurity: (y: readonly number[]) => number,
): Split | undefined {
  let best: Split | undefined;
  for (let feature = 0; feature < X.cols; feature++) {
    for (const threshold of middles(X.column(feature))) {
      const left = y.filter((_, i) => X.at(i, feature) <= threshold);
      const right = y.filter((_, i) => X.at(i, feature) > threshold);
      const inside = left.length * impurity(left) + right.length * impurity(right);
      const decrease = impurity(y) - inside / y.length;
      if (best === undefined || decrease > best.decrease + 1e-12) best = { feature, threshold, decrease };
    }
  }
  return best;
}

/** The middles between neighbouring different values. */
function middles(column: Float64Array): number[] {
  const values = [...new Set(column)].sort((a, b) => a - b);
  return values.slice(1).map((value, at) => values[at]! / 2 + value / 2);
}
