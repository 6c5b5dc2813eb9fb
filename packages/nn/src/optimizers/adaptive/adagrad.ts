import { full, type Tensor, zeros } from "@blankfile/tensor";
import type { Parameter } from "../../module/parameter.ts";
import type { ParamGroup, Params } from "../param-group.ts";
import { type Buffers, PerParameterOptimizer } from "../per-parameter-optimizer.ts";
import { checkSetting } from "../setting.ts";

export interface AdagradOptions {
  lr?: number;
  /** How much the rate has fallen after as many steps: to η / (1 + (t − 1) · lrDecay). */
  lrDecay?: number;
  /** λ of the penalty ½ λ ‖θ‖², added to the gradient. */
  weightDecay?: number;
  /** Where the sum of squares starts. */
  initialAccumulatorValue?: number;
  eps?: number;
}

/**
 * Steps scaled by all squared gradients so far: often large ones slow a parameter down for good, rare ones let it move.
 *
 *   g ← ∂L/∂θ + λ θ
 *   s ← s + g²
 *   θ ← θ − η / (1 + (t − 1) δ) · g / (√s + ε)
 *
 * Duchi et al. 2011, https://jmlr.org/papers/v12/duchi11a.html, figure 1 with the diagonal of the matrix; δ and defaults are
 * PyTorch's. Weight decay is coupled.
 */
export class Adagrad extends PerParameterOptimizer<Required<AdagradOptions>> {
  constructor(
    params: Params<Required<AdagradOptions>>,
    {
      lr = 1e-2,
      lrDecay = 0,
      weightDecay = 0,
      initialAccumulatorValue = 0,
      eps = 1e-10,
    }: AdagradOptions = {},
  ) {
    super(params, { lr, lrDecay, weightDecay, initialAccumulatorValue, eps });
  }

  protected check({
    lr,
    lrDecay,
    weightDecay,
    initialAccumulatorValue,
    eps,
  }: Required<AdagradOptions>): void {
    const all = { lr, lrDecay, weightDecay, initialAccumulatorValue, eps };
    for (const [name, value] of Object.entries(all))
      checkSetting("Adagrad", name, value, 0, Number.POSITIVE_INFINITY);
  }

  protected start(
    { shape, dtype }: Parameter,
    { initialAccumulatorValue }: ParamGroup<Required<AdagradOptions>>,
  ): Buffers {
    return { step: zeros([]), sum: full(shape, initialAccumulatorValue, { dtype }) };
  }

  protected update(
    theta: Parameter,
    gradient: Tensor,
    { step, sum }: Buffers,
    { live, weightDecay, lrDecay, eps }: ParamGroup<Required<AdagradOptions>>,
  ): void {
    const g = weightDecay === 0 ? gradient : gradient.add(theta.mul(live.weightDecay));
    const t = step!.add_(1).to("float64");
    const s = sum!.add_(g.mul(g));
    const rate = live.lr.div(t.sub(1).mul(lrDecay).add(1));
    theta.sub_(g.div(s.sqrt().add(eps)).mul(rate));
  }
}
