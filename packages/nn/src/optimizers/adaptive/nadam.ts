import { full, pow, sub, type Tensor, zeros, zerosLike } from "@blankfile/tensor";
import type { Parameter } from "../../module/parameter.ts";
import type { ParamGroup, Params } from "../param-group.ts";
import { type Buffers, PerParameterOptimizer } from "../per-parameter-optimizer.ts";
import { checkBetas, checkSetting } from "../setting.ts";

export interface NAdamOptions {
  lr?: number;
  betas?: readonly [number, number];
  eps?: number;
  /** λ of the penalty ½ λ ‖θ‖², added to the gradient. */
  weightDecay?: number;
  /** ψ: how slowly the momentum grows to β₁. */
  momentumDecay?: number;
}

/**
 * Adam with Nesterov's momentum: the step already contains the momentum that the next one would add.
 *
 *   g ← ∂L/∂θ + λ θ
 *   μ_t = β₁ (1 − ½ · 0.96^(t ψ)),   Π_t = μ_1 ⋯ μ_t
 *   m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²,   v̂ = v / (1 − β₂ᵗ)
 *   m̂ = μ_{t+1} m / (1 − Π_{t+1}) + (1 − μ_t) g / (1 − Π_t)
 *   θ ← θ − η m̂ / (√v̂ + ε)
 *
 * Dozat 2016, https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ, algorithm 2, with the schedule of μ of its section on
 * experiments; defaults as in PyTorch. Weight decay is coupled.
 */
export class NAdam extends PerParameterOptimizer<Required<NAdamOptions>> {
  constructor(
    params: Params<Required<NAdamOptions>>,
    { lr = 2e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0, momentumDecay = 4e-3 }: NAdamOptions = {},
  ) {
    super(params, { lr, betas, eps, weightDecay, momentumDecay });
  }

  protected check({ lr, betas, eps, weightDecay, momentumDecay }: Required<NAdamOptions>): void {
    checkSetting("NAdam", "lr", lr, 0, Number.POSITIVE_INFINITY);
    checkBetas("NAdam", betas);
    checkSetting("NAdam", "eps", eps, 0, Number.POSITIVE_INFINITY);
    checkSetting("NAdam", "weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
    checkSetting("NAdam", "momentumDecay", momentumDecay, 0, Number.POSITIVE_INFINITY);
  }

  protected start(theta: Parameter): Buffers {
    return {
      step: zeros([]),
      // A product of hundreds of factors: in float32 its rounding would show.
      mu_product: full([], 1, { dtype: "float64" }),
      exp_avg: zerosLike(theta),
      exp_avg_sq: zerosLike(theta),
    };
  }

  protected update(
    theta: Parameter,
    gradient: Tensor,
    { step, mu_product, exp_avg, exp_avg_sq }: Buffers,
    { live, weightDecay, momentumDecay, eps }: ParamGroup<Required<NAdamOptions>>,
  ): void {
    const { lr, beta1, beta2 } = live;
    const g = weightDecay === 0 ? gradient : gradient.add(theta.mul(live.weightDecay));
    const t = step!.add_(1).to("float64");
    const mu = (at: Tensor) => beta1.mul(sub(1, pow(0.96, at.mul(momentumDecay)).mul(0.5)));
    const [now, next] = [mu(t), mu(t.add(1))];
    const product = mu_product!.mul_(now);
    const m = exp_avg!.mul_(beta1).add_(g.mul(sub(1, beta1)));
    const v = exp_avg_sq!.mul_(beta2).add_(g.mul(g).mul(sub(1, beta2)));
    const vHat = v.div(sub(1, pow(beta2, t)));
    const mHat = m.mul(next.div(sub(1, product.mul(next)))).add(g.mul(sub(1, now).div(sub(1, product))));
    theta.sub_(mHat.div(vHat.sqrt().add(eps)).mul(lr));
  }
}
