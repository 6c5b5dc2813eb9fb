import { requireFunction } from "../arguments.ts";
import { grad } from "../backward.ts";
import { enableGrad, isGradEnabled, noGrad, record } from "../tape.ts";
import { requireTensor, type Tensor } from "../tensor.ts";
import { ownResult } from "./custom-function.ts";
import { jointEdges } from "./joint-edges.ts";

/**
 * fn(…inputs) without keeping what its backward needs: it is run once more when the gradient is asked for. Memory for
 * one more forward. Chen, Xu, Zhang and Guestrin 2016, https://arxiv.org/abs/1604.06174
 *
 * `fn` must give the same result both times (random numbers from the same place), and every tensor inside that needs a
 * gradient must be one of the inputs, so that it is seen.
 */
export function checkpoint<Inputs extends readonly Tensor[]>(
  fn: (...inputs: Inputs) => Tensor,
  ...inputs: Inputs
): Tensor {
  requireFunction("checkpoint", "fn", fn);
  requireTensor("checkpoint", ...inputs);
  // With no input to differentiate by, there is nothing to leave out, and parameters inside stay visible.
  if (!isGradEnabled() || !inputs.some((input) => input.requiresGrad)) return fn(...inputs);
  const output = noGrad(() => ownResult(fn(...inputs), "checkpoint"));
  const again = (g: Tensor): (Tensor | null)[] => {
    const createGraph = isGradEnabled();
    // A second derivative runs through the inputs' own history; a first one stops at copies without any.
    const own = createGraph ? inputs : (inputs.map(leafOf) as unknown as Inputs);
    const result = enableGrad(() => fn(...own));
    if (!createGraph) refuseHidden(result, own);
    const wanted = own.filter((input) => input.requiresGrad);
    if (!result.requiresGrad) return inputs.map(() => null);
    const found = grad(result, wanted, { gradOutputs: [g], createGraph, allowUnused: true });
    return own.map((input) => (input.requiresGrad ? found[wanted.indexOf(input)]! : null));
  };
  return record("checkpoint", output, jointEdges("checkpoint", inputs, again, ...inputs));
}

function leafOf(x: Tensor): Tensor {
  const leaf = x.detach();
  leaf.requiresGrad = x.requiresGrad;
  return leaf;
}

/** Throws if the result depends on a leaf that is none of the inputs: its gradient would be lost. */
function refuseHidden(result: Tensor, inputs: readonly Tensor[]): void {
  const seen = new Set<Tensor>();
  const stack = [result];
  while (stack.length > 0) {
    const tensor = stack.pop()!;
    if (seen.has(tensor) || !tensor.requiresGrad) continue;
    seen.add(tensor);
    if (tensor.gradFn) stack.push(...tensor.gradFn.inputs);
    else if (!inputs.includes(tensor)) {
      throw new RangeError(
        `checkpoint: fn uses a tensor of shape [${tensor.shape.join(", ")}] that needs a gradient and is no argument, all such tensors are needed as arguments`,
      );
    }
  }
}
