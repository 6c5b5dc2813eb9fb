import { inspect, type Tensor, where } from "@blankfile/tensor";
import { checkSameShape } from "../checks.ts";
import { checkReduction, type Reduction, reduce } from "../reduction.ts";

export interface KlDivOptions {
  /** "mean" divides by all elements; "batchmean" by the first size, and is the divergence of the formula. "mean" unless told, as in PyTorch. */
  reduction?: Reduction | "batchmean";
  /** Whether the target holds logarithms, as the input does. */
  logTarget?: boolean;
}

/**
 * Kullback–Leibler divergence of log q, the input, from p, the target.
 *
 *   L = p (log p − log q),   0 where p = 0
 *
 * Kullback, Leibler 1951, https://doi.org/10.1214/aoms/1177729694. Input and target have one shape.
 */
export function klDiv(input: Tensor, target: Tensor, options: KlDivOptions = {}): Tensor {
  const { reduction = "mean", logTarget = false } = options;
  checkSameShape("klDiv", { input, target });
  checkReduction("klDiv", reduction, ["mean", "batchmean", "sum", "none"]);
  if (reduction === "batchmean" && input.ndim === 0)
    throw new RangeError(
      `klDiv: reduction "batchmean" of input [], a first dimension is needed; "sum" has no batch`,
    );
  if (!logTarget) checkProbabilities(target);
  const losses = logTarget
    ? target.exp().mul(target.sub(input))
    : // Where p = 0 neither log p nor p log q counts; 1 stands in, so that no NaN arises.
      where(target.gt(0), target.mul(where(target.gt(0), target, 1).log().sub(input)), 0);
  return reduction === "batchmean" ? losses.sum().div(input.shape[0]!) : reduce("klDiv", losses, reduction);
}

function checkProbabilities(target: Tensor): void {
  inspect([target], (p) => {
    const wrong = p!.findIndex((value) => !(value >= 0));
    if (wrong >= 0)
      throw new RangeError(
        `klDiv: target[${wrong}] is ${p![wrong]}, a probability is needed; logTarget: true takes logarithms`,
      );
  });
}
