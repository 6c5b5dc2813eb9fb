import { div, gt, maximum, pow, sub, type Tensor, where, zeros, zerosLike } from "@blankfile/tensor";
import type { Parameter } from "../../module/parameter.ts";
import type { ParamGroup, Params } from "../param-group.ts";
import { type Buffers, PerParameterOptimizer } from "../per-parameter-optimizer.ts";
import { checkBetas, checkSetting } from "../setting.ts";

export interface RAdamOptions {
  lr?: number;
  betas?: readonly [number, number];
  eps?: number;
  /** λ of the penalty ½ λ ‖θ‖², added to the gradient. */
  weightDecay?: number;
}

/**
 * Adam that divides by √v̂ only once v̂ is known well enough, and goes by momentum alone before.
 *
 *   g ← ∂L/∂θ + λ θ
 *   m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²,   m̂ = m / (1 − β₁ᵗ)
 *   ρ_∞ = 2 / (1 − β₂) − 1,   ρ_t = ρ_∞ − 2 t β₂ᵗ / (1 − β₂ᵗ)
 *   r_t = √[(ρ_t − 4)(ρ_t − 2) ρ_∞ / ((ρ_∞ − 4)(ρ_∞ − 2) ρ_t)]
 *   θ ← θ − η m̂ r_t √(1 − β₂ᵗ) / (√v + ε)   where ρ_t > 5,   θ − η m̂   before
 *
 * Liu et al. 2020, https://arxiv.org/abs/1908.03265, algorithm 2; 5 instead of its 4, and the place of ε, are PyTorch's. Weight decay
 * is coupled.
 */
export class RAdam extends PerParameterOptimizer<Required<RAdamOptions>> {
  constructor(
    params: Params<Required<RAdamOptions>>,
    { lr = 1e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0 }: RAdamOptions = {},
  ) {
    super(params, { lr, betas, eps, weightDecay });
  }

  protected check({ lr, betas, eps, weightDecay }: Required<RAdamOptions>): void {
    checkSetting("RAdam", "lr", lr, 0, Number.POSITIVE_INFINITY);
    checkBetas("RAdam", betas);
    checkSetting("RAdam", "eps", eps, 0, Number.POSITIVE_INFINITY);
    checkSetting("RAdam", "weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
  }

  protected start(theta: Parameter): Buffers {
    return { step: zeros([]), exp_avg: zerosLike(theta), exp_avg_sq: zerosLike(theta) };
  }

  protected update(
    theta: Parameter,
    gradient: Tensor,
    { step, exp_avg, exp_avg_sq }: Buffers,
    { live, weightDecay, eps }: ParamGroup<Required<RAdamOptions>>,
  ): void {
    const { lr, beta1, beta2 } = live;
    const g = weightDecay === 0 ? gradient : gradient.add(theta.mul(live.weightDecay));
    const t = step!.add_(1).to("float64");
    const m = exp_avg!.mul_(beta1).add_(g.mul(sub(1, beta1)));
    const v = exp_avg_sq!.mul_(beta2).add_(g.mul(g).mul(sub(1, beta2)));
    const mHat = m.div(sub(1, pow(beta1, t)));
    const { known, r } = rectification(t, beta2);
    const scale = div(r.mul(sub(1, pow(beta2, t)).sqrt()), v.sqrt().add(eps));
    theta.sub_(mHat.mul(where(known, scale, 1)).mul(lr));
  }
}

/** Whether ρ_t > 5, and r_t where it is. */
function rectification(t: Tensor, beta2: Tensor): { known: Tensor; r: Tensor } {
  const power = pow(beta2, t);
  const last = div(2, sub(1, beta2)).sub(1);
  const rho = last.sub(t.mul(2).mul(power).div(sub(1, power)));
  const square = rho
    .sub(4)
    .mul(rho.sub(2))
    .mul(last)
    .div(last.sub(4).mul(last.sub(2)).mul(rho));
  return { known: gt(rho, 5), r: maximum(square, 0).sqrt() };
}
