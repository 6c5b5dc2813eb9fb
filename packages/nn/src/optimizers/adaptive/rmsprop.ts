import { type Tensor, zerosLike } from "@blankfile/tensor";
import type { Parameter } from "../../module/parameter.ts";
import type { ParamGroup, Params } from "../param-group.ts";
import { type Buffers, PerParameterOptimizer } from "../per-parameter-optimizer.ts";
import { checkSetting } from "../setting.ts";

export interface RMSpropOptions {
  lr?: number;
  /** α, the share of the running mean that a step keeps. */
  alpha?: number;
  eps?: number;
  /** λ of the penalty ½ λ ‖θ‖², added to the gradient. */
  weightDecay?: number;
  momentum?: number;
  /** Divides by the deviation of the gradient around its mean instead of its size. */
  centered?: boolean;
}

/**
 * Steps scaled by a running mean of the squared gradient.
 *
 *   g ← ∂L/∂θ + λ θ
 *   v ← α v + (1 − α) g²
 *   σ = √v                    (centered: a ← α a + (1 − α) g,  σ = √(v − a²))
 *   b ← μ b + g / (σ + ε)
 *   θ ← θ − η b
 *
 * Tieleman, Hinton 2012, https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf, slide 29; centered as in Graves
 * 2013, https://arxiv.org/abs/1308.0850, equations 38 to 41, with ε outside the root as in PyTorch. Weight decay is coupled.
 */
export class RMSprop extends PerParameterOptimizer<Required<RMSpropOptions>> {
  constructor(
    params: Params<Required<RMSpropOptions>>,
    {
      lr = 1e-2,
      alpha = 0.99,
      eps = 1e-8,
      weightDecay = 0,
      momentum = 0,
      centered = false,
    }: RMSpropOptions = {},
  ) {
    super(params, { lr, alpha, eps, weightDecay, momentum, centered });
  }

  protected check({ lr, alpha, eps, weightDecay, momentum }: Required<RMSpropOptions>): void {
    checkSetting("RMSprop", "lr", lr, 0, Number.POSITIVE_INFINITY);
    checkSetting("RMSprop", "alpha", alpha, 0, 1);
    checkSetting("RMSprop", "eps", eps, 0, Number.POSITIVE_INFINITY);
    checkSetting("RMSprop", "weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
    checkSetting("RMSprop", "momentum", momentum, 0, Number.POSITIVE_INFINITY);
  }

  protected start(theta: Parameter, { momentum, centered }: ParamGroup<Required<RMSpropOptions>>): Buffers {
    return {
      square_avg: zerosLike(theta),
      ...(momentum !== 0 && { momentum_buffer: zerosLike(theta) }),
      ...(centered && { grad_avg: zerosLike(theta) }),
    };
  }

  protected update(
    theta: Parameter,
    gradient: Tensor,
    { square_avg, momentum_buffer, grad_avg }: Buffers,
    { live, weightDecay, alpha, eps }: ParamGroup<Required<RMSpropOptions>>,
  ): void {
    const g = weightDecay === 0 ? gradient : gradient.add(theta.mul(live.weightDecay));
    const v = square_avg!.mul_(alpha).add_(g.mul(g).mul(1 - alpha));
    const mean = grad_avg?.mul_(alpha).add_(g.mul(1 - alpha));
    const sigma = (mean ? v.sub(mean.mul(mean)) : v).sqrt();
    const scaled = g.div(sigma.add(eps));
    const step = momentum_buffer?.mul_(live.momentum).add_(scaled) ?? scaled;
    theta.sub_(step.mul(live.lr));
  }
}
