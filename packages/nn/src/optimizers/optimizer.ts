import { enableGrad, type Tensor } from "@blankfile/tensor";
import type { Parameter } from "../module/parameter.ts";
import type { StateDict } from "../module/state.ts";
import type { ParamGroup } from "./param-group.ts";

/** Computes the loss anew, with its gradients: `() => { optimizer.zeroGrad(); const loss = …; loss.backward(); return loss; }`. */
export type Closure = () => Tensor;

/** What a training asks of whatever moves its parameters: an optimiser, or something around one. */
export abstract class Optimizer<Options extends { lr: number } = { lr: number }> {
  abstract readonly paramGroups: readonly ParamGroup<Options>[];

  /**
   * Moves every parameter that has a gradient. With a closure the gradients are computed first, and its loss is returned; LBFGS and
   * SAM, which compute them more than once, need one.
   */
  abstract step(closure?: Closure): Tensor | undefined;

  /** All that a resumed run needs to go on with the same numbers; shares memory with the optimiser. */
  abstract stateDict(): StateDict;

  /** Copies a state in. What does not fit is named, and nothing is changed. */
  abstract loadStateDict(state: StateDict): void;

  /** All parameters, in the order of the groups. */
  get parameters(): readonly Parameter[] {
    return this.paramGroups.flatMap((group) => group.params);
  }

  /** The learning rate of the first group; setting it sets that of all groups. */
  get lr(): number {
    return this.paramGroups[0]!.lr;
  }

  set lr(value: number) {
    for (const group of this.paramGroups) group.lr = value;
  }

  zeroGrad(): void {
    for (const parameter of this.parameters) parameter.grad = null;
  }
}

/** Runs the closure of a step that cannot do without one. */
export function runClosure(where: string, closure: Closure | undefined): Tensor {
  if (typeof closure !== "function") {
    throw new TypeError(
      `${where}.step: a closure of type ${typeof closure}, a function is needed; give step(() => …) one that sets gradients to null, computes the loss and its gradients, and returns it`,
    );
  }
  return enableGrad(closure).detach();
}
