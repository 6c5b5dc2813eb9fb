import { gradientsOf, kernelBy, wholeOperation } from "../../autograd/whole-operation.ts";
import type { Shape } from "../../shape.ts";
import { compute } from "../../tape.ts";
import type { Tensor } from "../../tensor.ts";
import type { Windows } from "./windows.ts";

/** The largest of each window as one node, and its gradient as another: the windows are never stored. */
export function recordedMaxPool(
  x: Tensor,
  { windows, shape }: { windows: Windows; shape: Shape },
  composed: (x: Tensor) => Tensor,
): Tensor {
  const [n, c, ...image] = x.shape as [number, number, number, number];
  const { kernel, stride, padding, dilation } = windows;
  const attributes = {
    planes: n * c,
    shape: { image, kernel, stride, padding, dilation },
    positions: shape.slice(2),
  };
  const { dtype } = x;
  const whole = composed as (...inputs: Tensor[]) => Tensor;
  const forward = kernelBy([x], (a) => [composed(a!)]);
  return wholeOperation({
    name: "maxPool2d",
    inputs: [x],
    forward: () => compute("maxPool", [x], { shape, dtype }, forward, attributes),
    backward: (g) => {
      const gradient = kernelBy([g, x], (h, a) => gradientsOf(whole, [a!], h!));
      return [compute("maxPoolGradient", [g, x], x, gradient, attributes)];
    },
    composed: whole,
  });
}
