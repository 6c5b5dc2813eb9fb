import { grad, Tensor } from "@blankfile/tensor";
import type { Target } from "./target.ts";

/**
 * A target from a tensor function: its gradient comes from the tape of @blankfile/tensor by reverse accumulation.
 *
 * `logDensity` takes x as a float64 tensor of shape [D] and returns a tensor of one element.
 */
export function tapeTarget(logDensity: (x: Tensor) => Tensor): Required<Target> {
  const both = (point: Float64Array) => {
    const x = new Tensor(Float64Array.from(point), [point.length], "float64");
    x.requiresGrad = true;
    const value = logDensity(x);
    const [gradient] = grad(value, [x]);
    return { logDensity: value.item(), gradient: Float64Array.from(gradient!.data) };
  };
  return {
    logDensity: (point) => {
      const x = new Tensor(Float64Array.from(point), [point.length], "float64");
      return logDensity(x).item();
    },
    gradient: (point) => both(point).gradient,
    logDensityAndGradient: both,
  };
}
