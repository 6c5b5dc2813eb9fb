import { noGrad, Tensor, zeros } from "@blankfile/tensor";
import type { StateDict } from "../../module/state.ts";
import { loadTensors } from "./load-tensors.ts";

/**
 * Averages of parameters over a training, to evaluate with. `update()` after each optimiser step, inside `compile` too; to evaluate,
 *
 *   const accuracy = average.during(() => evaluate(model));
 *
 * puts the averages in the parameters' place and takes them out again. They start as the parameters are when this is made. Only what
 * is given is averaged: running means of a normalisation stay the model's, unless its buffers are given too.
 */
export abstract class WeightAverage {
  /** What is averaged. */
  readonly parameters: readonly Tensor[];
  /** The averages, in the same order. */
  readonly averages: readonly Tensor[];
  /** How many updates there were. */
  readonly nAveraged: Tensor = zeros([]);

  constructor(parameters: Iterable<Tensor>) {
    this.parameters = [...parameters];
    const where = this.constructor.name;
    if (this.parameters.length === 0)
      throw new RangeError(`${where}: no parameters, at least one is needed; pass model.parameters()`);
    if (!this.parameters.every((x) => x instanceof Tensor && x.dtype.startsWith("float")))
      throw new TypeError(
        `${where}: something else than floating tensors, those are needed; pass model.parameters()`,
      );
    this.averages = noGrad(() => this.parameters.map((theta) => theta.clone()));
  }

  /** avg ← avg + share (θ − avg), for the tth update. */
  protected abstract share(t: Tensor): Tensor;

  update(): void {
    noGrad(() => {
      const share = this.share(this.nAveraged.add_(1).to("float64"));
      for (const [i, average] of this.averages.entries())
        average.add_(this.parameters[i]!.sub(average).mul(share));
    });
  }

  /** Exchanges parameters and averages; a second time puts both back. */
  swap(): void {
    noGrad(() => {
      for (const [i, average] of this.averages.entries()) {
        const theta = this.parameters[i]!;
        const held = theta.clone();
        theta.copy_(average);
        average.copy_(held);
      }
    });
  }

  /** Runs `body` with the averages in place of the parameters. */
  during<T>(body: () => T): T {
    this.swap();
    try {
      const result = body();
      if (result instanceof Promise) {
        throw new TypeError(
          `${this.constructor.name}.during: a promise, a body that ends before it returns is needed; with await, swap() before and after`,
        );
      }
      return result;
    } finally {
      this.swap();
    }
  }

  /** The averages as "averages.<i>"; shares memory with them. */
  stateDict(): StateDict {
    return {
      n_averaged: this.nAveraged,
      ...Object.fromEntries(this.averages.map((average, i) => [`averages.${i}`, average])),
    };
  }

  loadStateDict(state: StateDict): void {
    loadTensors(this.constructor.name, this.stateDict(), state);
  }
}
