import { optionsOf, requireArray } from "./arguments.ts";
import { add } from "./ops/arithmetic.ts";
import { expand } from "./ops/broadcast.ts";
import { clone } from "./ops/cast.ts";
import { reshape } from "./ops/reshape.ts";
import { sameShape, showShape } from "./shape.ts";
import { enableGrad, literal, noGrad } from "./tape.ts";
import { requireTensor, Tensor } from "./tensor.ts";

export interface BackwardOptions {
  /** Keep the tape for another backward; as `createGraph` unless told. */
  retainGraph?: boolean;
  /** Record the gradients' own computation, so that they can be differentiated. */
  createGraph?: boolean;
}

/**
 * Adds ∂output/∂leaf to `grad` of every leaf that needs one.
 *
 * `gradient` is ∂L/∂output; a single element needs none, it is 1.
 */
export function backward(output: Tensor, gradient?: Tensor, options: BackwardOptions = {}): void {
  optionsOf("backward", options);
  const seeds = [seed("backward", output, gradient)];
  const gradients = propagate([output], seeds, {
    ...options,
    keep: (tensor) => tensor.isLeaf || tensor.retainsGrad,
  });
  const mode = options.createGraph ? enableGrad : noGrad;
  const taken = new Set([gradient?.storage]);
  mode(() => {
    for (const [tensor, g] of gradients) {
      // Operations such as add hand the same gradient to both inputs; each grad gets memory of its own.
      const own = taken.has(g.storage) ? clone(g) : g;
      taken.add(g.storage);
      tensor.grad = tensor.grad ? add(tensor.grad, g) : own;
    }
  });
}

/**
 * The gradients of `outputs` (summed, weighted by `gradOutputs`) with respect to `inputs`, which may lie anywhere in
 * the graph; nothing is added to any `grad`.
 */
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: readonly Tensor[],
  options: BackwardOptions & { gradOutputs?: readonly Tensor[]; allowUnused?: boolean } = {},
): Tensor[] {
  optionsOf("grad", options);
  requireArray("grad", "inputs", inputs);
  requireTensor("grad", ...inputs);
  if (options.gradOutputs !== undefined) requireArray("grad", "gradOutputs", options.gradOutputs);
  if (!(outputs instanceof Tensor)) requireArray("grad", "outputs", outputs);
  const list = outputs instanceof Tensor ? [outputs] : outputs;
  const seeds = list.map((output, i) => seed("grad", output, options.gradOutputs?.[i]));
  const wanted = new Set(inputs);
  const gradients = propagate(list, seeds, { ...options, keep: (tensor) => wanted.has(tensor) });
  return inputs.map((input, i) => {
    const g = gradients.get(input);
    if (g) return g;
    if (!options.allowUnused) {
      throw new RangeError(
        `grad: input ${i} is not part of the graph, one that the outputs depend on is needed; allowUnused gives zeros`,
      );
    }
    return expand(literal(0, input.dtype), input.shape);
  });
}

/** Walks the tape from the outputs to the leaves, each node after all that use its output; returns the gradients kept. */
function propagate(
  outputs: readonly Tensor[],
  seeds: readonly Tensor[],
  options: BackwardOptions & { keep: (tensor: Tensor) => boolean },
): Map<Tensor, Tensor> {
  const { createGraph = false, retainGraph = createGraph, keep } = options;
  const gradients = new Map<Tensor, Tensor>();
  const receive = (tensor: Tensor, g: Tensor): void => {
    const before = gradients.get(tensor);
    gradients.set(tensor, before ? add(before, g) : g);
  };
  (createGraph ? enableGrad : noGrad)(() => {
    outputs.forEach((output, i) => {
      receive(output, seeds[i]!);
    });
    const computed = fromOutputs(outputs);
    // All checks come first, so that a refusal leaves the graph whole.
    for (const tensor of computed) tensor.gradFn!.check();
    for (const tensor of computed) {
      const node = tensor.gradFn!;
      const { inputs } = node;
      const g = hooked(tensor, gradients.get(tensor)!);
      gradients.set(tensor, g);
      node.backward(g).forEach((part, i) => {
        receive(inputs[i]!, part);
      });
      if (!retainGraph) node.free();
      if (!keep(tensor)) gradients.delete(tensor);
    }
    // A leaf's gradient is complete only now.
    for (const [tensor, g] of gradients) {
      if (tensor.isLeaf) gradients.set(tensor, hooked(tensor, g));
    }
  });
  return gradients;
}

/** The gradient after the tensor's hooks. */
function hooked(tensor: Tensor, g: Tensor): Tensor {
  if (!tensor.hooks) return g;
  let seen = g;
  for (const hook of tensor.hooks) {
    const result = hook(seen) ?? seen;
    requireTensor("registerHook", result);
    if (!sameShape(result.shape, g.shape) || result.dtype !== g.dtype) {
      throw new RangeError(
        `backward: a hook gave a gradient of ${showShape(result.shape)} and ${result.dtype}, ${showShape(g.shape)} and ${g.dtype} are needed`,
      );
    }
    seen = result;
  }
  return seen;
}

/** The computed tensors that the outputs depend on, each before its inputs. */
function fromOutputs(outputs: readonly Tensor[]): Tensor[] {
  const finished: Tensor[] = [];
  const seen = new Set<Tensor>();
  const stack: { tensor: Tensor; leave: boolean }[] = outputs.map((tensor) => ({ tensor, leave: false }));
  while (stack.length > 0) {
    const { tensor, leave } = stack.pop()!;
    if (leave) {
      finished.push(tensor);
      continue;
    }
    if (seen.has(tensor) || !tensor.gradFn) continue;
    seen.add(tensor);
    stack.push({ tensor, leave: true });
    for (const input of tensor.gradFn.inputs) stack.push({ tensor: input, leave: false });
  }
  return finished.reverse();
}

function seed(where: string, output: Tensor, gradient: Tensor | undefined): Tensor {
  requireTensor(where, output);
  if (!output.requiresGrad) {
    throw new RangeError(
      `${where}: the output has no graph, one computed from a tensor with requiresGrad is needed`,
    );
  }
  if (!gradient) {
    if (output.numel() !== 1) {
      throw new RangeError(
        `${where}: an output of shape ${showShape(output.shape)} without a gradient, one element is needed; pass the gradient, or reduce with sum() or mean()`,
      );
    }
    return reshape(literal(1, output.dtype), output.shape);
  }
  requireTensor(where, gradient);
  if (!sameShape(gradient.shape, output.shape) || gradient.dtype !== output.dtype) {
    throw new RangeError(
      `${where}: a gradient of shape ${showShape(gradient.shape)} and dtype ${gradient.dtype}, the output's ${showShape(output.shape)} and ${output.dtype} are needed`,
    );
  }
  return gradient;
}
