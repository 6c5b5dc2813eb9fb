import { grad } from "../backward.ts";
import type { TypedArray } from "../dtype.ts";
import type { Shape } from "../shape.ts";
import { eagerly, enableGrad, isGradEnabled, type Kernel, noGrad, record } from "../tape.ts";
import { Tensor } from "../tensor.ts";
import { jointEdges } from "./joint-edges.ts";

/** An operation that `compile` has machine code for as a whole, and how it is composed of others. */
export interface WholeOperation {
  readonly name: string;
  readonly inputs: readonly Tensor[];
  /** The result as one node, not yet on the tape. */
  readonly forward: () => Tensor;
  /** ∂L/∂input for each input, as nodes. */
  readonly backward: (g: Tensor) => readonly Tensor[];
  /** The same result from other operations: it says what is meant, and gives gradients that are themselves recorded. */
  readonly composed: (...inputs: Tensor[]) => Tensor;
}

/** Puts such an operation on the tape. */
export function wholeOperation({ name, inputs, forward, backward, composed }: WholeOperation): Tensor {
  const gradients = (g: Tensor) => (isGradEnabled() ? composedGradients(composed, inputs, g) : backward(g));
  return record(name, forward(), jointEdges(name, inputs, gradients, ...inputs));
}

function composedGradients(
  composed: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  g: Tensor,
): Tensor[] {
  const tracked = inputs.filter((input) => input.requiresGrad);
  const output = enableGrad(() => composed(...inputs));
  const found = grad(output, tracked, { gradOutputs: [g], createGraph: true, allowUnused: true });
  return inputs.map((input) => found[tracked.indexOf(input)] ?? input);
}

/** A kernel that computes by other operations, on arrays: for what runs a recorded node without code of its own. */
export function kernelBy(
  like: readonly Tensor[],
  compute: (...inputs: Tensor[]) => readonly Tensor[],
): Kernel {
  const forms = like.map(({ shape, dtype }) => ({ shape, dtype }));
  return (out, ...data) => {
    const inputs = forms.map(({ shape, dtype }, i) => onArray(data[i]!, shape, dtype));
    let at = 0;
    for (const result of eagerly(() => compute(...inputs))) {
      out.set(result.data, at);
      at += result.numel();
    }
  };
}

function onArray(data: TypedArray, shape: Shape, dtype: Tensor["dtype"]): Tensor {
  return new Tensor(data, shape, dtype);
}

/** ∂L/∂input of a composed operation, by its tape. */
export function gradientsOf(
  composed: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  g: Tensor,
): Tensor[] {
  const leaves = inputs.map((input) => {
    const leaf = input.detach();
    leaf.requiresGrad = true;
    return leaf;
  });
  const output = enableGrad(() => composed(...leaves));
  return noGrad(() => grad(output, leaves, { gradOutputs: [g], allowUnused: true }));
}
