import { eagerly, noGrad, type Tensor } from "@blankfile/tensor";
import type { Parameter } from "../module/parameter.ts";
import type { StateDict } from "../module/state.ts";
import { type ParamGroup, type Params, paramGroups, restoreSetting } from "./param-group.ts";

/** What an optimiser remembers of one parameter, by PyTorch's names: "momentum_buffer", "exp_avg". */
export type Buffers = Record<string, Tensor>;

/**
 * What all optimisers share: groups of parameters, and buffers beside each parameter. A subclass checks its options, says which buffers a
 * parameter starts with, and how one parameter moves. `stateDict` holds buffers and settings, so that a resumed run goes on with the
 * same numbers.
 */
export abstract class Optimizer<Options extends { lr: number } = { lr: number }> {
  readonly paramGroups: readonly ParamGroup<Options>[];
  /** All parameters, in the order of the groups. */
  readonly parameters: readonly Parameter[];
  readonly #buffers: Map<Parameter, Buffers>;

  constructor(params: Params<Options>, defaults: Options) {
    this.paramGroups = paramGroups(this.constructor.name, params, defaults, (options) => this.check(options));
    this.parameters = this.paramGroups.flatMap((group) => group.params);
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

  /** The learning rate of the first group; setting it sets that of all groups. */
  get lr(): number {
    return this.paramGroups[0]!.lr;
  }

  set lr(value: number) {
    for (const group of this.paramGroups) group.lr = value;
  }

  /** Moves every parameter that has a gradient. */
  step(): void {
    noGrad(() => {
      for (const group of this.paramGroups) {
        for (const theta of group.params) {
          if (theta.grad !== null) this.update(theta, theta.grad, this.buffersOf(theta, group), group);
        }
      }
    });
  }

  /** The buffers of θ; made where it has none yet. */
  protected buffersOf(theta: Parameter, group: ParamGroup<Options>): Buffers {
    const buffers = this.#buffers.get(theta)!;
    if (Object.keys(buffers).length === 0)
      Object.assign(
        buffers,
        eagerly(() => this.start(theta, group)),
      );
    return buffers;
  }

  zeroGrad(): void {
    for (const parameter of this.parameters) parameter.grad = null;
  }

  /** The buffers of parameter i as "i.<name>", the settings of group j as "param_groups.j.lr"; buffers share memory with the optimiser. */
  stateDict(): StateDict {
    const state: StateDict = {};
    this.parameters.forEach((parameter, i) => {
      for (const [name, buffer] of Object.entries(this.#buffers.get(parameter)!))
        state[`${i}.${name}`] = buffer;
    });
    this.paramGroups.forEach((group, j) => {
      for (const [name, setting] of Object.entries(group.live)) state[`param_groups.${j}.${name}`] = setting;
    });
    return state;
  }

  /** Copies buffers and settings in. What does not fit this optimiser and these parameters is named, and nothing is changed. */
  loadStateDict(state: StateDict): void {
    const groupOf = new Map(this.paramGroups.flatMap((group) => group.params.map((theta) => [theta, group])));
    const starts = this.parameters.map((theta) => this.start(theta, groupOf.get(theta)!));
    const loaded: Buffers[] = starts.map(() => ({}));
    const settings: [ParamGroup<Options>, string, number][] = [];
    for (const [key, value] of Object.entries(state)) {
      const [, j, setting] = /^param_groups\.(\d+)\.(\w+)$/.exec(key) ?? [];
      const group = this.paramGroups[Number(j)];
      const [, i, name] = /^(\d+)\.(\w+)$/.exec(key) ?? [];
      const known = name === undefined ? undefined : starts[Number(i)]?.[name];
      if (setting !== undefined && group && setting in group.live && value.ndim === 0)
        settings.push([group, setting, value.item()]);
      else if (known && String(known.shape) === String(value.shape))
        loaded[Number(i)]![name!] = value.clone();
      else {
        const names = Object.keys(starts[Number(i)] ?? starts[0]!);
        this.#refuse(
          `${key} [${value.shape.join(", ")}]`,
          `${names.join(", ") || "no buffers"} of the same shapes`,
        );
      }
    }
    loaded.forEach((buffers, i) => {
      const missing = Object.keys(starts[i]!).filter((name) => buffers[name] === undefined);
      if (missing.length > 0 && Object.keys(buffers).length > 0)
        this.#refuse(`parameter ${i} without ${missing.join(", ")}`, "all of its buffers");
    });
    for (const [group, name, value] of settings) restoreSetting(group, name, value);
    for (const [i, theta] of this.parameters.entries()) takeOver(this.#buffers.get(theta)!, loaded[i]!);
  }

  #refuse(given: string, needed: string): never {
    throw new RangeError(
      `${this.constructor.name}.loadStateDict: ${given} for ${this.parameters.length} parameters, ${needed} are needed; the state must come from the same model and optimiser`,
    );
  }
}

/** Into the memory that is there, if any: a compiled function knows the buffers by it. */
function takeOver(own: Buffers, loaded: Buffers): void {
  for (const name of new Set([...Object.keys(own), ...Object.keys(loaded)])) {
    if (loaded[name] && own[name]) own[name].copy_(loaded[name]);
    else if (loaded[name]) own[name] = loaded[name];
    else delete own[name];
  }
}
