import { eagerly, inspect, isCompiling, noGrad, type Tensor, zeros } from "@blankfile/tensor";
import type { Parameter } from "../module/parameter.ts";
import type { StateDict } from "../module/state.ts";
import { type Closure, Optimizer, runClosure } from "./optimizer.ts";
import {
  type ParamGroup,
  type Params,
  paramGroups,
  readSetting,
  restoreSettings,
  settingsOf,
} from "./param-group.ts";

/** What an optimiser remembers of one parameter, by PyTorch's names: "momentum_buffer", "exp_avg". */
export type Buffers = Record<string, Tensor>;

/**
 * What the optimisers share that move each parameter by itself: groups of parameters, and buffers beside each. A subclass checks its
 * options, says which buffers a parameter starts with, and how one parameter moves. `stateDict` holds buffers and settings, so that a
 * resumed run goes on with the same numbers.
 */
export abstract class PerParameterOptimizer<Options extends { lr: number }> extends Optimizer<Options> {
  readonly paramGroups: readonly ParamGroup<Options>[];
  readonly #buffers: Map<Parameter, Buffers>;

  constructor(params: Params<Options>, defaults: Options) {
    super();
    this.paramGroups = paramGroups(this.constructor.name, params, defaults, (options) => this.check(options));
    this.#buffers = new Map(this.parameters.map((parameter) => [parameter, {}]));
  }

  /** Refuses options outside their ranges, by name. Runs before the subclass has fields. */
  protected abstract check(options: Options): void;

  /** The buffers with which θ starts. Runs eagerly, once, before the first step of θ. */
  protected abstract start(theta: Parameter, group: ParamGroup<Options>): Buffers;

  /** θ ← θ + …, given θ, g = ∂L/∂θ, the buffers that belong to θ, and its group. Runs without a tape. */
  protected abstract update(
    theta: Parameter,
    gradient: Tensor,
    buffers: Buffers,
    group: ParamGroup<Options>,
  ): void;

  step(closure?: Closure): Tensor | undefined {
    const loss = closure && runClosure(this.constructor.name, closure);
    if (isCompiling()) keepFrozen(this.constructor.name, this.parameters);
    noGrad(() => {
      for (const group of this.paramGroups) {
        for (const theta of group.params) {
          if (theta.grad !== null) this.update(theta, theta.grad, this.#buffersOf(theta, group), group);
        }
      }
    });
    return loss;
  }

  /** The buffers of θ; made where it has none yet. */
  #buffersOf(theta: Parameter, group: ParamGroup<Options>): Buffers {
    const buffers = this.#buffers.get(theta)!;
    if (Object.keys(buffers).length === 0)
      Object.assign(
        buffers,
        eagerly(() => this.start(theta, group)),
      );
    return buffers;
  }

  /** The buffers of parameter i as "i.<name>", the settings of group j as "param_groups.j.lr". */
  stateDict(): StateDict {
    const state: StateDict = {};
    this.parameters.forEach((parameter, i) => {
      for (const [name, buffer] of Object.entries(this.#buffers.get(parameter)!))
        state[`${i}.${name}`] = buffer;
    });
    return { ...state, ...settingsOf(this.paramGroups) };
  }

  loadStateDict(state: StateDict): void {
    const groupOf = new Map(this.paramGroups.flatMap((group) => group.params.map((theta) => [theta, group])));
    const starts = this.parameters.map((theta) => this.start(theta, groupOf.get(theta)!));
    const loaded: Buffers[] = starts.map(() => ({}));
    const restores = new Map<string, () => () => void>();
    for (const [key, value] of Object.entries(state)) {
      const restore = readSetting(this.paramGroups, key, value);
      const [, i, name] = /^(\d+)\.(\w+)$/.exec(key) ?? [];
      const known = name === undefined ? undefined : starts[Number(i)]?.[name];
      if (restore) restores.set(key, restore);
      else if (known && known.dtype === value.dtype && String(known.shape) === String(value.shape))
        loaded[Number(i)]![name!] = value.clone();
      else {
        const names = Object.keys(starts[Number(i)] ?? starts[0]!);
        this.#refuse(
          `${key} [${value.shape.join(", ")}] of ${value.dtype}`,
          `${names.join(", ") || "no buffers"} of the parameters' shapes and dtypes`,
        );
      }
    }
    loaded.forEach((buffers, i) => {
      const missing = Object.keys(starts[i]!).filter((name) => buffers[name] === undefined);
      if (missing.length > 0 && Object.keys(buffers).length > 0)
        this.#refuse(`parameter ${i} without ${missing.join(", ")}`, "all of its buffers");
    });
    restoreSettings(this.constructor.name, this.paramGroups, restores);
    for (const [i, theta] of this.parameters.entries())
      takeOver(this.#buffers.get(theta)!, loaded[i]!, starts[i]!);
  }

  #refuse(given: string, needed: string): never {
    throw new RangeError(
      `${this.constructor.name}.loadStateDict: ${given} for ${this.parameters.length} parameters, ${needed} are needed; the state must come from the same model and optimiser`,
    );
  }
}

/** A compiled step moves the parameters that were free when it was noted: its calls refuse another choice. */
function keepFrozen(where: string, parameters: readonly Parameter[]): void {
  const free = parameters.map(({ requiresGrad }) => requiresGrad);
  inspect([nothing], () => {
    const changed = parameters.findIndex(({ requiresGrad }, i) => requiresGrad !== free[i]);
    if (changed < 0) return;
    throw new RangeError(
      `${where}.step: parameter ${changed} was ${free[changed] ? "free" : "frozen"} when compile noted the step, and is not now, the same is needed; compile another step`,
    );
  });
}

/** What the check is said to read: `compile` repeats only checks of tensors. */
const nothing = zeros([0]);

/** Into the memory that is there, if any: a compiled function knows the buffers by it. Without a state θ starts anew. */
function takeOver(own: Buffers, loaded: Buffers, start: Buffers): void {
  const fresh = Object.keys(loaded).length === 0;
  for (const name of Object.keys(fresh ? own : loaded)) {
    const value = (fresh ? start : loaded)[name]!;
    if (own[name]) own[name].copy_(value);
    else own[name] = value;
  }
}
