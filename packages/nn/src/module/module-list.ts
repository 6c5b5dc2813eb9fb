import type { AnyModule } from "./module.ts";
import { Module } from "./module.ts";

/** Modules in a list, named by position: "0", "1". It computes nothing itself: whoever holds it says in what order they run. */
export class ModuleList<M extends AnyModule = Module> extends Module<never[], never> implements Iterable<M> {
  readonly #modules: M[];

  constructor(modules: Iterable<M> = []) {
    super();
    if (typeof modules?.[Symbol.iterator] !== "function") {
      throw new TypeError(
        `ModuleList: modules of type ${typeof modules}, an array of them is needed: new ModuleList([a, b])`,
      );
    }
    this.#modules = [];
    this.push(...modules);
  }

  get length(): number {
    return this.#modules.length;
  }

  /** The module at a position; from the end where it is negative. */
  at(index: number): M {
    const module = this.#modules.at(index);
    if (module === undefined)
      throw new RangeError(`ModuleList: index ${index}, one below ${this.length} is needed`);
    return module;
  }

  push(...modules: M[]): this {
    for (const [i, module] of modules.entries()) checkModule("ModuleList", this.length + i, module);
    this.#modules.push(...modules);
    return this;
  }

  [Symbol.iterator](): IterableIterator<M> {
    return this.#modules[Symbol.iterator]();
  }

  override children(): [string, AnyModule][] {
    return this.#modules.map((module, i) => [String(i), module]);
  }

  forward(): never {
    throw new TypeError(
      "ModuleList: forward, a call of one of its modules is needed: a list computes nothing",
    );
  }
}

/** Refuses what is no module, by its name. */
export function checkModule(where: string, name: string | number, module: unknown): void {
  if (!(module instanceof Module))
    throw new TypeError(`${where}: ${name} is of type ${typeof module}, a Module is needed`);
}
