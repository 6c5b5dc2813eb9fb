import { type NestedArray, tensor } from "@blankfile/tensor";
import { type Optimizer, Parameter } from "../index.ts";

/** Where a parameter that starts at θ lies after steps by these gradients, in float64. */
export function walk(
  make: (parameters: Parameter[]) => Optimizer,
  theta: NestedArray,
  ...gradients: NestedArray[]
): number[] {
  const parameter = new Parameter(tensor(theta, { dtype: "float64" }));
  const optimizer = make([parameter]);
  for (const gradient of gradients) {
    parameter.grad = tensor(gradient, { dtype: "float64" });
    optimizer.step();
  }
  return [...parameter.data];
}

/** Throws where numbers near 1 differ by more than a dozen roundings. */
export function expectClose(found: Iterable<number>, wanted: readonly number[]): void {
  const numbers = [...found];
  const isClose = (x: number, i: number) => Math.abs(x - wanted[i]!) < 1e-13;
  if (numbers.length !== wanted.length || !numbers.every(isClose))
    throw new Error(`[${numbers.join(", ")}], [${wanted.join(", ")}] was expected`);
}
