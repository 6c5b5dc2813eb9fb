import { full, noGrad, type Tensor } from "@blankfile/tensor";
import type { StateDict } from "./module.ts";
import type { Parameter } from "./parameter.ts";

/** What an optimiser remembers of one parameter, by PyTorch's names: "momentum_buffer", "exp_avg". */
export type Buffers = Record<string, Tensor>;

/**
 * What all optimisers share: the parameters, and buffers beside each of them. A subclass says how one parameter moves and
 * what its buffers are called. `stateDict` holds the buffers, so that a resumed run goes on with the same numbers.
 */
export abstract class Optimizer {
  readonly parameters: readonly Parameter[];
  /** Names of the buffers; a parameter has all of them or, before its first step, none. */
  protected abstract readonly bufferNames: readonly string[];
  readonly #buffers: Buffers[];

  constructor(parameters: Iterable<Parameter>) {
    this.parameters = [...parameters];
    if (this.parameters.length === 0) {
      throw new RangeError(
        `${this.constructor.name}: no parameters, at least one is needed; pass model.parameters()`,
      );
    }
    this.#buffers = this.parameters.map(() => ({}));
  }

  /** θ ← θ + …, given θ, g = ∂L/∂θ and the buffers that belong to θ. Runs without a tape. */
  protected abstract update(parameter: Parameter, gradient: Tensor, buffers: Buffers): void;

  /** Moves every parameter that has a gradient. */
  step(): void {
    noGrad(() => {
      this.parameters.forEach((parameter, i) => {
        if (parameter.grad !== null) this.update(parameter, parameter.grad, this.#buffers[i]!);
      });
    });
  }

  zeroGrad(): void {
    for (const parameter of this.parameters) parameter.grad = null;
  }

  /** The buffers of parameter i as "i.<name>"; they share memory with the optimiser. */
  stateDict(): StateDict {
    const state: StateDict = {};
    this.#buffers.forEach((buffers, i) => {
      for (const [name, buffer] of Object.entries(buffers)) state[`${i}.${name}`] = buffer;
    });
    return state;
  }

  /** Copies buffers in. What does not fit this optimiser and these parameters is named, and nothing is changed. */
  loadStateDict(state: StateDict): void {
    const loaded: Buffers[] = this.parameters.map(() => ({}));
    for (const [key, buffer] of Object.entries(state)) {
      const [, index, name] = /^(\d+)\.(\w+)$/.exec(key) ?? [];
      const parameter = this.parameters[Number(index)];
      const known = name !== undefined && this.bufferNames.includes(name);
      const fits =
        parameter !== undefined && (buffer.ndim === 0 || String(buffer.shape) === String(parameter.shape));
      if (!known || !fits) {
        this.#refuse(
          `${key} [${buffer.shape.join(", ")}]`,
          `${this.bufferNames.join(", ") || "no buffers"} of the same shapes`,
        );
      }
      loaded[Number(index)]![name!] = buffer.clone();
    }
    loaded.forEach((buffers, i) => {
      const missing = this.bufferNames.filter((name) => buffers[name] === undefined);
      if (missing.length > 0 && missing.length < this.bufferNames.length)
        this.#refuse(`parameter ${i} without ${missing.join(", ")}`, "all of its buffers");
    });
    // Into the memory that is there, if any: a compiled function knows the buffers by it.
    loaded.forEach((buffers, i) => {
      const own = this.#buffers[i]!;
      for (const name of this.bufferNames) {
        if (buffers[name] && own[name]) own[name].copy_(buffers[name]);
        else if (buffers[name]) own[name] = buffers[name];
        else delete own[name];
      }
    });
  }

  #refuse(given: string, needed: string): never {
    throw new RangeError(
      `${this.constructor.name}.loadStateDict: ${given} for ${this.parameters.length} parameters, ${needed} are needed; the state must come from the same model and optimiser`,
    );
  }
}

/** A number that may change between steps, also between those of a compiled function: it lies in a tensor. */
export class Setting {
  readonly tensor: Tensor;

  constructor(value: number) {
    this.tensor = full([], value, { dtype: "float64" });
  }

  get value(): number {
    return this.tensor.item();
  }

  set value(value: number) {
    this.tensor.fill_(value);
  }
}

/** Refuses a setting outside its range, by name. */
export function checkSetting(where: string, name: string, value: number, low: number, high: number): void {
  if (!(value >= low && value <= high)) {
    throw new RangeError(
      `${where}: ${name} ${value}, a number from ${low} to ${high === Number.POSITIVE_INFINITY ? "∞" : high} is needed`,
    );
  }
}
