import { eagerly, eq, noGrad, type Tensor, where, zeros } from "@blankfile/tensor";
import type { StateDict } from "../../module/state.ts";
import { type Closure, Optimizer } from "../optimizer.ts";
import { checkSetting } from "../setting.ts";
import { loadTensors } from "./load-tensors.ts";

export interface LookaheadOptions {
  /** Steps of the optimiser inside between two of the slow weights. */
  k?: number;
  /** α, how far the slow weights follow. */
  alpha?: number;
}

/**
 * Around any optimiser: it walks k steps ahead, then slow weights follow a part of the way, and it goes on from there.
 *
 *   every step        θ ← the optimiser's step from θ
 *   every kth step    φ ← φ + α (θ − φ),   θ ← φ             φ = θ before the first step
 *
 * Which step is a kth one is chosen by `where`, so that it stands inside `compile` like any other.
 * Zhang et al. 2019, https://arxiv.org/abs/1907.08610, algorithm 1; the state of the optimiser inside goes on, as in its experiments.
 */
export class Lookahead extends Optimizer {
  readonly optimizer: Optimizer;
  readonly k: number;
  readonly alpha: number;
  /** Steps since the slow weights moved. */
  readonly #step = zeros([]);
  /** φ; made before the first step. */
  #slow: Tensor[] = [];

  constructor(optimizer: Optimizer, { k = 5, alpha = 0.5 }: LookaheadOptions = {}) {
    super();
    if (!(Number.isInteger(k) && k >= 1))
      throw new RangeError(`Lookahead: k ${k}, a whole number from 1 is needed`);
    checkSetting("Lookahead", "alpha", alpha, 0, 1);
    this.optimizer = optimizer;
    this.k = k;
    this.alpha = alpha;
  }

  get paramGroups(): Optimizer["paramGroups"] {
    return this.optimizer.paramGroups;
  }

  step(closure?: Closure): Tensor | undefined {
    if (this.#slow.length === 0)
      this.#slow = eagerly(() => noGrad(() => this.parameters.map((theta) => theta.clone())));
    const loss = this.optimizer.step(closure);
    noGrad(() => {
      const count = this.#step.add(1);
      const isKth = eq(count, this.k);
      this.#step.copy_(where(isKth, 0, count));
      for (const [i, theta] of this.parameters.entries()) {
        const slow = this.#slow[i]!;
        slow.copy_(where(isKth, slow.add(theta.sub(slow).mul(this.alpha)), slow));
        theta.copy_(where(isKth, slow, theta));
      }
    });
    return loss;
  }

  /** φ of parameter i as "slow.<i>", the steps since it moved, and the state of the optimiser inside as "optimizer.<name>". */
  stateDict(): StateDict {
    const inner = Object.entries(this.optimizer.stateDict());
    return {
      ...Object.fromEntries(inner.map(([name, value]) => [`optimizer.${name}`, value])),
      ...(this.#slow.length > 0 && { step: this.#step }),
      ...Object.fromEntries(this.#slow.map((slow, i) => [`slow.${i}`, slow])),
    };
  }

  /** A state from before the first step makes slow weights of the parameters as they are now. */
  loadStateDict(state: StateDict): void {
    const inner: StateDict = {};
    const own: StateDict = {};
    for (const [key, value] of Object.entries(state)) {
      if (key.startsWith("optimizer.")) inner[key.slice("optimizer.".length)] = value;
      else own[key] = value;
    }
    const isNew = Object.keys(own).length === 0;
    const slow = noGrad(() => this.parameters.map((theta) => theta.clone()));
    const step = zeros([]);
    const wanted = Object.fromEntries(slow.map((value, i) => [`slow.${i}`, value]));
    if (!isNew) loadTensors("Lookahead", { step, ...wanted }, own);
    this.optimizer.loadStateDict(inner);
    this.#step.copy_(step);
    if (this.#slow.length === 0) this.#slow = isNew ? [] : slow;
    else for (const [i, value] of slow.entries()) this.#slow[i]!.copy_(value);
  }
}
