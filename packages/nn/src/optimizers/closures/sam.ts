import { eq, noGrad, type Tensor, where } from "@blankfile/tensor";
import type { StateDict } from "../../module/state.ts";
import { type Closure, Optimizer, runClosure } from "../optimizer.ts";
import { checkSetting } from "../setting.ts";

export interface SAMOptions {
  /** ρ, how far up the gradient the loss is looked at. */
  rho?: number;
}

/**
 * Sharpness-aware minimisation, around any optimiser: it moves by the gradient at the highest place nearby, and so into flat valleys.
 *
 *   ε = ρ g(θ) / ‖g(θ)‖₂                  over all parameters as one vector; 0 where g = 0
 *   θ ← the optimiser's step from θ, by the gradient g(θ + ε)
 *
 * `step(closure)` runs the closure twice and returns the loss at θ; inside `compile` too. Dropout draws twice, and running means of a
 * normalisation move twice. Parameters keep the gradient of θ + ε.
 *
 * Foret et al. 2021, https://arxiv.org/abs/2010.01412, equation 2 with p = 2, and algorithm 1.
 */
export class SAM extends Optimizer {
  readonly optimizer: Optimizer;
  readonly rho: number;

  constructor(optimizer: Optimizer, { rho = 0.05 }: SAMOptions = {}) {
    super();
    checkSetting("SAM", "rho", rho, 0, Number.POSITIVE_INFINITY);
    this.optimizer = optimizer;
    this.rho = rho;
  }

  get paramGroups(): Optimizer["paramGroups"] {
    return this.optimizer.paramGroups;
  }

  step(closure?: Closure): Tensor {
    const loss = runClosure("SAM", closure);
    const here = noGrad(() => this.#climb());
    runClosure("SAM", closure);
    noGrad(() => {
      for (const [i, theta] of this.parameters.entries()) theta.copy_(here[i]!);
    });
    this.optimizer.step();
    return loss;
  }

  /** θ ← θ + ε; returns what θ was. */
  #climb(): Tensor[] {
    const here = this.parameters.map((theta) => theta.clone());
    const squares = this.parameters.flatMap(({ grad }) => (grad === null ? [] : [grad.mul(grad).sum()]));
    if (squares.length === 0) return here;
    const length = squares.reduce((sum, next) => sum.add(next)).sqrt();
    const scale = where(eq(length, 0), 0, length.reciprocal().mul(this.rho));
    for (const theta of this.parameters) if (theta.grad !== null) theta.add_(theta.grad.mul(scale));
    return here;
  }

  /** That of the optimiser inside: SAM itself remembers nothing. */
  stateDict(): StateDict {
    return this.optimizer.stateDict();
  }

  loadStateDict(state: StateDict): void {
    this.optimizer.loadStateDict(state);
  }
}
