import type { Tensor } from "@blankfile/tensor";

/**
 * How many inputs reach one output of a weight, and how many outputs one input reaches: for [out, in, …kernel] fanIn = in · kernel
 * elements, fanOut = out · kernel elements.
 */
export function calculateFanInAndFanOut(weight: Tensor): { fanIn: number; fanOut: number } {
  const [out, inside, ...kernel] = weight.shape;
  if (out === undefined || inside === undefined) {
    throw new RangeError(
      `calculateFanInAndFanOut: a weight [${weight.shape.join(", ")}], [out, in, …] is needed`,
    );
  }
  const elements = kernel.reduce((product, n) => product * n, 1);
  return { fanIn: inside * elements, fanOut: out * elements };
}
