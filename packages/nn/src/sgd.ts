import type { Tensor } from "@blankfile/tensor";
import { type Buffers, checkSetting, Optimizer } from "./optimizer.ts";
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
  lr: number;
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
    this.lr = lr;
    this.momentum = momentum;
    this.dampening = dampening;
    this.weightDecay = weightDecay;
    this.nesterov = nesterov;
  }

  protected update(theta: Parameter, gradient: Tensor, buffers: Buffers): void {
    const g = this.weightDecay === 0 ? gradient : gradient.add(theta.mul(this.weightDecay));
    if (this.momentum === 0) {
      theta.sub_(g, { alpha: this.lr });
      return;
    }
    const before = buffers.momentum_buffer?.mul_(this.momentum);
    const v = before?.add_(g, { alpha: 1 - this.dampening }) ?? g.clone();
    buffers.momentum_buffer = v;
    theta.sub_(this.nesterov ? g.add(v.mul(this.momentum)) : v, { alpha: this.lr });
  }
}
