import { expand } from "../ops/broadcast.ts";
import { sameShape, showShape } from "../shape.ts";
import { isGradEnabled, literal } from "../tape.ts";
import type { Edge } from "../tape-node.ts";
import { requireTensor, type Tensor } from "../tensor.ts";

/**
 * Edges for an operation whose gradients come out of one function together. It is called once for each g and its
 * results handed out edge by edge; null stands for zeros.
 */
export function jointEdges(
  where: string,
  inputs: readonly Tensor[],
  backward: (g: Tensor) => readonly (Tensor | null)[],
  ...reads: Tensor[]
): Edge[] {
  const tracked = inputs.filter((input) => input.requiresGrad).length;
  let held: { g: Tensor; recorded: boolean; gradients: readonly (Tensor | null)[]; left: number } | null =
    null;
  const gradientOf = (i: number, g: Tensor): Tensor => {
    if (held?.g !== g || held.recorded !== isGradEnabled()) {
      const gradients = backward(g);
      if (gradients.length !== inputs.length) {
        throw new RangeError(
          `${where}: backward gave ${gradients.length} gradients, one for each of ${inputs.length} inputs is needed`,
        );
      }
      held = { g, recorded: isGradEnabled(), gradients, left: tracked };
    }
    const gradient = held.gradients[i]!;
    held.left -= 1;
    if (held.left === 0) held = null;
    return gradient === null ? zerosAs(inputs[i]!) : checked(where, gradient, inputs[i]!, i);
  };
  return inputs.map((input, i) => [input, (g) => gradientOf(i, g), ...reads]);
}

function checked(where: string, gradient: Tensor, input: Tensor, i: number): Tensor {
  requireTensor(where, gradient);
  if (sameShape(gradient.shape, input.shape) && gradient.dtype === input.dtype) return gradient;
  throw new RangeError(
    `${where}: a gradient of ${showShape(gradient.shape)} and ${gradient.dtype} for input ${i}, ${showShape(input.shape)} and ${input.dtype} are needed`,
  );
}

function zerosAs({ shape, dtype }: Tensor): Tensor {
  return expand(literal(0, dtype), shape);
}
