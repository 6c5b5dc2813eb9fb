import { optionsOf, requireFunction } from "../arguments.ts";
import { grad } from "../backward.ts";
import { allocate } from "../dtype.ts";
import { stack } from "../ops/join.ts";
import { reshape } from "../ops/reshape.ts";
import { sameShape, showShape } from "../shape.ts";
import { constant, enableGrad } from "../tape.ts";
import { requireTensor, Tensor } from "../tensor.ts";

/** Every ∂y_j/∂x_i of y = fn(x), of shape […y, …x]: one backward for each element of y. */
export function jacobian(
  fn: (x: Tensor) => Tensor,
  x: Tensor,
  options: { createGraph?: boolean } = {},
): Tensor {
  const { createGraph = false } = optionsOf("jacobian", options);
  requireFunction("jacobian", "fn", fn);
  requireTensor("jacobian", x);
  return enableGrad(() => {
    const at = createGraph && x.requiresGrad ? x : leafOf(x);
    const y = fn(at);
    requireTensor("jacobian", y);
    const shape = [...y.shape, ...x.shape];
    if (!y.requiresGrad || y.numel() === 0) return zeros(shape, x);
    const rows = Array.from({ length: y.numel() }, (_, j) => {
      const one = allocate(y.dtype, y.numel());
      one[j] = 1;
      const unit = constant(one, y.shape, y.dtype);
      const options = { gradOutputs: [unit], retainGraph: true, createGraph, allowUnused: true };
      return grad(y, [at], options)[0]!;
    });
    return reshape(stack(rows), shape);
  });
}

/** Every ∂²y/∂x_i∂x_j of a single element y = fn(x), of shape […x, …x]. */
export function hessian(fn: (x: Tensor) => Tensor, x: Tensor): Tensor {
  requireFunction("hessian", "fn", fn);
  requireTensor("hessian", x);
  return jacobian((at) => gradient("hessian", fn, at), x);
}

/**
 * Hessian times vector, H · v of a single element y = fn(x), without the Hessian: the gradient of ⟨∇y, v⟩, at the price of
 * two backwards. Pearlmutter 1994, Fast exact multiplication by the Hessian, Neural Computation 6, 147–160.
 */
export function hvp(fn: (x: Tensor) => Tensor, x: Tensor, v: Tensor): Tensor {
  requireFunction("hvp", "fn", fn);
  requireTensor("hvp", x, v);
  if (!sameShape(x.shape, v.shape) || x.dtype !== v.dtype) {
    throw new RangeError(
      `hvp: v of ${showShape(v.shape)} and ${v.dtype}, x's ${showShape(x.shape)} and ${x.dtype} are needed`,
    );
  }
  return enableGrad(() => {
    const at = leafOf(x);
    const g = gradient("hvp", fn, at);
    if (!g.requiresGrad) return zeros(x.shape, x);
    return grad(g, [at], { gradOutputs: [v], allowUnused: true })[0]!;
  });
}

function gradient(where: string, fn: (x: Tensor) => Tensor, x: Tensor): Tensor {
  const y = fn(x);
  requireTensor(where, y);
  if (y.numel() !== 1) {
    throw new RangeError(`${where}: fn gave shape ${showShape(y.shape)}, one element is needed`);
  }
  if (!y.requiresGrad) return zeros(x.shape, x);
  return grad(y, [x], { createGraph: true, allowUnused: true })[0]!;
}

function leafOf(x: Tensor): Tensor {
  const leaf = x.detach();
  leaf.requiresGrad = true;
  return leaf;
}

function zeros(shape: readonly number[], { data, dtype }: Tensor): Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  const Data = data.constructor as new (size: number) => typeof data;
  return new Tensor(new Data(size), shape, dtype);
}
