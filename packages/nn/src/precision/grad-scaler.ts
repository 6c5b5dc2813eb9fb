import { eagerly, full, isCompiling, noGrad, type Tensor, where, zerosLike } from "@blankfile/tensor";
import type { StateDict } from "../module/state.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";

export interface GradScalerOptions {
  initScale?: number;
  growthFactor?: number;
  backoffFactor?: number;
  /** Steps without overflow after which the scale grows. */
  growthInterval?: number;
}

/**
 * Dynamic loss scaling: the loss is multiplied by a scale, so that small gradients do not vanish in float16, and the gradients divided by it
 * before the step. A step whose gradients are infinite or NaN is left out.
 *
 *   scaler.scale(loss).backward();   scaler.step(optimizer);   scaler.update();
 *
 *   s ← ½ s after a step left out;   s ← 2 s after 2000 steps in a row that were not
 *
 * Micikevicius et al. 2018, https://arxiv.org/abs/1710.03740, section 3.2; defaults and the names in its state are PyTorch's. To clip
 * gradients, call `unscale_(optimizer)` before.
 */
export class GradScaler {
  readonly growthFactor: number;
  readonly backoffFactor: number;
  readonly growthInterval: number;
  readonly #scale: Tensor;
  readonly #growthTracker: Tensor;
  /** Whether the gradients of an optimiser, unscaled since the last update, hold what is not finite. */
  readonly #found = new Map<Optimizer, Tensor>();

  constructor({
    initScale = 65536,
    growthFactor = 2,
    backoffFactor = 0.5,
    growthInterval = 2000,
  }: GradScalerOptions = {}) {
    if (!(initScale > 0 && initScale < Infinity))
      throw new RangeError(`GradScaler: initScale ${initScale}, a finite number above 0 is needed`);
    if (!(growthFactor > 1))
      throw new RangeError(`GradScaler: growthFactor ${growthFactor}, a number above 1 is needed`);
    if (!(backoffFactor > 0 && backoffFactor < 1))
      throw new RangeError(`GradScaler: backoffFactor ${backoffFactor}, a number between 0 and 1 is needed`);
    if (!Number.isInteger(growthInterval) || growthInterval < 1)
      throw new RangeError(`GradScaler: growthInterval ${growthInterval}, a whole number from 1 is needed`);
    this.growthFactor = growthFactor;
    this.backoffFactor = backoffFactor;
    this.growthInterval = growthInterval;
    this.#scale = full([], initScale, { dtype: "float32" });
    this.#growthTracker = full([], 0, { dtype: "int32" });
  }

  getScale(): number {
    return this.#scale.item();
  }

  /** s · loss. */
  scale(loss: Tensor): Tensor {
    return loss.mul(this.#scale.clone()); // a copy, as update changes the scale before or after backward
  }

  /** Divides the gradients by the scale; once between two updates. */
  unscale_(optimizer: Optimizer): void {
    if (this.#found.has(optimizer))
      throw new RangeError(
        "GradScaler.unscale_: a second call for this optimiser, update() is needed in between",
      );
    noGrad(() => {
      const inverse = this.#scale.to("float64").reciprocal();
      let sum: Tensor = full([], 0, { dtype: "float64" });
      for (const { grad } of optimizer.parameters) {
        if (grad === null) continue;
        const wide = grad.to("float64");
        sum = sum.add(wide.mul(0).sum()); // 0 · ∞ and 0 · NaN are NaN
        grad.copy_(wide.mul(inverse));
      }
      this.#found.set(optimizer, sum.ne(0));
    });
  }

  /** The optimiser's step, left out where a gradient is not finite. */
  step(optimizer: Optimizer): void {
    if (!this.#found.has(optimizer)) this.unscale_(optimizer);
    const found = this.#found.get(optimizer)!;
    if (isCompiling()) stepUnless(found, optimizer);
    else if (found.item() === 0) optimizer.step();
  }

  /** The next scale. */
  update(): void {
    if (this.#found.size === 0)
      throw new RangeError(
        "GradScaler.update: no step since the last update, step(optimizer) is needed before",
      );
    noGrad(() => {
      const found = [...this.#found.values()].reduce((a, b) => a.logicalOr(b));
      const tracker = this.#growthTracker.add(1);
      const grows = tracker.ge(this.growthInterval);
      const larger = this.#scale.mul(this.growthFactor);
      const grown = where(grows.logicalAnd(larger.lt(Infinity)), larger, this.#scale);
      this.#growthTracker.copy_(where(found.logicalOr(grows), 0, tracker));
      this.#scale.copy_(where(found, this.#scale.mul(this.backoffFactor), grown));
    });
    this.#found.clear();
  }

  stateDict(): StateDict {
    return {
      scale: this.#scale,
      growth_factor: full([], this.growthFactor, { dtype: "float64" }),
      backoff_factor: full([], this.backoffFactor, { dtype: "float64" }),
      growth_interval: full([], this.growthInterval, { dtype: "int32" }),
      _growth_tracker: this.#growthTracker,
    };
  }

  /** Copies scale and tracker in. Factors and interval must be this scaler's own: they are set when it is made. */
  loadStateDict(state: StateDict): void {
    const own = this.stateDict();
    const names = Object.keys(own);
    const fits = names.length === Object.keys(state).length && names.every((name) => state[name]?.ndim === 0);
    const fixed = names.filter((name) => name.startsWith("growth_") || name.startsWith("backoff_"));
    const other = fits ? fixed.filter((name) => state[name]!.item() !== own[name]!.item()) : [];
    if (!fits || other.length > 0) {
      throw new RangeError(
        `GradScaler.loadStateDict: ${(fits ? other.map((name) => `${name} ${state[name]!.item()}`) : Object.keys(state)).join(", ")}; ${names.join(", ")} of a scaler with the same options are needed`,
      );
    }
    this.#scale.copy_(state.scale!);
    this.#growthTracker.copy_(state._growth_tracker!);
  }
}

/** In a compiled function nothing can be left out: the step is taken, and where it should not have been, all is put back. */
function stepUnless(found: Tensor, optimizer: Optimizer): void {
  eagerly(() => makeBuffers(optimizer));
  const changing = () => [
    ...optimizer.parameters.filter(({ grad }) => grad !== null),
    ...Object.entries(optimizer.stateDict())
      .filter(([name]) => !name.startsWith("param_groups."))
      .map(([, buffer]) => buffer),
  ];
  noGrad(() => {
    const before = changing().map((x): [Tensor, Tensor] => [x, x.clone()]);
    optimizer.step();
    for (const [x, value] of before) x.copy_(where(found, value, x));
  });
}

/** An optimiser makes its buffers at its first step. They must be there before one that may be left out, so one is taken and undone. */
function makeBuffers(optimizer: Optimizer): void {
  const kept = optimizer.parameters.map((p) => ({ p, grad: p.grad, value: p.detach().clone() }));
  const state = Object.entries(optimizer.stateDict()).map(([name, x]): [string, Tensor] => [name, x.clone()]);
  for (const { p } of kept) p.grad = noGrad(() => zerosLike(p));
  try {
    optimizer.step();
  } finally {
    for (const { p, grad, value } of kept) {
      p.grad = grad;
      noGrad(() => p.copy_(value));
    }
    optimizer.loadStateDict(Object.fromEntries(state));
  }
}
