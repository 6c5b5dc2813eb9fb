import { optionsOf, requireNumber } from "../arguments.ts";
import { resultType, type Scalar } from "../dtype.ts";
import { broadcastShapes, sameShape, showShape } from "../shape.ts";
import { compute, record } from "../tape.ts";
import { requireTensor, type Tensor } from "../tensor.ts";
import { allFloat32, spread, zip } from "../zip.ts";
import { div } from "./arithmetic.ts";
import { sumTo } from "./broadcast.ts";
import { type Operand, promote, refuseBool, to } from "./cast.ts";
import { eq, ge, gt, le, logicalAnd, lt } from "./comparisons.ts";

/** x where `condition` holds, y elsewhere. The gradient goes only to the side that was taken. */
export function where(condition: Tensor, x: Operand, y: Operand): Tensor {
  requireTensor("where", condition);
  if (condition.dtype !== "bool") {
    throw new TypeError(
      `where: a condition of dtype ${condition.dtype}, bool is needed; a comparison gives one`,
    );
  }
  const [a, b] = promote("where", x, y);
  const shape = broadcastShapes("where", condition.shape, a.shape, b.shape);
  const z = compute("where", [condition, a, b], { shape, dtype: a.dtype }, (out, c, p, q) => {
    const choose = spread(c, condition.shape, shape);
    const yes = spread(p, a.shape, shape);
    const no = spread(q, b.shape, shape);
    if (allFloat32(out, yes, no))
      for (let i = 0; i < out.length; i++) out[i] = choose[i] === 1 ? yes[i]! : no[i]!;
    else for (let i = 0; i < out.length; i++) out[i] = choose[i] === 1 ? yes[i]! : no[i]!;
  });
  return record("where", z, [
    [a, (g) => sumTo(where(condition, g, 0), a.shape), condition],
    [b, (g) => sumTo(where(condition, 0, g), b.shape), condition],
  ]);
}

/** x with `value` wherever the mask holds; the mask broadcasts to x. */
export function maskedFill(x: Tensor, mask: Tensor, value: Scalar): Tensor {
  requireTensor("maskedFill", x, mask);
  const dtype = resultType(x, value);
  if (dtype !== x.dtype) {
    throw new TypeError(
      `maskedFill: value ${value} for dtype ${x.dtype}, one that fits is needed; to("${dtype}")`,
    );
  }
  if (!sameShape(broadcastShapes("maskedFill", x.shape, mask.shape), x.shape)) {
    throw new RangeError(
      `maskedFill: mask ${showShape(mask.shape)} for ${showShape(x.shape)}, a mask that broadcasts to x is needed`,
    );
  }
  return where(mask, value, x);
}

/** The larger of x and y; NaN if either is. At a tie each gets half of the gradient. */
export function maximum(x: Operand, y: Operand): Tensor {
  const [a, b] = promote("maximum", x, y);
  const z = zip("maximum", a, b, (out, p, q) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.max(p[i]!, q[i]!);
  });
  return record("maximum", z, [
    [a, (g) => sumTo(share(g, lt(a, b), eq(a, b)), a.shape), a, b],
    [b, (g) => sumTo(share(g, lt(b, a), eq(a, b)), b.shape), a, b],
  ]);
}

/** The smaller of x and y; NaN if either is. At a tie each gets half of the gradient. */
export function minimum(x: Operand, y: Operand): Tensor {
  const [a, b] = promote("minimum", x, y);
  const z = zip("minimum", a, b, (out, p, q) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.min(p[i]!, q[i]!);
  });
  return record("minimum", z, [
    [a, (g) => sumTo(share(g, gt(a, b), eq(a, b)), a.shape), a, b],
    [b, (g) => sumTo(share(g, gt(b, a), eq(a, b)), b.shape), a, b],
  ]);
}

/** x held between `min` and `max`. The gradient passes inside and on the bounds, and is 0 outside. */
export function clamp(x: Tensor, options: { min?: number; max?: number }): Tensor {
  const { min = -Infinity, max = Infinity } = optionsOf("clamp", options);
  requireNumber("clamp", "min", min);
  requireNumber("clamp", "max", max);
  if (Number.isNaN(min) || Number.isNaN(max)) {
    throw new RangeError(`clamp: bounds ${min} and ${max}, numbers or infinities are needed`);
  }
  refuseBool("clamp", x);
  const bounds = [min, max].filter(Number.isFinite);
  const a = to(x, resultType(x, ...bounds));
  const y = compute(
    "clamp",
    [a],
    a,
    (out, p) => {
      for (let i = 0; i < out.length; i++) out[i] = Math.min(Math.max(p[i]!, min), max);
    },
    { min, max },
  );
  return record("clamp", y, [[a, (g) => where(logicalAnd(ge(a, min), le(a, max)), g, 0), a]]);
}

function share(g: Tensor, lost: Tensor, tied: Tensor): Tensor {
  return where(lost, 0, where(tied, div(g, 2), g));
}
