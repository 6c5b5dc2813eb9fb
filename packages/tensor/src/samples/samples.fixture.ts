/** Samples for every operation that the index exports. */

import type { DType } from "../index.ts";
import * as l from "../index.ts";
import { Tensor } from "../index.ts";
import { elementwise } from "./elementwise.fixture.ts";
import { linalg } from "./linalg.fixture.ts";
import {
  broadcast,
  cube,
  each,
  empty,
  given,
  indexed,
  normal,
  pairs,
  positive,
  reductions,
  type Sample,
} from "./make.fixture.ts";
import { attentions, images, networks } from "./networks.fixture.ts";
import { furtherReductions } from "./reductions.fixture.ts";
import { furtherShapes, orders } from "./shape.fixture.ts";

const mask = l.tensor([true, false, true]);
const twice = l.tensor([2, 0, 2], { dtype: "int32" });

export const samples: Record<string, Sample[]> = {
  ...elementwise,
  ...images,
  ...attentions,
  ...networks,
  ...orders,
  ...furtherShapes,
  ...furtherReductions,
  ...linalg,
  add: pairs(l.add),
  sub: pairs(l.sub),
  mul: pairs(l.mul),
  div: pairs(l.div, broadcast, normal, positive),
  neg: each(l.neg),
  pow: [
    ...pairs(l.pow, broadcast, positive),
    ...each((x) => l.pow(x, 3)),
    ...each((x) => l.pow(x, 2)),
    ...each((x) => l.pow(2, x)),
  ],
  sqrt: each(l.sqrt, undefined, positive),
  exp: each(l.exp),
  expm1: each(l.expm1),
  log: each(l.log, undefined, positive),
  log1p: each(l.log1p, undefined, positive),
  abs: each(l.abs),
  sign: each(l.sign),
  sin: each(l.sin),
  cos: each(l.cos),
  tanh: each(l.tanh),
  sigmoid: each(l.sigmoid),
  relu: each(l.relu),
  clone: each(l.clone),
  to: each((x) => l.to(x, "float64")),
  eq: pairs(l.eq),
  ne: pairs(l.ne),
  lt: pairs(l.lt),
  le: pairs(l.le),
  gt: pairs(l.gt),
  ge: pairs(l.ge),
  logicalAnd: pairs(l.logicalAnd),
  logicalOr: pairs(l.logicalOr),
  logicalNot: each(l.logicalNot),
  maximum: pairs(l.maximum),
  minimum: pairs(l.minimum),
  where: given(
    (condition, x, y) => l.where(condition!, x!, y!),
    [mask, normal([2, 3]), normal([2, 1])],
    [mask, normal([]), normal([3])],
    [mask, normal([0, 3]), normal([1, 3])],
  ),
  clamp: each((x) => l.clamp(x, { min: -0.5, max: 0.75 })),
  maskedFill: given((x, m) => l.maskedFill(x!, m!, 2), [normal([2, 3]), mask], [normal(empty), mask]),
  sum: reductions(l.sum),
  mean: reductions(l.mean),
  variance: reductions(l.variance),
  std: reductions(l.std),
  logsumexp: reductions(l.logsumexp),
  amax: reductions(l.amax),
  amin: reductions(l.amin),
  max: [...each((x) => l.max(x), [[2, 3], []]), ...each((x) => l.max(x, { dim: 1 }).values, [cube, empty])],
  min: [...each((x) => l.min(x), [[2, 3], []]), ...each((x) => l.min(x, { dim: 1 }).values, [cube, empty])],
  argmax: each((x) => l.argmax(x, { dim: 1 }), [cube, empty]),
  argmin: each((x) => l.argmin(x, { dim: 1 }), [cube, empty]),
  softmax: each((x) => l.softmax(x, { dim: 1 }), [[2, 3], cube, empty, [3, 0]]),
  logSoftmax: each((x) => l.logSoftmax(x, { dim: 1 }), [[2, 3], cube, empty, [3, 0]]),
  matmul: pairs(l.matmul, [
    [
      [2, 3],
      [3, 4],
    ],
    [[3], [3]],
    [[3], [3, 2]],
    [[2, 3], [3]],
    [
      [2, 2, 3],
      [3, 2],
    ],
    [
      [2, 1, 2, 3],
      [3, 3, 2],
    ],
    [
      [0, 3],
      [3, 2],
    ],
    [
      [2, 0],
      [0, 3],
    ],
  ]),
  reshape: [...each((x) => l.reshape(x, [3, -1]), [[2, 6]]), ...each((x) => l.reshape(x, [3, 0]), [empty])],
  flatten: each((x) => l.flatten(x, 1), [cube, empty]),
  squeeze: each((x) => l.squeeze(x), [[1, 3, 1], [1, 0], []]),
  unsqueeze: each((x) => l.unsqueeze(x, -1), [[3], empty, []]),
  permute: each((x) => l.permute(x, [2, 0, 1]), [cube, [2, 0, 3]]),
  transpose: each((x) => l.transpose(x, 0, 1), [cube, empty]),
  expand: [
    ...each(
      (x) => l.expand(x, [2, -1, 3]),
      [
        [2, 1],
        [1, 3],
      ],
    ),
    ...each((x) => l.expand(x, [2, 0]), [[1], [0]]),
  ],
  sumTo: each(
    (x) => l.sumTo(x, [3, 1]),
    [
      [2, 3, 2],
      [3, 0],
    ],
  ),
  slice: [
    ...each((x) => l.slice(x, [1, 3], [null, null, 2]), [[4, 3], empty]),
    ...each((x) => l.slice(x, null, -1), [[4, 3], empty]),
  ],
  indexSelect: given(
    (x, index) => l.indexSelect(x!, 1, index!),
    [normal(cube), twice],
    [normal(empty), twice],
  ),
  indexAdd: given(
    (x, index, source) => l.indexAdd(x!, 1, index!, source!),
    [normal([2, 4]), twice, normal([2, 3])],
    [normal(empty), twice, normal(empty)],
  ),
  gather: indexed((x, dim, index) => l.gather(x, dim, index)),
  scatterAdd: indexed(l.scatterAdd),
  cat: pairs(
    (x, y) => l.cat([x, y, x], { dim: 1 }),
    [
      [
        [2, 3],
        [2, 1],
      ],
      [
        [2, 3],
        [2, 0],
      ],
    ],
  ),
  stack: pairs(
    (x, y) => l.stack([x, y], { dim: -1 }),
    [
      [
        [2, 3],
        [2, 3],
      ],
      [[0], [0]],
    ],
  ),
  oneHot: each((x) => l.oneHot(l.argmax(x, { dim: 1 }), 3), [[2, 3], empty]),
};

/** Exports that compute no tensor from tensors. In-place operations, with an underscore, have their own test. */
const others = new Set([
  ...["tensor", "zeros", "ones", "full", "zerosLike", "onesLike", "fullLike", "eye", "arange", "linspace"],
  ...["rand", "randn", "randint", "randperm", "Philox", "philox4x32"],
  ...["loadNpy", "saveNpy", "loadNpz", "saveNpz"],
  ...[
    "Tensor",
    "TapeNode",
    "backward",
    "grad",
    "gradcheck",
    "gradgradcheck",
    "noGrad",
    "enableGrad",
    "isGradEnabled",
  ],
  ...[
    "compile",
    "eagerly",
    "inspect",
    "isCompiling",
    "checkpoint",
    "customFunction",
    "hessian",
    "hvp",
    "jacobian",
    "vmap",
  ],
  ...["allclose", "broadcastShapes", "promoteTypes", "resultType"],
]);

export const operations = Object.keys(l).filter((name) => !others.has(name) && !name.endsWith("_"));

export function outputsOf({ call }: Sample, inputs: readonly Tensor[]): readonly Tensor[] {
  const result = call(...inputs);
  return result instanceof Tensor ? [result] : result;
}

export function leafOf(x: Tensor, floating: DType = x.dtype): Tensor {
  const copy = x
    .detach()
    .to(x.dtype === "float64" ? floating : x.dtype)
    .clone();
  copy.requiresGrad = x.requiresGrad;
  return copy;
}

export function gradients(outputs: readonly Tensor[], inputs: readonly Tensor[]): Tensor[] {
  const differentiable = outputs.filter((output) => output.requiresGrad);
  // All different, so that a gradient read at a wrong place shows.
  const gradOutputs = differentiable.map(({ shape, dtype }) =>
    l.arange(1, shape.reduce((size, n) => size * n, 1) + 1, { dtype }).reshape(shape),
  );
  return l.grad(differentiable, inputs, { gradOutputs, allowUnused: true });
}
