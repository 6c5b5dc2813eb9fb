import type { Tensor } from "@blankfile/tensor";
import { type AnyModule, Module } from "./module.ts";
import { checkModule } from "./module-list.ts";

/**
 * One module after the other: y = mₙ(… m₂(m₁(x))). Parameters are named by position: "0.weight", "2.weight"; or by the names that a
 * record gives: `new Sequential({ embed, norm, head })`.
 */
export class Sequential extends Module<[Tensor], Tensor> {
  readonly #modules: readonly [string, Module][];

  constructor(...modules: Module[] | [Record<string, Module>]) {
    super();
    const [first] = modules;
    if (Array.isArray(first)) {
      throw new TypeError(
        "Sequential: an array, modules one after the other are needed: new Sequential(...layers)",
      );
    }
    const named = modules.length === 1 && first !== undefined && !(first instanceof Module);
    this.#modules = named
      ? Object.entries(first)
      : (modules as Module[]).map((module, i): [string, Module] => [String(i), module]);
    for (const [name, module] of this.#modules) checkModule("Sequential", name, module);
  }

  get length(): number {
    return this.#modules.length;
  }

  /** The module at a position; from the end where it is negative. */
  at(index: number): Module {
    const entry = this.#modules.at(index);
    if (entry === undefined)
      throw new RangeError(`Sequential: index ${index}, one below ${this.length} is needed`);
    return entry[1];
  }

  override children(): [string, AnyModule][] {
    return [...this.#modules];
  }

  forward(x: Tensor): Tensor {
    return this.#modules.reduce((value, [, module]) => module.forward(value), x);
  }
}
