/** The rows of a leaf that the tree has learnt from, and what is known of them. */
export interface LeafRows {
  /** Rows in the leaf, of a weight above 0. */
  rows: Int32Array;
  /** Targets, [N]: numbers, or codes of classes. */
  y: Float64Array;
  /** F before this tree, [N]. */
  raw: Float64Array;
  /** The negative gradients that the tree was fitted to, [N]. */
  residual: Float64Array;
  weight: Float64Array;
  /** Which of the K trees of the stage it is. */
  k: number;
}

/**
 * What gradient boosting lowers. F are the raw predictions, an array of [N] for each output: one for a regressor and for two classes, one for each
 * of K classes else.
 */
export interface Loss {
  /** How many trees a stage has. */
  readonly outputs: number;
  /** The constants that F starts from, [outputs]: where the loss is least. */
  start(y: Float64Array, weight: Float64Array): Float64Array;
  /** The weighted mean over the rows. */
  mean(y: Float64Array, raw: readonly Float64Array[], weight: Float64Array): number;
  /** −∂L/∂F_k, [N]: the residuals that tree k of a stage is fitted to. */
  residuals(y: Float64Array, raw: readonly Float64Array[], k: number): Float64Array;
  /** Before each stage, for what the loss takes from the data. */
  prepare?(y: Float64Array, raw: readonly Float64Array[], weight: Float64Array): void;
  /** The step γ for a leaf: about argmin Σ w L(y, F + γ). Without it the leaf's mean residual is that. */
  leafValue?(leaf: LeafRows): number;
}

/** Σ w f(row) / Σ w */
export function weightedMean(weight: ArrayLike<number>, value: (i: number) => number): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < weight.length; i++) {
    if (weight[i] === 0) continue;
    sum += weight[i]! * value(i);
    total += weight[i]!;
  }
  return sum / total;
}

/** Σ w r / Σ w h over the rows of a leaf, one Newton step; 0 where the curvature is 0. */
export function newtonStep({ rows, residual, weight }: LeafRows, curvature: (i: number) => number): number {
  let [slope, bend, total] = [0, 0, 0];
  for (const i of rows) {
    slope += weight[i]! * residual[i]!;
    bend += weight[i]! * curvature(i);
    total += weight[i]!;
  }
  return Math.abs(bend / total) < 1e-150 ? 0 : slope / bend;
}
