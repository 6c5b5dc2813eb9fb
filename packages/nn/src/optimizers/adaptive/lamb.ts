import { eq, logicalOr, pow, sub, type Tensor, where, zeros, zerosLike } from "@blankfile/tensor";
import type { Parameter } from "../../module/parameter.ts";
import type { ParamGroup, Params } from "../param-group.ts";
import { type Buffers, PerParameterOptimizer } from "../per-parameter-optimizer.ts";
import { checkBetas, checkSetting } from "../setting.ts";

export interface LAMBOptions {
  lr?: number;
  betas?: readonly [number, number];
  eps?: number;
  /** λ, which the step gets beside Adam's ratio, before it is brought to the size of θ. */
  weightDecay?: number;
}

/**
 * Adam's step of each parameter brought to the size of the parameter, so that large batches can take large rates.
 *
 *   m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²
 *   m̂ = m / (1 − β₁ᵗ),       v̂ = v / (1 − β₂ᵗ)
 *   u = m̂ / (√v̂ + ε) + λ θ
 *   θ ← θ − η ‖θ‖ / ‖u‖ · u                         (‖θ‖ or ‖u‖ = 0: θ − η u)
 *
 * You et al. 2020, https://arxiv.org/abs/1904.00962, algorithm 2, with φ(z) = z. Weight decay is decoupled from the moments.
 */
export class LAMB extends PerParameterOptimizer<Required<LAMBOptions>> {
  constructor(
    params: Params<Required<LAMBOptions>>,
    { lr = 1e-3, betas = [0.9, 0.999], eps = 1e-6, weightDecay = 0 }: LAMBOptions = {},
  ) {
    super(params, { lr, betas, eps, weightDecay });
  }

  protected check({ lr, betas, eps, weightDecay }: Required<LAMBOptions>): void {
    checkSetting("LAMB", "lr", lr, 0, Number.POSITIVE_INFINITY);
    checkBetas("LAMB", betas);
    checkSetting("LAMB", "eps", eps, 0, Number.POSITIVE_INFINITY);
    checkSetting("LAMB", "weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
  }

  protected start(theta: Parameter): Buffers {
    return { step: zeros([]), exp_avg: zerosLike(theta), exp_avg_sq: zerosLike(theta) };
  }

  protected update(
    theta: Parameter,
    g: Tensor,
    { step, exp_avg, exp_avg_sq }: Buffers,
    { live, weightDecay, eps }: ParamGroup<Required<LAMBOptions>>,
  ): void {
    const { lr, beta1, beta2 } = live;
    const t = step!.add_(1).to("float64");
    const m = exp_avg!.mul_(beta1).add_(g.mul(sub(1, beta1)));
    const v = exp_avg_sq!.mul_(beta2).add_(g.mul(g).mul(sub(1, beta2)));
    const mHat = m.div(sub(1, pow(beta1, t)));
    const vHat = v.div(sub(1, pow(beta2, t)));
    const ratio = mHat.div(vHat.sqrt().add(eps));
    const u = weightDecay === 0 ? ratio : ratio.add(theta.mul(live.weightDecay));
    const [size, length] = [theta, u].map((x) => x.mul(x).sum().sqrt()) as [Tensor, Tensor];
    const trust = where(logicalOr(eq(size, 0), eq(length, 0)), 1, size.div(length));
    theta.sub_(u.mul(trust).mul(lr));
  }
}
