/** Hyperbolic functions and their inverses; tanh stands in `functions.ts`. */
import { compute, record } from "../../tape.ts";
import type { Tensor } from "../../tensor.ts";
import { add, div, mul, sub } from "../arithmetic.ts";
import { toFloating } from "../cast.ts";
import { sqrt } from "../powers.ts";

/** sinh x. ∂/∂x = cosh x. */
export function sinh(x: Tensor): Tensor {
  const a = toFloating("sinh", x);
  const y = compute("sinh", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.sinh(p[i]!);
  });
  return record("sinh", y, [[a, (g) => mul(g, cosh(a)), a]]);
}

/** cosh x. ∂/∂x = sinh x. */
export function cosh(x: Tensor): Tensor {
  const a = toFloating("cosh", x);
  const y = compute("cosh", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.cosh(p[i]!);
  });
  return record("cosh", y, [[a, (g) => mul(g, sinh(a)), a]]);
}

/** arsinh x. ∂/∂x = 1 / √(x² + 1). */
export function asinh(x: Tensor): Tensor {
  const a = toFloating("asinh", x);
  const y = compute("asinh", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.asinh(p[i]!);
  });
  return record("asinh", y, [[a, (g) => div(g, sqrt(add(mul(a, a), 1))), a]]);
}

/** arcosh x, NaN below 1. ∂/∂x = 1 / √(x² − 1). */
export function acosh(x: Tensor): Tensor {
  const a = toFloating("acosh", x);
  const y = compute("acosh", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.acosh(p[i]!);
  });
  return record("acosh", y, [[a, (g) => div(g, sqrt(sub(mul(a, a), 1))), a]]);
}

/** artanh x, NaN outside [−1, 1]. ∂/∂x = 1 / (1 − x²). */
export function atanh(x: Tensor): Tensor {
  const a = toFloating("atanh", x);
  const y = compute("atanh", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.atanh(p[i]!);
  });
  return record("atanh", y, [[a, (g) => div(g, sub(1, mul(a, a))), a]]);
}
