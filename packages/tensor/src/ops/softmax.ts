import { optionsOf } from "../arguments.ts";
import type { TypedArray } from "../dtype.ts";
import { reduce } from "../reduce.ts";
import { normalizeDim, normalizeDims, reducedShape, sizeOf } from "../shape.ts";
import { compute, record } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import { mul, sub } from "./arithmetic.ts";
import { type ReduceOptions, sum } from "./broadcast.ts";
import { toFloating } from "./cast.ts";
import { eq } from "./comparisons.ts";
import { exp } from "./powers.ts";
import { reshape } from "./reshape.ts";
import { maskedFill } from "./select.ts";

/**
 * ln Σ e^x over the given dimensions, computed as m + ln Σ e^(x − m) with m the largest x, so that nothing overflows.
 *
 *   ∂/∂x = e^(x − y) = softmax(x)
 */
export function logsumexp(x: Tensor, options: ReduceOptions = {}): Tensor {
  const { dim, keepdim = false } = optionsOf("logsumexp", options);
  const a = toFloating("logsumexp", x);
  const dims = normalizeDims("logsumexp", dim, x.ndim);
  const y = reduce("logsumexp", a, { dims, keepdim, dtype: a.dtype }, (out, p, { outer, n, inner }) => {
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++) {
        const [m, total] = exponentials(p, o * n * inner + i, n, inner);
        out[o * inner + i] = Number.isFinite(m) ? m + Math.log(total) : m;
      }
    }
  });
  const kept = reducedShape(x.shape, dims, true);
  const toA = (g: Tensor): Tensor => {
    // A row of only −∞ weighs nothing: e^(−∞ − 0) = 0, where −∞ − (−∞) would be NaN.
    const shift = maskedFill(y, eq(y, -Infinity), 0);
    return mul(reshape(g, kept), exp(sub(a, reshape(shift, kept))));
  };
  return record("logsumexp", y, [[a, toA, a, y]]);
}

/**
 * y_i = e^x_i / Σ_j e^x_j along one dimension.
 *
 *   ∂L/∂x = y · (g − Σ g · y)
 */
export function softmax(x: Tensor, options: { dim: number }): Tensor {
  const { dim } = optionsOf("softmax", options);
  const a = toFloating("softmax", x);
  const y = rows("softmax", a, dim, (out, p, at, m, total) => {
    out[at] = Math.exp(p[at]! - m) / total;
  });
  return record("softmax", y, [[a, (g) => mul(y, sub(g, sum(mul(g, y), { dim, keepdim: true }))), y]]);
}

/**
 * ln softmax(x) = x − ln Σ e^x along one dimension, exact where softmax itself would round to 0.
 *
 *   ∂L/∂x = g − e^y · Σ g
 */
export function logSoftmax(x: Tensor, options: { dim: number }): Tensor {
  const { dim } = optionsOf("logSoftmax", options);
  const a = toFloating("logSoftmax", x);
  const y = rows("logSoftmax", a, dim, (out, p, at, m, total) => {
    out[at] = p[at]! - m - Math.log(total);
  });
  return record("logSoftmax", y, [[a, (g) => sub(g, mul(exp(y), sum(g, { dim, keepdim: true }))), y]]);
}

/** Calls `each` on every element with the largest value of its row along `dim` and the row's Σ e^(x − m). */
function rows(
  name: string,
  x: Tensor,
  dim: number,
  each: (out: TypedArray, a: TypedArray, at: number, m: number, total: number) => void,
): Tensor {
  const d = normalizeDim(name, dim, x.ndim);
  const n = x.shape[d] ?? 1;
  const inner = sizeOf(x.shape.slice(d + 1));
  return compute(
    name,
    [x],
    x,
    (out, a) => {
      for (let start = 0; start < out.length; start += n * inner) {
        for (let i = start; i < start + inner; i++) {
          const [m, total] = exponentials(a, i, n, inner);
          for (let r = 0; r < n; r++) each(out, a, i + r * inner, m, total);
        }
      }
    },
    { dims: [d] },
  );
}

/** m = max x and Σ e^(x − m) over n elements from `start`, `step` apart. */
function exponentials(a: TypedArray, start: number, n: number, step: number): [m: number, total: number] {
  const end = start + n * step;
  let m = -Infinity;
  for (let at = start; at < end; at += step) m = Math.max(m, a[at]!);
  let total = 0;
  for (let at = start; at < end; at += step) total += Math.exp(a[at]! - m);
  return [m, total];
}
