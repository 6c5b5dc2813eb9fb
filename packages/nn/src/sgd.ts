import { eagerly, isCompiling, type Tensor, zerosLike } from "@blankfile/tensor";
import { type Buffers, checkSetting, Optimizer, Setting } from "./optimizer.ts";
import type { Parameter } from "./parameter.ts";

export interface SGDOptions {
  lr: number;
  momentum?: number;
  /** Share of the gradient that does not enter the momentum. */
  dampening?: number;
  /** λ of the penalty ½ λ ‖θ‖². */
  weightDecay?: number;
  nesterov?: boolean;
}

/**
 * Stochastic gradient descent with momentum.
 *
 *   g ← ∂L/∂θ + λ θ
 *   v ← μ v + (1 − τ) g        (v = g at the first step)
 *   θ ← θ − η v                (Nesterov: θ − η (g + μ v))
 *
 * Sutskever et al. 2013, http://proceedings.mlr.press/v28/sutskever13.html, in the form that PyTorch has: the rate multiplies v, not
 * what enters it.
 */
export class SGD extends Optimizer {
  readonly #lr: Setting;
  readonly momentum: number;
  readonly dampening: number;
  readonly weightDecay: number;
  readonly nesterov: boolean;
  protected readonly bufferNames = ["momentum_buffer"];

  constructor(
    parameters: Iterable<Parameter>,
    { lr, momentum = 0, dampening = 0, weightDecay = 0, nesterov = false }: SGDOptions,
  ) {
    super(parameters);
    checkSetting("SGD", "lr", lr, 0, Number.POSITIVE_INFINITY);
    checkSetting("SGD", "momentum", momentum, 0, Number.POSITIVE_INFINITY);
    checkSetting("SGD", "dampening", dampening, 0, 1);
    checkSetting("SGD", "weightDecay", weightDecay, 0, Number.POSITIVE_INFINITY);
    if (nesterov && (momentum === 0 || dampening !== 0)) {
      throw new RangeError(
        `SGD: nesterov with momentum ${momentum} and dampening ${dampening}, momentum > 0 and dampening 0 are needed`,
      );
    }
    this.#lr = new Setting(lr);
    this.momentum = momentum;
    this.dampening = dampening;
    this.weightDecay = weightDecay;
    this.nesterov = nesterov;
  }

  get lr(): number {
    return this.#lr.value;
  }

  set lr(value: number) {
    checkSetting("SGD", "lr", value, 0, Number.POSITIVE_INFINITY);
    this.#lr.value = value;
  }

  protected update(theta: Parameter, gradient: Tensor, buffers: Buffers): void {
    const g = this.weightDecay === 0 ? gradient : gradient.add(theta.mul(this.weightDecay));
    if (this.momentum === 0) {
      theta.sub_(g.mul(this.#lr.tensor));
      return;
    }
    const v = this.#velocity(theta, g, buffers);
    theta.sub_((this.nesterov ? g.add(v.mul(this.momentum)) : v).mul(this.#lr.tensor));
  }

  /** v after this step. */
  #velocity(theta: Parameter, g: Tensor, buffers: Buffers): Tensor {
    // Without dampening a velocity of 0 gives v = g by itself, and the first step is as all others.
    if (this.dampening === 0) buffers.momentum_buffer ??= eagerly(() => zerosLike(theta));
    const before = buffers.momentum_buffer;
    if (before) return before.mul_(this.momentum).add_(g, { alpha: 1 - this.dampening });
    if (isCompiling()) {
      throw new RangeError(
        `SGD: a first step with dampening ${this.dampening} inside compile, a velocity is needed; take one step before`,
      );
    }
    const v = g.clone();
    buffers.momentum_buffer = v;
    return v;
  }
}
