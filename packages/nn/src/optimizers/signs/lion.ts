import { sub, type Tensor, zerosLike } from "@blankfile/tensor";
import type { Parameter } from "../../module/parameter.ts";
import type { ParamGroup, Params } from "../param-group.ts";
import { type Buffers, PerParameterOptimizer } from "../per-parameter-optimizer.ts";
import { checkBetas, checkSetting } from "../setting.ts";

export interface LionOptions {
  /** Three to ten times smaller than what AdamW would get: every element moves by as much. */
  lr?: number;
  betas?: readonly [number, number];
  /** λ, the share of θ that a step of rate 1 takes away; three to ten times what AdamW would get. */
  weightDecay?: number;
}

/**
 * Steps by the sign of an interpolated momentum: every element moves by η, and one buffer is kept instead of Adam's two.
 *
 *   c = β₁ m + (1 − β₁) g
 *   θ ← θ − η (sign c + λ θ)
 *   m ← β₂ m + (1 − β₂) g
 *
 * Chen et al. 2023, https://arxiv.org/abs/2302.06675, algorithm 2; defaults as there. Weight decay is decoupled.
 */
export class Lion extends PerParameterOptimizer<Required<LionOptions>> {
  constructor(
    params: Params<Required<LionOptions>>,
    { lr = 1e-4, betas = [0.9, 0.99], weightDecay = 0 }: LionOptions = {},
  ) {
    super(params, { lr, betas, weightDecay });
  }

  protected check({ lr, betas, weightDecay }: Required<LionOptions>): void {
    checkSetting("Lion", "lr", lr, 0, Number.POSITIVE_INFINITY);
    checkBetas("Lion", betas);
    checkSetting("Lion", "weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
  }

  protected start(theta: Parameter): Buffers {
    return { exp_avg: zerosLike(theta) };
  }

  protected update(
    theta: Parameter,
    g: Tensor,
    { exp_avg }: Buffers,
    { live, weightDecay }: ParamGroup<Required<LionOptions>>,
  ): void {
    const { lr, beta1, beta2 } = live;
    const m = exp_avg!;
    const direction = m
      .mul(beta1)
      .add(g.mul(sub(1, beta1)))
      .sign();
    if (weightDecay !== 0) theta.mul_(sub(1, lr.mul(live.weightDecay)));
    theta.sub_(direction.mul(lr));
    m.mul_(beta2).add_(g.mul(sub(1, beta2)));
  }
}
