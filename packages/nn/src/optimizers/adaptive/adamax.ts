import { maximum, pow, sub, type Tensor, zeros, zerosLike } from "@blankfile/tensor";
import type { Parameter } from "../../module/parameter.ts";
import type { ParamGroup, Params } from "../param-group.ts";
import { type Buffers, PerParameterOptimizer } from "../per-parameter-optimizer.ts";
import { checkBetas, checkSetting } from "../setting.ts";

export interface AdamaxOptions {
  lr?: number;
  betas?: readonly [number, number];
  eps?: number;
  /** λ of the penalty ½ λ ‖θ‖², added to the gradient. */
  weightDecay?: number;
}

/**
 * Adam with the largest gradient of late in place of the root of the mean square.
 *
 *   g ← ∂L/∂θ + λ θ
 *   m ← β₁ m + (1 − β₁) g
 *   u ← max(β₂ u, |g| + ε)
 *   θ ← θ − η / (1 − β₁ᵗ) · m / u
 *
 * Kingma, Ba 2015, https://arxiv.org/abs/1412.6980, algorithm 2; ε, which keeps u from 0, is PyTorch's. Weight decay is coupled.
 */
export class Adamax extends PerParameterOptimizer<Required<AdamaxOptions>> {
  constructor(
    params: Params<Required<AdamaxOptions>>,
    { lr = 2e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0 }: AdamaxOptions = {},
  ) {
    super(params, { lr, betas, eps, weightDecay });
  }

  protected check({ lr, betas, eps, weightDecay }: Required<AdamaxOptions>): void {
    checkSetting("Adamax", "lr", lr, 0, Number.POSITIVE_INFINITY);
    checkBetas("Adamax", betas);
    checkSetting("Adamax", "eps", eps, 0, Number.POSITIVE_INFINITY);
    checkSetting("Adamax", "weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
  }

  protected start(theta: Parameter): Buffers {
    return { step: zeros([]), exp_avg: zerosLike(theta), exp_inf: zerosLike(theta) };
  }

  protected update(
    theta: Parameter,
    gradient: Tensor,
    { step, exp_avg, exp_inf }: Buffers,
    { live, weightDecay, eps }: ParamGroup<Required<AdamaxOptions>>,
  ): void {
    const { lr, beta1, beta2 } = live;
    const g = weightDecay === 0 ? gradient : gradient.add(theta.mul(live.weightDecay));
    const t = step!.add_(1).to("float64");
    const m = exp_avg!.mul_(beta1).add_(g.mul(sub(1, beta1)));
    const u = exp_inf!.copy_(maximum(exp_inf!.mul(beta2), g.abs().add(eps)));
    theta.sub_(m.div(u).mul(lr.div(sub(1, pow(beta1, t)))));
  }
}
