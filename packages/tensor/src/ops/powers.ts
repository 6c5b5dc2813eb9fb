import { compute, record } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { zip } from "../zip.ts";
import { add, div, mul, sub } from "./arithmetic.ts";
import { sumTo } from "./broadcast.ts";
import { type Operand, promote, refuseBool, toFloating } from "./cast.ts";
import { eq, ge, logicalAnd } from "./comparisons.ts";
import { where } from "./select.ts";

/**
 * x^y.
 *
 *   ∂/∂x = y · x^(y − 1), 0 where y = 0
 *   ∂/∂y = x^y · ln x, 0 where x = 0 and y ≥ 0
 */
export function pow(x: Operand, y: Operand): Tensor {
  const [a, b] = promote("pow", x, y);
  refuseBool("pow", a);
  const z = zip("pow", a, b, (out, p, q) => {
    if (y === 2) for (let i = 0; i < out.length; i++) out[i] = p[i]! * p[i]!;
    else for (let i = 0; i < out.length; i++) out[i] = p[i]! ** q[i]!;
  });
  return record("pow", z, [
    [a, (g) => sumTo(mul(g, where(eq(b, 0), 0, mul(b, pow(a, sub(b, 1))))), a.shape), a, b],
    [
      b,
      (g) => sumTo(mul(g, where(logicalAnd(eq(a, 0), ge(b, 0)), 0, mul(pow(a, b), log(a)))), b.shape),
      a,
      b,
    ],
  ]);
}

/** √x. ∂/∂x = 1 / (2√x). */
export function sqrt(x: Tensor): Tensor {
  const a = toFloating("sqrt", x);
  const y = compute("sqrt", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(p[i]!);
  });
  return record("sqrt", y, [[a, (g) => div(g, mul(y, 2)), y]]);
}

/** e^x. ∂/∂x = e^x. */
export function exp(x: Tensor): Tensor {
  const a = toFloating("exp", x);
  const y = compute("exp", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.exp(p[i]!);
  });
  return record("exp", y, [[a, (g) => mul(g, y), y]]);
}

/** e^x − 1, accurate near 0. ∂/∂x = y + 1. */
export function expm1(x: Tensor): Tensor {
  const a = toFloating("expm1", x);
  const y = compute("expm1", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.expm1(p[i]!);
  });
  return record("expm1", y, [[a, (g) => mul(g, add(y, 1)), y]]);
}

/** ln x. ∂/∂x = 1 / x. */
export function log(x: Tensor): Tensor {
  const a = toFloating("log", x);
  const y = compute("log", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.log(p[i]!);
  });
  return record("log", y, [[a, (g) => div(g, a), a]]);
}

/** ln(1 + x), accurate near 0. ∂/∂x = 1 / (1 + x). */
export function log1p(x: Tensor): Tensor {
  const a = toFloating("log1p", x);
  const y = compute("log1p", [a], a, (out, p) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.log1p(p[i]!);
  });
  return record("log1p", y, [[a, (g) => div(g, add(a, 1)), a]]);
}
