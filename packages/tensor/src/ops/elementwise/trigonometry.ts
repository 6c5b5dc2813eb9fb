/** Tangent and the inverse functions; sin and cos stand in `functions.ts`. */
import { compute, record } from "../../tape.ts";
import type { Tensor } from "../../tensor.ts";
import { add, div, mul, neg, sub } from "../arithmetic.ts";
import { toFloating } from "../cast.ts";
import { sqrt } from "../powers.ts";

/** tan x. ∂/∂x = 1 + y². */
export function tan(x: Tensor): Tensor {
  const a = toFloating("tan", x);
  const y = compute("tan", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.tan(p[i]!);
  });
  return record("tan", y, [[a, (g) => mul(g, add(mul(y, y), 1)), y]]);
}

/** arcsin x in [−π/2, π/2], NaN outside [−1, 1]. ∂/∂x = 1 / √(1 − x²). */
export function asin(x: Tensor): Tensor {
  const a = toFloating("asin", x);
  const y = compute("asin", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.asin(p[i]!);
  });
  return record("asin", y, [[a, (g) => div(g, sqrt(sub(1, mul(a, a)))), a]]);
}

/** arccos x in [0, π], NaN outside [−1, 1]. ∂/∂x = −1 / √(1 − x²). */
export function acos(x: Tensor): Tensor {
  const a = toFloating("acos", x);
  const y = compute("acos", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.acos(p[i]!);
  });
  return record("acos", y, [[a, (g) => neg(div(g, sqrt(sub(1, mul(a, a))))), a]]);
}

/** arctan x in (−π/2, π/2). ∂/∂x = 1 / (1 + x²). */
export function atan(x: Tensor): Tensor {
  const a = toFloating("atan", x);
  const y = compute("atan", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.atan(p[i]!);
  });
  return record("atan", y, [[a, (g) => div(g, add(mul(a, a), 1)), a]]);
}
