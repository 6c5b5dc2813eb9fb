import { gradientsOf, kernelBy, wholeOperation } from "../../autograd/whole-operation.ts";
import { isFloating } from "../../dtype.ts";
import type { Shape } from "../../shape.ts";
import { compute, literal } from "../../tape.ts";
import type { Tensor } from "../../tensor.ts";
import { expand } from "../broadcast.ts";
import type { Windows } from "./windows.ts";

/** Whether compile's convolution takes these: one float dtype, nothing empty. */
export function fitsRecordedConvolution(x: Tensor, weight: Tensor): boolean {
  return isFloating(x.dtype) && weight.dtype === x.dtype && x.numel() > 0 && weight.numel() > 0;
}

/** A convolution without bias as one node, and its two gradients as others: the windows are never stored. */
export function recordedConvolution(
  [x, weight]: readonly [Tensor, Tensor],
  { windows, groups, shape }: { windows: Windows; groups: number; shape: Shape },
  composed: (x: Tensor, weight: Tensor) => Tensor,
): Tensor {
  const { kernel, stride, padding, dilation } = windows;
  const [images, channels, ...image] = x.shape as [number, number, number, number];
  const attributes = {
    images,
    shape: { channels, image, outputs: weight.shape[0]!, groups, kernel, stride, padding, dilation },
  };
  const { dtype } = x;
  const whole = composed as (...inputs: Tensor[]) => Tensor;
  return wholeOperation({
    name: "conv2d",
    inputs: [x, weight],
    forward: () =>
      compute(
        "convolution",
        [x, weight],
        { shape, dtype },
        kernelBy([x, weight], (a, b) => [composed(a!, b!)]),
        attributes,
      ),
    backward: (g) => {
      // A gradient by one of them does not depend on its values: zeros do.
      const none = ({ shape }: Tensor) => expand(literal(0, dtype), shape);
      const byImage = kernelBy([g, weight], (h, b) => gradientsOf(whole, [none(x), b!], h!).slice(0, 1));
      const byKernel = kernelBy([g, x], (h, a) => gradientsOf(whole, [a!, none(weight)], h!).slice(1));
      return [
        compute("convolutionImageGradient", [g, weight], x, byImage, attributes),
        compute("convolutionKernelGradient", [g, x], weight, byKernel, attributes),
      ];
    },
    composed: whole,
  });
}
