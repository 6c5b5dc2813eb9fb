import { normalizeDim, sizeOf } from "../../shape.ts";
import { compute, record } from "../../tape.ts";
import { requireTensor, type Tensor } from "../../tensor.ts";
import { mul } from "../arithmetic.ts";
import { to } from "../cast.ts";
import { recurrence, shift } from "./recurrence.ts";

/** y_i = x_0 + … + x_i along `dim`. ∂L/∂x_i = g_i + g_(i+1) + …, the same from the other end. */
export function cumsum(x: Tensor, dim: number): Tensor {
  requireTensor("cumsum", x);
  const d = normalizeDim("cumsum", dim, x.ndim);
  return running(x.dtype === "bool" ? to(x, "int32") : x, d, false);
}

/**
 * y_i = x_0 · … · x_i along `dim`.
 *
 *   ∂L/∂x_i = λ_i · y_(i−1),   λ_i = g_i + x_(i+1) · λ_(i+1),   y_(−1) = 1
 *
 * which divides by nothing and so holds with zeros among the x.
 */
export function cumprod(x: Tensor, dim: number): Tensor {
  requireTensor("cumprod", x);
  const d = normalizeDim("cumprod", dim, x.ndim);
  if (x.ndim === 0) return mul(to(x, x.dtype === "bool" ? "int32" : x.dtype), 1);
  const a = x.dtype === "bool" ? to(x, "int32") : x;
  const y = scan("cumprod", a, d, { start: 1, reverse: false, next: (total, value) => total * value });
  return record("cumprod", y, [
    [a, (g) => mul(recurrence(shift(a, d, 0, true), g, d, { reverse: true }), shift(y, d, 1, false)), a, y],
  ]);
}

function running(x: Tensor, d: number, reverse: boolean): Tensor {
  const y = scan("cumsum", x, d, { start: 0, reverse, next: (total, value) => total + value });
  return record("cumsum", y, [[x, (g) => running(g, d, !reverse)]]);
}

interface Scan {
  start: number;
  /** From the last element to the first. */
  reverse: boolean;
  next: (total: number, value: number) => number;
}

/** Totals along dimension d, each in float64 and rounded once. */
function scan(name: string, x: Tensor, d: number, { start, reverse, next }: Scan): Tensor {
  const n = x.shape[d] ?? 1;
  const inner = sizeOf(x.shape.slice(d + 1));
  const step = reverse ? -inner : inner;
  return compute(name, [x], x, (out, a) => {
    for (let line = 0; line < out.length; line += n * inner) {
      for (let i = line; i < line + inner; i++) {
        let total = start;
        for (let r = 0, at = reverse ? i + (n - 1) * inner : i; r < n; r++, at += step) {
          total = next(total, a[at]!);
          out[at] = total;
        }
      }
    }
  });
}
