/**
 * Changes in place, for parameters, optimiser state and running statistics. They are not differentiable: where a gradient
 * would be needed they work only inside `noGrad`. Each raises the version, so that `backward` notices.
 */
import { optionsOf } from "../arguments.ts";
import { isFloating, promoteTypes, type Scalar } from "../dtype.ts";
import { broadcastShapes, sameShape, showShape } from "../shape.ts";
import { isGradEnabled, literal, noGrad, assign as write } from "../tape.ts";
import { requireTensor, Tensor } from "../tensor.ts";
import { add, div, mul, sub } from "./arithmetic.ts";
import { expand } from "./broadcast.ts";
import { type Operand, promote, to } from "./cast.ts";

/** x ← y, broadcast to x's shape and rounded to its dtype. */
export function copy_(x: Tensor, y: Tensor): Tensor {
  requireTensor("copy_", x, y);
  return assign("copy_", x, y, () => y);
}

/** x ← value everywhere. */
export function fill_(x: Tensor, value: Scalar): Tensor {
  return assign("fill_", x, value, () => promote("fill_", value, x)[0]);
}

/** x ← 0. */
export function zero_(x: Tensor): Tensor {
  return assign("zero_", x, 0, () => literal(0, x.dtype));
}

/** x ← x + alpha · y. */
export function add_(x: Tensor, y: Operand, options: { alpha?: number } = {}): Tensor {
  const { alpha = 1 } = optionsOf("add_", options);
  return assign("add_", x, y, () => add(x, alpha === 1 ? y : mul(y, alpha)));
}

/** x ← x − alpha · y. */
export function sub_(x: Tensor, y: Operand, options: { alpha?: number } = {}): Tensor {
  const { alpha = 1 } = optionsOf("sub_", options);
  return assign("sub_", x, y, () => sub(x, alpha === 1 ? y : mul(y, alpha)));
}

/** x ← x · y. */
export function mul_(x: Tensor, y: Operand): Tensor {
  return assign("mul_", x, y, () => mul(x, y));
}

/** x ← x / y. */
export function div_(x: Tensor, y: Operand): Tensor {
  return assign("div_", x, y, () => div(x, y));
}

function assign(where: string, x: Tensor, y: Operand, value: () => Tensor): Tensor {
  requireTensor(where, x);
  const tracked = x.requiresGrad || (y instanceof Tensor && y.requiresGrad);
  if (tracked && isGradEnabled()) {
    throw new TypeError(
      `${where}: a tensor that needs a gradient, but in-place changes are not differentiable; use noGrad(() => …) or the form without underscore`,
    );
  }
  const result = noGrad(value);
  if (!sameShape(broadcastShapes(where, x.shape, result.shape), x.shape)) {
    throw new RangeError(
      `${where}: shape ${showShape(result.shape)} into ${showShape(x.shape)}, one that broadcasts to it is needed`,
    );
  }
  if (promoteTypes(x.dtype, result.dtype) !== x.dtype && !isFloating(x.dtype)) {
    throw new TypeError(
      `${where}: a result of dtype ${result.dtype} into ${x.dtype}, one that fits is needed; to("${x.dtype}") converts`,
    );
  }
  noGrad(() => write(x, expand(to(result, x.dtype), x.shape)));
  return x;
}
