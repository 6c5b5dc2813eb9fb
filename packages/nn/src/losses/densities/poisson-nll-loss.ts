import { type Tensor, where } from "@blankfile/tensor";
import { checkOption, checkSameShape } from "../checks.ts";
import { type LossOptions, reduce } from "../reduction.ts";

export interface PoissonNllLossOptions extends LossOptions {
  /** Whether the input is log λ, which it is unless told; else λ. */
  logInput?: boolean;
  /** Whether to add an approximation of log y!, which has no gradient in the input. */
  full?: boolean;
  /** ε against log 0. */
  eps?: number;
}

/**
 * Negative log-likelihood of counts y under a Poisson distribution of rate λ.
 *
 *   L = e^x − y x                 for x = log λ
 *   L = x − y log(x + ε)          for x = λ
 *   full: + y log y − y + ½ log(2π y) where y > 1   (Stirling)
 *
 * Input and target have one shape.
 */
export function poissonNllLoss(input: Tensor, target: Tensor, options: PoissonNllLossOptions = {}): Tensor {
  const { logInput = true, full = false, eps = 1e-8, reduction = "mean" } = options;
  checkSameShape("poissonNllLoss", { input, target });
  checkOption("poissonNllLoss", "eps", eps, 0);
  const losses = logInput ? input.exp().sub(target.mul(input)) : input.sub(target.mul(input.add(eps).log()));
  return reduce("poissonNllLoss", full ? losses.add(logFactorial(target)) : losses, reduction);
}

/** Stirling's approximation, 0 for 0 and 1. */
function logFactorial(y: Tensor): Tensor {
  const large = where(y.gt(1), y, 1);
  const stirling = large.mul(large.log()).sub(large);
  return where(
    y.gt(1),
    stirling.add(
      large
        .mul(2 * Math.PI)
        .log()
        .mul(0.5),
    ),
    0,
  );
}
