import { compute, record } from "../../tape.ts";
import type { Tensor } from "../../tensor.ts";
import { div, mul, neg } from "../arithmetic.ts";
import { toFloating } from "../cast.ts";

/** 1 / x. ∂/∂x = −y². */
export function reciprocal(x: Tensor): Tensor {
  const a = toFloating("reciprocal", x);
  const y = compute("reciprocal", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = 1 / p[i]!;
  });
  return record("reciprocal", y, [[a, (g) => neg(mul(g, mul(y, y))), y]]);
}

/** 1 / √x. ∂/∂x = −y / (2x). */
export function rsqrt(x: Tensor): Tensor {
  const a = toFloating("rsqrt", x);
  const y = compute("rsqrt", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = 1 / Math.sqrt(p[i]!);
  });
  return record("rsqrt", y, [[a, (g) => neg(div(mul(g, y), mul(a, 2))), a, y]]);
}

/** x · x. */
export function square(x: Tensor): Tensor {
  return mul(x, x);
}
