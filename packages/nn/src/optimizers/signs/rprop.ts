import { full, gt, lt, type Tensor, where, zerosLike } from "@blankfile/tensor";
import type { Parameter } from "../../module/parameter.ts";
import type { ParamGroup, Params } from "../param-group.ts";
import { type Buffers, PerParameterOptimizer } from "../per-parameter-optimizer.ts";
import { checkSetting } from "../setting.ts";

export interface RpropOptions {
  /** Where the steps of all elements start. */
  lr?: number;
  /** η⁻, η⁺: by what a step shrinks where the gradient's sign turned, and grows where it stayed. */
  etas?: readonly [number, number];
  /** The smallest and the largest step. */
  stepSizes?: readonly [number, number];
}

/**
 * Every element has a step of its own, which grows while the gradient keeps its sign; how large the gradient is does not count. For
 * gradients of the whole data set: the signs of batches turn by chance.
 *
 *   δ ← η⁺ δ where g g′ > 0,   η⁻ δ and g ← 0 where g g′ < 0,   δ where g g′ = 0,   held within the bounds
 *   θ ← θ − sign(g) δ,   g′ ← g
 *
 * Riedmiller, Braun 1993, https://doi.org/10.1109/ICNN.1993.298623, in the form without taking steps back that PyTorch has (iRprop⁻:
 * Igel, Hüsken 2003, https://doi.org/10.1016/S0925-2312(01)00700-7). A rate changed later counts for parameters that have not moved yet.
 */
export class Rprop extends PerParameterOptimizer<Required<RpropOptions>> {
  constructor(
    params: Params<Required<RpropOptions>>,
    { lr = 1e-2, etas = [0.5, 1.2], stepSizes = [1e-6, 50] }: RpropOptions = {},
  ) {
    super(params, { lr, etas, stepSizes });
  }

  protected check({ lr, etas, stepSizes }: Required<RpropOptions>): void {
    checkSetting("Rprop", "lr", lr, 0, Number.POSITIVE_INFINITY);
    const [shrink, grow] = etas;
    if (!(shrink > 0 && shrink < 1 && grow > 1))
      throw new RangeError(`Rprop: etas [${etas.join(", ")}], 0 < η⁻ < 1 < η⁺ is needed`);
    const [least, most] = stepSizes;
    if (!(least > 0 && least <= most))
      throw new RangeError(`Rprop: stepSizes [${stepSizes.join(", ")}], 0 < smallest ≤ largest is needed`);
  }

  protected start(theta: Parameter, { lr }: ParamGroup<Required<RpropOptions>>): Buffers {
    const { shape, dtype } = theta;
    return { prev: zerosLike(theta), step_size: full(shape, lr, { dtype }) };
  }

  protected update(
    theta: Parameter,
    gradient: Tensor,
    { prev, step_size }: Buffers,
    { etas: [shrink, grow], stepSizes: [min, max] }: ParamGroup<Required<RpropOptions>>,
  ): void {
    const product = gradient.mul(prev!);
    const turned = lt(product, 0);
    const size = step_size!;
    const wanted = where(turned, size.mul(shrink), where(gt(product, 0), size.mul(grow), size));
    const delta = size.copy_(wanted.clamp({ min, max }));
    const g = prev!.copy_(where(turned, 0, gradient));
    theta.sub_(g.sign().mul(delta));
  }
}
