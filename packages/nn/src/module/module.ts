import { noGrad, type Tensor } from "@blankfile/tensor";
import { Buffer } from "./buffer.ts";
import {
  type BackwardPreHook,
  type ForwardHook,
  type ForwardPreHook,
  Hooks,
  type RemoveHook,
} from "./hooks.ts";
import { Mode } from "./mode.ts";
import { Parameter } from "./parameter.ts";
import { snakeCase } from "./snake-case.ts";
import { loadState, type StateDict, type StateFaults } from "./state.ts";

/** A module of any inputs and output. */
export type AnyModule = Module<never[], unknown>;

/**
 * A function of tensors that owns parameters. What stands in its fields is found by itself: a `Parameter` is a parameter, a `Buffer` a
 * tensor that is kept beside them, a `Module` a part. A field's name in snake case is the name, as PyTorch's keys are: `runningMean` is
 * "running_mean". The order is that of the fields.
 */
export abstract class Module<Inputs extends readonly unknown[] = Tensor[], Output = Tensor> {
  readonly #mode = new Mode();
  readonly #hooks = new Hooks();

  abstract forward(...inputs: Inputs): Output;

  /**
   * Whether dropout and the like are active; `train()` and `eval()` set it. A compiled function whose modules ask for it refuses calls in
   * the other mode: make one function for each.
   */
  get training(): boolean {
    return this.#mode.get(this.#name);
  }

  set training(value: boolean) {
    this.#mode.set(value);
  }

  /** The parts, each with its name. */
  children(): [string, AnyModule][] {
    return Object.entries(this).flatMap(([name, value]): [string, AnyModule][] => {
      if (value instanceof Module) return [[snakeCase(name), value]];
      const plain = plainHolder(value);
      if (plain) {
        throw new TypeError(
          `${this.#name}: ${name} is a plain ${plain.kind} of modules or parameters, which nobody would find; a ${plain.needed} is needed`,
        );
      }
      return [];
    });
  }

  /** For errors; a class without a name is a Module. */
  get #name(): string {
    return this.constructor.name || "Module";
  }

  /** This module's own parameters, without those of its parts. */
  ownParameters(): [string, Parameter][] {
    return Object.entries(this)
      .filter((entry): entry is [string, Parameter] => entry[1] instanceof Parameter)
      .map(([name, parameter]) => [snakeCase(name), parameter]);
  }

  /** This module's own buffers, without those of its parts. */
  ownBuffers(): [string, Buffer][] {
    return Object.entries(this)
      .filter((entry): entry is [string, Buffer] => entry[1] instanceof Buffer)
      .map(([name, buffer]) => [snakeCase(name), buffer]);
  }

  /** This module, as "", and everything in it by its path, each module once. */
  namedModules(): [string, AnyModule][] {
    const found = new Map<AnyModule, string>();
    const visit = (module: AnyModule, path: string) => {
      if (found.has(module)) return;
      found.set(module, path);
      for (const [name, child] of module.children()) visit(child, path === "" ? name : `${path}.${name}`);
    };
    visit(this, "");
    return [...found].map(([module, path]) => [path, module]);
  }

  /** This module and everything in it, each once. */
  modules(): AnyModule[] {
    return this.namedModules().map(([, module]) => module);
  }

  /** Every parameter with its path: "0.weight". One that two parts share has two names. */
  namedParameters(prefix = ""): [string, Parameter][] {
    return [
      ...this.ownParameters().map(([name, value]): [string, Parameter] => [prefix + name, value]),
      ...this.children().flatMap(([name, child]) => child.namedParameters(`${prefix}${name}.`)),
    ];
  }

  /** Every buffer with its path: "1.running_mean". */
  namedBuffers(prefix = ""): [string, Buffer][] {
    return [
      ...this.ownBuffers().map(([name, value]): [string, Buffer] => [prefix + name, value]),
      ...this.children().flatMap(([name, child]) => child.namedBuffers(`${prefix}${name}.`)),
    ];
  }

  /** Every parameter once, also where two parts share it. */
  parameters(): Parameter[] {
    return [...new Set(this.namedParameters().map(([, parameter]) => parameter))];
  }

  zeroGrad(): void {
    for (const parameter of this.parameters()) parameter.grad = null;
  }

  /** Freezes (false) or frees every parameter: a frozen one gets no gradient, and optimisers leave it alone. */
  requiresGrad_(value = true): this {
    for (const parameter of this.parameters()) {
      parameter.requiresGrad = value;
      if (!value) parameter.grad = null;
    }
    return this;
  }

  train(mode = true): this {
    for (const module of this.modules()) module.training = mode;
    return this;
  }

  eval(): this {
    return this.train(false);
  }

  /** Calls `fn` on every part and at last on this module: `model.apply((m) => m instanceof Linear && xavierUniform_(m.weight, …))`. */
  apply(fn: (module: AnyModule) => void): this {
    for (const module of this.modules().reverse()) fn(module);
    return this;
  }

  /** The values of parameters and buffers by name; they share memory with them. */
  stateDict(): StateDict {
    return Object.fromEntries(this.#namedState().map(([name, value]) => [name, value.detach()]));
  }

  /**
   * Copies values into parameters and buffers, in their own dtypes. Shapes must agree; so must the names, unless `strict` is false. What does not fit is listed,
   * and then nothing is changed. Returns the names that the state lacks or has too many, none where `strict` is true.
   */
  loadStateDict(state: StateDict, { strict = true }: { strict?: boolean } = {}): StateFaults {
    return noGrad(() => loadState(new Map(this.#namedState()), state, strict));
  }

  /** Parameters and buffers, in the order in which PyTorch lists them: each module's own first. */
  #namedState(): [string, Tensor][] {
    const state: [string, Tensor][] = [];
    const visit = (module: AnyModule, prefix: string) => {
      for (const [name, value] of [...module.ownParameters(), ...module.ownBuffers()])
        state.push([prefix + name, value]);
      for (const [name, child] of module.children()) visit(child, `${prefix}${name}.`);
    };
    visit(this, "");
    return state;
  }

  registerForwardPreHook(hook: ForwardPreHook): RemoveHook {
    return this.#register(this.#hooks.pre, hook);
  }

  registerForwardHook(hook: ForwardHook): RemoveHook {
    return this.#register(this.#hooks.post, hook);
  }

  registerFullBackwardPreHook(hook: BackwardPreHook): RemoveHook {
    return this.#register(this.#hooks.backward, hook);
  }

  /** While there are hooks, a `forward` of this object's own stands before that of its class, so that every call runs them. */
  #register<Hook>(hooks: Set<Hook>, hook: Hook): RemoveHook {
    if (typeof hook !== "function")
      throw new TypeError(`${this.#name}: a hook of type ${typeof hook}, a function is needed`);
    if (this.#hooks.empty) {
      const forward = this.forward as (...inputs: readonly unknown[]) => unknown;
      const value = (...inputs: unknown[]) => this.#hooks.run(this, forward, inputs);
      Object.defineProperty(this, "forward", { value, configurable: true });
    }
    hooks.add(hook);
    return () => {
      if (hooks.delete(hook) && this.#hooks.empty) Reflect.deleteProperty(this, "forward");
    };
  }
}

/** What kind of plain container holds modules or parameters, and what should hold them. */
function plainHolder(value: unknown): { kind: string; needed: string } | undefined {
  const held = (items: Iterable<unknown>) =>
    [...items].some((item) => item instanceof Module || item instanceof Parameter);
  if (Array.isArray(value)) return held(value) ? { kind: "array", needed: "ModuleList" } : undefined;
  if (value instanceof Set) return held(value) ? { kind: "Set", needed: "ModuleList" } : undefined;
  if (value instanceof Map) return held(value.values()) ? { kind: "Map", needed: "ModuleDict" } : undefined;
  const isRecord =
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isRecord && held(Object.values(value)) ? { kind: "object", needed: "ModuleDict" } : undefined;
}
