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

/** A tensor on the walk. */
interface Visit {
  readonly tensor: Tensor;
  /** The visits of its operation's inputs, in the order of the edges; none for a leaf. */
  readonly inputs: Visit[];
  /** Whether the walk has come to it, and whether it has been to all that it depends on. */
  stage: "ahead" | "entered" | "left";
  /** What has come in so far of ∂L/∂tensor. */
  gradient: Tensor | null;
}

/** Walks the tape from the outputs to the leaves, each node after all that use its output; returns the gradients kept. */
function propagate(
  outputs: readonly Tensor[],
  seeds: readonly Tensor[],
  options: BackwardOptions & { keep: (tensor: Tensor) => boolean },
): Map<Tensor, Tensor> {
  const { createGraph = false, retainGraph = createGraph, keep } = options;
  const { ends, computed } = visitsFrom(outputs);
  // In the order in which their first gradients come.
  const kept: Visit[] = [];
  const receive = (visit: Visit, g: Tensor): void => {
    if (visit.gradient === null && (visit.tensor.isLeaf || keep(visit.tensor))) kept.push(visit);
    visit.gradient = visit.gradient === null ? g : add(visit.gradient, g);
  };
  (createGraph ? enableGrad : noGrad)(() => {
    for (let i = 0; i < ends.length; i++) receive(ends[i]!, seeds[i]!);
    // All checks come first, so that a refusal leaves the graph whole.
    for (const { tensor } of computed) tensor.gradFn!.check();
    for (const visit of computed) {
      const { tensor, inputs } = visit;
      const { edges } = tensor.gradFn!;
      const g = hooked(tensor, visit.gradient!);
      for (let i = 0; i < inputs.length; i++) receive(inputs[i]!, edges[i]![1](g));
      if (!retainGraph) tensor.gradFn!.free();
      visit.gradient = keep(tensor) ? g : null;
    }
    // A leaf's gradient is complete only now.
    for (const visit of kept) {
      if (visit.tensor.isLeaf) visit.gradient = hooked(visit.tensor, visit.gradient!);
    }
  });
  return new Map(kept.map(({ tensor, gradient }) => [tensor, gradient!]));
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

/** The visits of the outputs, and those of all computed tensors that they depend on, each before its inputs. */
function visitsFrom(outputs: readonly Tensor[]): { ends: Visit[]; computed: Visit[] } {
  const known = new Map<Tensor, Visit>();
  const visitOf = (tensor: Tensor): Visit => {
    const before = known.get(tensor);
    if (before) return before;
    const visit: Visit = { tensor, inputs: [], stage: "ahead", gradient: null };
    known.set(tensor, visit);
    return visit;
  };
  const ends = outputs.map(visitOf);
  const finished: Visit[] = [];
  const stack = [...ends];
  while (stack.length > 0) {
    const visit = stack.pop()!;
    const node = visit.tensor.gradFn;
    if (!node || visit.stage === "left") continue;
    if (visit.stage === "entered") {
      visit.stage = "left";
      finished.push(visit);
      continue;
    }
    visit.stage = "entered";
    stack.push(visit);
    for (const [input] of node.edges) {
      const next = visitOf(input);
      visit.inputs.push(next);
      stack.push(next);
    }
  }
  return { ends, computed: finished.reverse() };
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
