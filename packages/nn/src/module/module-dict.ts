import { type AnyModule, Module } from "./module.ts";
import { checkModule } from "./module-list.ts";

/** Modules by name. It computes nothing itself: whoever holds it says which one runs. */
export class ModuleDict<M extends AnyModule = Module> extends Module<never[], never> {
  readonly #modules = new Map<string, M>();

  constructor(modules: Record<string, M> = {}) {
    super();
    for (const [name, module] of Object.entries(modules)) this.set(name, module);
  }

  get(name: string): M {
    const module = this.#modules.get(name);
    if (module === undefined) {
      throw new RangeError(
        `ModuleDict: there is no ${JSON.stringify(name)}, one of ${[...this.#modules.keys()].join(", ") || "none yet"} is needed`,
      );
    }
    return module;
  }

  has(name: string): boolean {
    return this.#modules.has(name);
  }

  set(name: string, module: M): this {
    if (name === "" || name.includes("."))
      throw new RangeError(`ModuleDict: name ${JSON.stringify(name)}, one without a dot is needed`);
    checkModule("ModuleDict", name, module);
    this.#modules.set(name, module);
    return this;
  }

  keys(): string[] {
    return [...this.#modules.keys()];
  }

  override children(): [string, AnyModule][] {
    return [...this.#modules];
  }

  forward(): never {
    throw new TypeError(
      "ModuleDict: forward, a call of one of its modules is needed: a dict computes nothing",
    );
  }
}
