import { eagerly, pow, sub, type Tensor, zeros, zerosLike } from "@blankfile/tensor";
import { type Buffers, checkSetting, Optimizer, Setting } from "./optimizer.ts";
import type { Parameter } from "./parameter.ts";

export interface AdamOptions {
  lr?: number;
  betas?: readonly [number, number];
  eps?: number;
  /** λ of the penalty ½ λ ‖θ‖², added to the gradient. */
  weightDecay?: number;
}

/**
 * Adam: steps scaled by running means of the gradient and of its square.
 *
 *   g ← ∂L/∂θ + λ θ
 *   m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²
 *   m̂ = m / (1 − β₁ᵗ),       v̂ = v / (1 − β₂ᵗ)
 *   θ ← θ − η m̂ / (√v̂ + ε)
 *
 * with t the steps that θ has taken: one without a gradient stays where it is, and its t too.
 * Kingma, Ba 2015, https://arxiv.org/abs/1412.6980, algorithm 1; defaults as there.
 */
export class Adam extends Optimizer {
  readonly #lr: Setting;
  readonly betas: readonly [number, number];
  readonly eps: number;
  readonly weightDecay: number;
  protected readonly bufferNames = ["step", "exp_avg", "exp_avg_sq"];

  constructor(
    parameters: Iterable<Parameter>,
    { lr = 1e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0 }: AdamOptions = {},
  ) {
    super(parameters);
    checkSetting("Adam", "lr", lr, 0, Number.POSITIVE_INFINITY);
    for (const beta of betas) {
      if (!(beta >= 0 && beta < 1))
        throw new RangeError(`Adam: beta ${beta}, a number from 0 to below 1 is needed`);
    }
    checkSetting("Adam", "eps", eps, 0, Number.POSITIVE_INFINITY);
    checkSetting("Adam", "weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
    this.#lr = new Setting(lr);
    this.betas = betas;
    this.eps = eps;
    this.weightDecay = weightDecay;
  }

  get lr(): number {
    return this.#lr.value;
  }

  set lr(value: number) {
    checkSetting("Adam", "lr", value, 0, Number.POSITIVE_INFINITY);
    this.#lr.value = value;
  }

  protected update(theta: Parameter, gradient: Tensor, buffers: Buffers): void {
    const [b1, b2] = this.betas;
    const g = this.weightDecay === 0 ? gradient : gradient.add(theta.mul(this.weightDecay));
    const state = eagerly(() => ({
      step: (buffers.step ??= zeros([])),
      m: (buffers.exp_avg ??= zerosLike(theta)),
      v: (buffers.exp_avg_sq ??= zerosLike(theta)),
    }));
    const t = state.step.add_(1).to("float64");
    const m = state.m.mul_(b1).add_(g, { alpha: 1 - b1 });
    const v = state.v.mul_(b2).add_(g.mul(g), { alpha: 1 - b2 });
    const mHat = m.div(sub(1, pow(b1, t)));
    const vHat = v.div(sub(1, pow(b2, t)));
    theta.sub_(mHat.div(vHat.sqrt().add(this.eps)).mul(this.#lr.tensor));
  }
}
