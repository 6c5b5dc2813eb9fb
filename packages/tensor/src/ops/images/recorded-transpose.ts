import { gradientsOf, kernelBy, wholeOperation } from "../../autograd/whole-operation.ts";
import type { Shape } from "../../shape.ts";
import { compute, literal } from "../../tape.ts";
import type { Tensor } from "../../tensor.ts";
import { expand } from "../broadcast.ts";
import { fitsRecordedConvolution } from "./recorded-convolution.ts";
import type { Windows } from "./windows.ts";

/** Whether compile's convolution takes these: what it takes, and windows that fit into the result as often as x has pixels. */
export function fitsRecordedTranspose(
  x: Tensor,
  weight: Tensor,
  { windows, shape }: { windows: Windows; shape: Shape },
): boolean {
  const { kernel, stride, padding, dilation } = windows;
  const sides = [0, 1] as const;
  return (
    fitsRecordedConvolution(x, weight) &&
    sides.every((s) => {
      const room = shape[2 + s]! + 2 * padding[s] - dilation[s] * (kernel[s] - 1) - 1;
      return shape[2 + s]! >= 1 && Math.floor(room / stride[s]) + 1 === x.shape[2 + s];
    })
  );
}

/**
 * A transposed convolution without bias as one node: the convolution of images of the result's shape has x's shape, and this is its
 * gradient by those images. Its own gradients are that convolution of g, and the gradient by the kernels with g in the images' place.
 */
export function recordedTranspose(
  [x, weight]: readonly [Tensor, Tensor],
  { windows, groups, shape }: { windows: Windows; groups: number; shape: Shape },
  composed: (x: Tensor, weight: Tensor) => Tensor,
): Tensor {
  const { kernel, stride, padding, dilation } = windows;
  const [images, channels, ...image] = shape as [number, number, number, number];
  const attributes = {
    images,
    shape: { channels, image, outputs: weight.shape[0]!, groups, kernel, stride, padding, dilation },
  };
  const { dtype } = x;
  const whole = composed as (...inputs: Tensor[]) => Tensor;
  return wholeOperation({
    name: "convTranspose2d",
    inputs: [x, weight],
    forward: () =>
      compute(
        "convolutionImageGradient",
        [x, weight],
        { shape, dtype },
        kernelBy([x, weight], (a, b) => [composed(a!, b!)]),
        attributes,
      ),
    backward: (g) => {
      // A gradient by one of them does not depend on its values: zeros do.
      const none = ({ shape }: Tensor) => expand(literal(0, dtype), shape);
      const byInput = kernelBy([g, weight], (h, b) => gradientsOf(whole, [none(x), b!], h!).slice(0, 1));
      const byKernel = kernelBy([x, g], (a, h) => gradientsOf(whole, [a!, none(weight)], h!).slice(1));
      return [
        compute("convolution", [g, weight], x, byInput, attributes),
        compute("convolutionKernelGradient", [x, g], weight, byKernel, attributes),
      ];
    },
    composed: whole,
  });
}
