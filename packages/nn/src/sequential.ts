import type { Tensor } from "@blankfile/tensor";
import { Module } from "./module.ts";

/** One module after the other: y = mₙ(… m₂(m₁(x))). Parameters are named by position: "0.weight", "2.weight". */
export class Sequential extends Module {
  readonly #modules: readonly Module[];

  constructor(...modules: Module[]) {
    super();
    this.#modules = modules;
  }

  override children(): [string, Module][] {
    return this.#modules.map((module, i) => [String(i), module]);
  }

  forward(x: Tensor): Tensor {
    return this.#modules.reduce((value, module) => module.forward(value), x);
  }
}
