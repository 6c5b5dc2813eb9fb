/** Steps: whole numbers stay as they are, and the derivative is 0 wherever it exists. */
import { compute, record } from "../../tape.ts";
import type { Tensor } from "../../tensor.ts";
import { mul } from "../arithmetic.ts";
import { refuseBool } from "../cast.ts";

/** The largest whole number ≤ x. */
export function floor(x: Tensor): Tensor {
  return step("floor", x, Math.floor);
}

/** The smallest whole number ≥ x. */
export function ceil(x: Tensor): Tensor {
  return step("ceil", x, Math.ceil);
}

/** x without its fraction. */
export function trunc(x: Tensor): Tensor {
  return step("trunc", x, Math.trunc);
}

/** The nearest whole number; of two equally near the even one, as in PyTorch. */
export function round(x: Tensor): Tensor {
  return step("round", x, halfToEven);
}

function step(name: string, x: Tensor, f: (value: number) => number): Tensor {
  refuseBool(name, x);
  const y = compute(name, [x], x, (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = f(a[i]!);
  });
  return record(name, y, [[x, (g) => mul(g, 0)]]);
}

/** `Math.round` takes the upper of two equally near, and keeps −0 for what it rounds up to zero. */
function halfToEven(value: number): number {
  const above = Math.round(value);
  return above - value === 0.5 && above % 2 !== 0 ? above - 1 : above;
}
