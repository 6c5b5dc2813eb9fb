import { optionsOf, requireFunction, show } from "../arguments.ts";
import { clone } from "../ops/cast.ts";
import { noGrad, record } from "../tape.ts";
import { requireTensor, type Tensor } from "../tensor.ts";
import { jointEdges } from "./joint-edges.ts";

export interface CustomFunction<Inputs extends readonly Tensor[]> {
  /** For error messages and the tape. */
  name: string;
  /** The result from the inputs; what happens in here is not recorded. */
  forward: (...inputs: Inputs) => Tensor;
  /**
   * ∂L/∂input for each input, given g = ∂L/∂output; null for one that gets none. Written in tensor operations it can be
   * differentiated again.
   */
  backward: (g: Tensor, context: { inputs: Inputs; output: Tensor }) => readonly (Tensor | null)[];
}

/**
 * An operation with a gradient of one's own, for what differentiating step by step would do badly: a stabler formula, a
 * straight-through estimate, a clipped gradient.
 */
export function customFunction<Inputs extends readonly Tensor[]>(
  parts: CustomFunction<Inputs>,
): (...inputs: Inputs) => Tensor {
  const { name, forward, backward } = optionsOf("customFunction", parts);
  if (typeof name !== "string") {
    throw new TypeError(`customFunction: ${show(name)} as name, a text is needed`);
  }
  requireFunction("customFunction", "forward", forward);
  requireFunction("customFunction", "backward", backward);
  return (...inputs) => {
    requireTensor(name, ...inputs);
    const output = noGrad(() => ownResult(forward(...inputs), name));
    const edges = jointEdges(name, inputs, (g) => backward(g, { inputs, output }), ...inputs, output);
    return record(name, output, edges);
  };
}

/** A copy of the result, which may be an input or have a history of its own: the tape is about to claim it. */
export function ownResult(result: Tensor, name: string): Tensor {
  requireTensor(name, result);
  return clone(result);
}
