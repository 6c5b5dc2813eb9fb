import { requireNumbers, requireSameLength, requireWeights, weightedMean } from "../samples.ts";

export interface RegressionOptions {
  /** w, [N]; 1 each unless given. */
  sampleWeight?: ArrayLike<number> | undefined;
}

/** y and ŷ, finite and of one length, with their weights. */
export interface Targets {
  y: Float64Array;
  found: Float64Array;
  weight: ArrayLike<number> | undefined;
}

export function requireTargets(
  where: string,
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  { sampleWeight }: RegressionOptions,
): Targets {
  const n = requireSameLength(where, { yTrue, yPred });
  return {
    y: requireNumbers(where, "yTrue", yTrue),
    found: requireNumbers(where, "yPred", yPred),
    weight: requireWeights(where, sampleWeight, n),
  };
}

/** Σ w_i f(y_i, ŷ_i) / Σ w_i. */
export function meanLoss({ y, found, weight }: Targets, loss: (y: number, found: number) => number): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    const w = weight === undefined ? 1 : weight[i]!;
    sum += w * loss(y[i]!, found[i]!);
    total += w;
  }
  return sum / total;
}

/** The same loss of one constant for all samples. */
export function meanLossOf(
  targets: Targets,
  constant: number,
  loss: (y: number, found: number) => number,
): number {
  return meanLoss(targets, (y) => loss(y, constant));
}

export function meanOf({ y, weight }: Targets): number {
  return weightedMean(y, weight);
}

/** 1 − loss / loss of the best constant. Where no constant has a loss (y is constant): 1 if ŷ has none, else 0. */
export function shareExplained(loss: number, ofConstant: number): number {
  if (ofConstant > 0) return 1 - loss / ofConstant;
  return loss === 0 ? 1 : 0;
}

/** All of values within the domain; `needed` says which. */
export function requireDomain(
  where: string,
  name: string,
  values: Float64Array,
  { within, needed }: { within: (value: number) => boolean; needed: string },
): void {
  const at = values.findIndex((value) => !within(value));
  if (at >= 0) throw new RangeError(`${where}: ${name}[${at}] is ${values[at]}, ${needed} is needed`);
}
