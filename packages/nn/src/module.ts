import { noGrad, type Tensor } from "@blankfile/tensor";
import { Parameter } from "./parameter.ts";

/** Tensors by name, in PyTorch's keys: "0.weight", "0.bias". */
export type StateDict = Record<string, Tensor>;

/**
 * A function of tensors that owns parameters. What stands in its fields is found by itself: a `Parameter` is a parameter, a `Module`
 * is a part, and the field's name is the name. The order is that of the fields.
 */
export abstract class Module {
  /** Whether dropout and the like are active; `train()` and `eval()` set it. */
  training = true;

  abstract forward(...inputs: Tensor[]): Tensor;

  /** The parts, each with its name. */
  children(): [string, Module][] {
    return Object.entries(this).filter((entry): entry is [string, Module] => entry[1] instanceof Module);
  }

  /** This module and everything in it. */
  modules(): Module[] {
    return [this, ...this.children().flatMap(([, child]) => child.modules())];
  }

  /** Every parameter with its path: "0.weight". */
  namedParameters(prefix = ""): [string, Parameter][] {
    const own = Object.entries(this)
      .filter((entry): entry is [string, Parameter] => entry[1] instanceof Parameter)
      .map(([name, parameter]): [string, Parameter] => [prefix + name, parameter]);
    return [
      ...own,
      ...this.children().flatMap(([name, child]) => child.namedParameters(`${prefix}${name}.`)),
    ];
  }

  /** Every parameter once, also where two parts share it. */
  parameters(): Parameter[] {
    return [...new Set(this.namedParameters().map(([, parameter]) => parameter))];
  }

  zeroGrad(): void {
    for (const parameter of this.parameters()) parameter.grad = null;
  }

  train(mode = true): this {
    for (const module of this.modules()) module.training = mode;
    return this;
  }

  eval(): this {
    return this.train(false);
  }

  /** The parameters' values by name; they share memory with the parameters. */
  stateDict(): StateDict {
    return Object.fromEntries(this.namedParameters().map(([name, parameter]) => [name, parameter.detach()]));
  }

  /**
   * Copies values into the parameters. Names and shapes must agree exactly; what is missing, left over or of another shape is
   * listed, and nothing is changed.
   */
  loadStateDict(state: StateDict): void {
    const own = new Map(this.namedParameters());
    const missing = [...own.keys()].filter((name) => state[name] === undefined);
    const unexpected = Object.keys(state).filter((name) => !own.has(name));
    const misshapen = [...own]
      .filter(
        ([name, parameter]) =>
          state[name] !== undefined && String(state[name].shape) !== String(parameter.shape),
      )
      .map(
        ([name, parameter]) =>
          `${name} [${state[name]!.shape.join(", ")}] for [${parameter.shape.join(", ")}]`,
      );
    const faults = [
      ...(missing.length > 0 ? [`missing ${missing.join(", ")}`] : []),
      ...(unexpected.length > 0 ? [`unexpected ${unexpected.join(", ")}`] : []),
      ...(misshapen.length > 0 ? [`shapes differ: ${misshapen.join("; ")}`] : []),
    ];
    if (faults.length > 0) {
      throw new RangeError(
        `loadStateDict: ${faults.join("; ")}; the state must come from a module of the same architecture`,
      );
    }
    noGrad(() => {
      for (const [name, parameter] of own) parameter.copy_(state[name]!);
    });
  }
}
