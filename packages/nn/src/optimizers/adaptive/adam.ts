import { maximum, pow, sub, type Tensor, zeros, zerosLike } from "@blankfile/tensor";
import type { Parameter } from "../../module/parameter.ts";
import type { ParamGroup, Params } from "../param-group.ts";
import { type Buffers, PerParameterOptimizer } from "../per-parameter-optimizer.ts";
import { checkBetas, checkSetting } from "../setting.ts";

export interface AdamOptions {
  lr?: number;
  betas?: readonly [number, number];
  eps?: number;
  /** λ of the penalty ½ λ ‖θ‖², added to the gradient. */
  weightDecay?: number;
  /** Divides by the largest v so far instead of the present one: Reddi et al. 2018, https://arxiv.org/abs/1904.09237. */
  amsgrad?: boolean;
}

/**
 * Adam: steps scaled by running means of the gradient and of its square.
 *
 *   g ← ∂L/∂θ + λ θ
 *   m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²
 *   m̂ = m / (1 − β₁ᵗ),       v̂ = v / (1 − β₂ᵗ)
 *   θ ← θ − η m̂ / (√v̂ + ε)                       (AMSGrad: the largest v so far in place of v)
 *
 * with t the steps that θ has taken: one without a gradient stays where it is, and its t too.
 * Kingma, Ba 2015, https://arxiv.org/abs/1412.6980, algorithm 1; defaults as there.
 */
export class Adam extends PerParameterOptimizer<Required<AdamOptions>> {
  constructor(
    params: Params<Required<AdamOptions>>,
    { lr = 1e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0, amsgrad = false }: AdamOptions = {},
  ) {
    super(params, { lr, betas, eps, weightDecay, amsgrad });
  }

  protected check({ lr, betas, eps, weightDecay }: Required<AdamOptions>): void {
    checkSetting("Adam", "lr", lr, 0, Number.POSITIVE_INFINITY);
    checkBetas("Adam", betas);
    checkSetting("Adam", "eps", eps, 0, Number.POSITIVE_INFINITY);
    checkSetting("Adam", "weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
  }

  protected start(theta: Parameter, { amsgrad }: ParamGroup<Required<AdamOptions>>): Buffers {
    return {
      step: zeros([]),
      exp_avg: zerosLike(theta),
      exp_avg_sq: zerosLike(theta),
      ...(amsgrad && { max_exp_avg_sq: zerosLike(theta) }),
    };
  }

  protected update(
    theta: Parameter,
    gradient: Tensor,
    { step, exp_avg, exp_avg_sq, max_exp_avg_sq }: Buffers,
    { live, weightDecay, eps }: ParamGroup<Required<AdamOptions>>,
  ): void {
    const { lr, beta1, beta2 } = live;
    const g = weightDecay === 0 ? gradient : gradient.add(theta.mul(live.weightDecay));
    const t = step!.add_(1).to("float64");
    const m = exp_avg!.mul_(beta1).add_(g.mul(sub(1, beta1)));
    const v = exp_avg_sq!.mul_(beta2).add_(g.mul(g).mul(sub(1, beta2)));
    const mHat = m.div(sub(1, pow(beta1, t)));
    const largest = max_exp_avg_sq?.copy_(maximum(max_exp_avg_sq, v)) ?? v;
    const vHat = largest.div(sub(1, pow(beta2, t)));
    theta.sub_(mHat.div(vHat.sqrt().add(eps)).mul(lr));
  }
}
