import { expect, it } from "vitest";
import * as library from "./index.ts";
import { arange, Tensor, tensor } from "./index.ts";

it("a method is the function with the tensor as its first argument", () => {
  const x = arange(6, undefined, { dtype: "float64" }).reshape([2, 3]);
  expect(x.sum({ dim: 1 }).toArray()).toEqual(library.sum(x, { dim: 1 }).toArray());
  expect(x.slice(1, [0, 2]).toArray()).toEqual([3, 4]);
  expect(x.var().item()).toBe(library.variance(x).item());
  expect(x.max({ dim: 1 }).indices.toArray()).toEqual([2, 2]);
  expect(x.max().item()).toBe(5);
});

it("every exported operation on a tensor is a method, but for those that read better as functions", () => {
  const functions = new Set([
    "vmap",
    "scaledDotProductAttention",
    "checkpoint",
    "customFunction",
    "hessian",
    "hvp",
    "jacobian",
    "conv1d",
    "conv2d",
    "convTranspose1d",
    "convTranspose2d",
    "interpolate",
    "adaptiveAvgPool2d",
    "avgPool2d",
    "maxPool2d",
    "avgPool1d",
    "maxPool1d",
    "fold",
    "unfold",
    "einsum",
    "embedding",
    "where",
    "cat",
    "stack",
    "oneHot",
    "sumTo",
    "variance",
    "grad",
    "allclose",
  ]);
  const missing = Object.entries(library)
    .filter(
      ([name, value]) => typeof value === "function" && !functions.has(name) && !(name in Tensor.prototype),
    )
    .map(([name]) => name);
  const creation = [
    "arange",
    "eye",
    "full",
    "fullLike",
    "linspace",
    "ones",
    "onesLike",
    "tensor",
    "zeros",
    "zerosLike",
  ];
  const random = ["Philox", "philox4x32", "rand", "randint", "randn", "randperm"];
  const tools = [
    "loadNpy",
    "saveNpy",
    "loadNpz",
    "saveNpz",
    "Tensor",
    "TapeNode",
    "broadcastShapes",
    "promoteTypes",
    "resultType",
  ];
  const compiling = ["compile", "eagerly", "inspect", "isCompiling"];
  const gradients = ["enableGrad", "gradcheck", "gradgradcheck", "isGradEnabled", "noGrad"];
  const linalg = [
    "svd",
    "svdvals",
    "pinv",
    "matrixRank",
    "cond",
    "matrixNorm",
    "matrixExp",
    "eigvals",
    "cholesky",
    "eigh",
    "eigvalsh",
    "lstsq",
    "lu",
    "qr",
    "det",
    "inv",
    "slogdet",
    "solve",
    "solveTriangular",
  ];
  expect(missing.sort()).toEqual(
    [...creation, ...random, ...tools, ...gradients, ...compiling, ...linalg].sort(),
  );
});

it("methods chain", () => {
  const y = tensor([-1, 4], { requiresGrad: true }).relu().sqrt().add(1).sum();
  expect(y.item()).toBe(4);
});
