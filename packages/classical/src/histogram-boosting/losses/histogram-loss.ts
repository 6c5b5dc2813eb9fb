/**
 * What boosting lowers, by its first and second derivatives. F are the raw predictions, an array of [N] for each output: one for a number and for two
 * classes, one for each of K classes else. Weights multiply; without them, `undefined`.
 */
export interface HistogramLoss {
  /** How many trees a round has. */
  readonly outputs: number;
  /** Whether ∂²L/∂F² is 1 whatever F is. */
  readonly hasUnitHessian: boolean;
  /** The constants that F starts from, [outputs]: where the loss is least. */
  start(y: Float64Array, weight: Float64Array | undefined): Float64Array;
  /** ∂L/∂F_k and ∂²L/∂F_k² of each row, times its weight. Where they are 1, `hessian` is undefined if there are no weights. */
  derivatives(y: Float64Array, raw: readonly Float64Array[], out: DerivativesOut): void;
  /** L of row i. */
  at(y: Float64Array, raw: readonly Float64Array[], i: number): number;
  /** The value of a leaf whose rows are missed by these `off` = y − F; where the second derivative says nothing. */
  leafValue?(off: Float64Array, weight: Float64Array | undefined): number;
}

export interface DerivativesOut {
  weight: Float64Array | undefined;
  /** [outputs][N]; float32 as in LightGBM and scikit-learn: half the memory to read, and 7 digits are enough to choose a split. */
  gradient: Float32Array[];
  hessian: Float32Array[] | undefined;
}

/** The weighted mean of the loss. */
export function meanLoss(
  loss: HistogramLoss,
  y: Float64Array,
  raw: readonly Float64Array[],
  weight: Float64Array | undefined,
): number {
  return weightedMean((i) => loss.at(y, raw, i), y.length, weight);
}

/** Σ w f(i) / Σ w */
export function weightedMean(
  value: (i: number) => number,
  rows: number,
  weight: Float64Array | undefined,
): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < rows; i++) {
    const w = weight ? weight[i]! : 1;
    if (w === 0) continue;
    sum += w * value(i);
    total += w;
  }
  return sum / total;
}
