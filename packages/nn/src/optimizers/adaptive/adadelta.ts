import { type Tensor, zerosLike } from "@blankfile/tensor";
import type { Parameter } from "../../module/parameter.ts";
import type { ParamGroup, Params } from "../param-group.ts";
import { type Buffers, PerParameterOptimizer } from "../per-parameter-optimizer.ts";
import { checkSetting } from "../setting.ts";

export interface AdadeltaOptions {
  /** Multiplies the step, whose size is the method's own; 1 unless told. */
  lr?: number;
  /** ρ, the share that both running means keep. */
  rho?: number;
  eps?: number;
  /** λ of the penalty ½ λ ‖θ‖², added to the gradient. */
  weightDecay?: number;
}

/**
 * Steps whose size follows from those before, so that θ's unit is kept and no rate is needed.
 *
 *   g ← ∂L/∂θ + λ θ
 *   v ← ρ v + (1 − ρ) g²
 *   Δ = √(u + ε) / √(v + ε) · g
 *   u ← ρ u + (1 − ρ) Δ²
 *   θ ← θ − η Δ
 *
 * Zeiler 2012, https://arxiv.org/abs/1212.5701, algorithm 1; defaults as in PyTorch. Weight decay is coupled.
 */
export class Adadelta extends PerParameterOptimizer<Required<AdadeltaOptions>> {
  constructor(
    params: Params<Required<AdadeltaOptions>>,
    { lr = 1, rho = 0.9, eps = 1e-6, weightDecay = 0 }: AdadeltaOptions = {},
  ) {
    super(params, { lr, rho, eps, weightDecay });
  }

  protected check({ lr, rho, eps, weightDecay }: Required<AdadeltaOptions>): void {
    checkSetting("Adadelta", "lr", lr, 0, Number.POSITIVE_INFINITY);
    checkSetting("Adadelta", "rho", rho, 0, 1);
    checkSetting("Adadelta", "eps", eps, 0, Number.POSITIVE_INFINITY);
    checkSetting("Adadelta", "weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
  }

  protected start(theta: Parameter): Buffers {
    return { square_avg: zerosLike(theta), acc_delta: zerosLike(theta) };
  }

  protected update(
    theta: Parameter,
    gradient: Tensor,
    { square_avg, acc_delta }: Buffers,
    { live, weightDecay, rho, eps }: ParamGroup<Required<AdadeltaOptions>>,
  ): void {
    const g = weightDecay === 0 ? gradient : gradient.add(theta.mul(live.weightDecay));
    const v = square_avg!.mul_(rho).add_(g.mul(g).mul(1 - rho));
    const delta = acc_delta!.add(eps).sqrt().div(v.add(eps).sqrt()).mul(g);
    acc_delta!.mul_(rho).add_(delta.mul(delta).mul(1 - rho));
    theta.sub_(delta.mul(live.lr));
  }
}
