import { compute, record } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { mul, neg, sub } from "./arithmetic.ts";
import { refuseBool, toFloating } from "./cast.ts";
import { le } from "./comparisons.ts";
import { where } from "./select.ts";

/** |x|. ∂/∂x = sign x, which is 0 at 0. */
export function abs(x: Tensor): Tensor {
  refuseBool("abs", x);
  const y = compute("abs", [x], x, (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.abs(a[i]!);
  });
  return record("abs", y, [[x, (g) => mul(g, sign(x)), x]]);
}

/** −1, 0 or 1; 0 for NaN, as in PyTorch. ∂/∂x = 0. */
export function sign(x: Tensor): Tensor {
  refuseBool("sign", x);
  const y = compute("sign", [x], x, (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Number(a[i]! > 0) - Number(a[i]! < 0);
  });
  return record("sign", y, [[x, (g) => mul(g, 0)]]);
}

/** sin x. ∂/∂x = cos x. */
export function sin(x: Tensor): Tensor {
  const a = toFloating("sin", x);
  const y = compute("sin", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.sin(p[i]!);
  });
  return record("sin", y, [[a, (g) => mul(g, cos(a)), a]]);
}

/** cos x. ∂/∂x = −sin x. */
export function cos(x: Tensor): Tensor {
  const a = toFloating("cos", x);
  const y = compute("cos", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.cos(p[i]!);
  });
  return record("cos", y, [[a, (g) => neg(mul(g, sin(a))), a]]);
}

/** tanh x. ∂/∂x = 1 − y². */
export function tanh(x: Tensor): Tensor {
  const a = toFloating("tanh", x);
  const y = compute("tanh", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.tanh(p[i]!);
  });
  return record("tanh", y, [[a, (g) => mul(g, sub(1, mul(y, y))), y]]);
}

/** σ(x) = 1 / (1 + e^−x). ∂/∂x = y · (1 − y). */
export function sigmoid(x: Tensor): Tensor {
  const a = toFloating("sigmoid", x);
  const y = compute("sigmoid", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = 1 / (1 + Math.exp(-p[i]!));
  });
  return record("sigmoid", y, [[a, (g) => mul(g, mul(y, sub(1, y))), y]]);
}

/** max(x, 0). ∂/∂x = 1 where x > 0, else 0. */
export function relu(x: Tensor): Tensor {
  refuseBool("relu", x);
  const y = compute("relu", [x], x, (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.max(a[i]!, 0);
  });
  return record("relu", y, [[x, (g) => where(le(y, 0), 0, g), y]]);
}
