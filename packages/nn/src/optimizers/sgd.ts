import { full, type Tensor, zerosLike } from "@blankfile/tensor";
import type { Parameter } from "../module/parameter.ts";
import type { ParamGroup, Params } from "./param-group.ts";
import { type Buffers, PerParameterOptimizer } from "./per-parameter-optimizer.ts";
import { checkSetting } from "./setting.ts";

export interface SGDOptions {
  lr: number;
  momentum?: number;
  /** Share of the gradient that does not enter the momentum. */
  dampening?: number;
  /** λ of the penalty ½ λ ‖θ‖². */
  weightDecay?: number;
  nesterov?: boolean;
}

/**
 * Stochastic gradient descent with momentum.
 *
 *   g ← ∂L/∂θ + λ θ
 *   v ← μ v + (1 − τ) g        (v = g at the first step)
 *   θ ← θ − η v                (Nesterov: θ − η (g + μ v))
 *
 * Sutskever et al. 2013, http://proceedings.mlr.press/v28/sutskever13.html, in the form that PyTorch has: the rate multiplies v, not
 * what enters it.
 */
export class SGD extends PerParameterOptimizer<Required<SGDOptions>> {
  constructor(
    params: Params<Required<SGDOptions>>,
    { lr, momentum = 0, dampening = 0, weightDecay = 0, nesterov = false }: SGDOptions,
  ) {
    super(params, { lr, momentum, dampening, weightDecay, nesterov });
  }

  protected check({ lr, momentum, dampening, weightDecay, nesterov }: Required<SGDOptions>): void {
    checkSetting("SGD", "lr", lr, 0, Number.POSITIVE_INFINITY);
    checkSetting("SGD", "momentum", momentum, 0, Number.POSITIVE_INFINITY);
    checkSetting("SGD", "dampening", dampening, 0, 1);
    checkSetting("SGD", "weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
    if (nesterov && (momentum === 0 || dampening !== 0)) {
      throw new RangeError(
        `SGD: nesterov with momentum ${momentum} and dampening ${dampening}, momentum > 0 and dampening 0 are needed`,
      );
    }
  }

  protected start(theta: Parameter, { momentum, dampening }: ParamGroup<Required<SGDOptions>>): Buffers {
    if (momentum === 0) return {};
    // Without dampening a velocity of 0 gives v = g by itself, and the first step is as all others.
    return {
      momentum_buffer: zerosLike(theta),
      ...(dampening !== 0 && { share: full([], 1, { dtype: "float64" }) }),
    };
  }

  protected update(
    theta: Parameter,
    gradient: Tensor,
    buffers: Buffers,
    group: ParamGroup<Required<SGDOptions>>,
  ): void {
    const { live, nesterov } = group;
    const g = group.weightDecay === 0 ? gradient : gradient.add(theta.mul(live.weightDecay));
    if (group.momentum === 0) {
      theta.sub_(g.mul(live.lr));
      return;
    }
    const { momentum_buffer: velocity, share } = buffers;
    const v = velocity!.mul_(live.momentum).add_(share ? g.mul(share) : g);
    share?.fill_(1 - group.dampening);
    theta.sub_((nesterov ? g.add(v.mul(live.momentum)) : v).mul(live.lr));
  }
}
