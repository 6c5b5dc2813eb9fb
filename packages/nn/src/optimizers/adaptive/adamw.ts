import { maximum, pow, sub, type Tensor, zeros, zerosLike } from "@blankfile/tensor";
import type { Parameter } from "../../module/parameter.ts";
import type { ParamGroup, Params } from "../param-group.ts";
import { type Buffers, PerParameterOptimizer } from "../per-parameter-optimizer.ts";
import { checkBetas, checkSetting } from "../setting.ts";

export interface AdamWOptions {
  lr?: number;
  betas?: readonly [number, number];
  eps?: number;
  /** λ, the share of θ that a step of rate 1 takes away. */
  weightDecay?: number;
  /** Divides by the largest v so far instead of the present one: Reddi et al. 2018, https://arxiv.org/abs/1904.09237. */
  amsgrad?: boolean;
}

/**
 * Adam with decoupled weight decay: parameters shrink beside the step, not through the gradient, so that the decay of each does not
 * depend on how large its gradients are.
 *
 *   θ ← θ − η λ θ
 *   m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²
 *   m̂ = m / (1 − β₁ᵗ),       v̂ = v / (1 − β₂ᵗ)
 *   θ ← θ − η m̂ / (√v̂ + ε)                       (AMSGrad: the largest v so far in place of v)
 *
 * Loshchilov, Hutter 2019, https://arxiv.org/abs/1711.05101, algorithm 2, where η is the product of schedule and rate, as in PyTorch.
 */
export class AdamW extends PerParameterOptimizer<Required<AdamWOptions>> {
  constructor(
    params: Params<Required<AdamWOptions>>,
    { lr = 1e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 1e-2, amsgrad = false }: AdamWOptions = {},
  ) {
    super(params, { lr, betas, eps, weightDecay, amsgrad });
  }

  protected check({ lr, betas, eps, weightDecay }: Required<AdamWOptions>): void {
    checkSetting("AdamW", "lr", lr, 0, Number.POSITIVE_INFINITY);
    checkBetas("AdamW", betas);
    checkSetting("AdamW", "eps", eps, 0, Number.POSITIVE_INFINITY);
    checkSetting("AdamW", "weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
  }

  protected start(theta: Parameter, { amsgrad }: ParamGroup<Required<AdamWOptions>>): Buffers {
    return {
      step: zeros([]),
      exp_avg: zerosLike(theta),
      exp_avg_sq: zerosLike(theta),
      ...(amsgrad && { max_exp_avg_sq: zerosLike(theta) }),
    };
  }

  protected update(
    theta: Parameter,
    g: Tensor,
    { step, exp_avg, exp_avg_sq, max_exp_avg_sq }: Buffers,
    { live, weightDecay, eps }: ParamGroup<Required<AdamWOptions>>,
  ): void {
    const { lr, beta1, beta2 } = live;
    if (weightDecay !== 0) theta.mul_(sub(1, lr.mul(live.weightDecay)));
    const t = step!.add_(1).to("float64");
    const m = exp_avg!.mul_(beta1).add_(g.mul(sub(1, beta1)));
    const v = exp_avg_sq!.mul_(beta2).add_(g.mul(g).mul(sub(1, beta2)));
    const largest = max_exp_avg_sq?.copy_(maximum(max_exp_avg_sq, v)) ?? v;
    const mHat = m.div(sub(1, pow(beta1, t)));
    const vHat = largest.div(sub(1, pow(beta2, t)));
    theta.sub_(mHat.div(vHat.sqrt().add(eps)).mul(lr));
  }
}
