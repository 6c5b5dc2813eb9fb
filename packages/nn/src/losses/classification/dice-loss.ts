import { inspect, type Tensor } from "@blankfile/tensor";
import { checkOption, checkSameShape } from "../checks.ts";
import { type LossOptions, reduce } from "../reduction.ts";

export interface DiceLossOptions extends LossOptions {
  /** s, added above and below: two empty masks are equal, not 0/0. */
  smooth?: number;
}

/**
 * One minus the overlap of two masks, which does not mind how much of a picture is background.
 *
 *   L_n = 1 − (2 Σ p t + s) / (Σ p + Σ t + s),   sums over all of sample n
 *
 * input and target [N, …], from 0 to 1. Milletari et al. 2016, https://arxiv.org/abs/1606.04797, with plain sums below in place of
 * squares, as Sudre et al. 2017, https://arxiv.org/abs/1707.03237, have them.
 */
export function diceLoss(input: Tensor, target: Tensor, options: DiceLossOptions = {}): Tensor {
  const { smooth = 1, reduction = "mean" } = options;
  checkSameShape("diceLoss", { input, target });
  checkOption("diceLoss", "smooth", smooth, 0, Number.MAX_VALUE);
  if (input.ndim < 2)
    throw new RangeError(`diceLoss: input [${input.shape.join(", ")}], [N, …] is needed; unsqueeze(0)`);
  for (const [name, x] of Object.entries({ input, target })) {
    inspect([x], (values) => {
      const wrong = values!.findIndex((p) => !(p >= 0 && p <= 1));
      if (wrong >= 0)
        throw new RangeError(
          `diceLoss: ${name}[${wrong}] is ${values![wrong]}, a number from 0 to 1 is needed`,
        );
    });
  }
  const dim = input.shape.slice(1).map((_, d) => d + 1);
  const both = input.mul(target).sum({ dim });
  const either = input.sum({ dim }).add(target.sum({ dim }));
  const overlap = both.mul(2).add(smooth).div(either.add(smooth));
  return reduce("diceLoss", overlap.neg().add(1), reduction);
}
