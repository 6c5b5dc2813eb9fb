import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as library from "./index.ts";

/** Exports that compute no values of their own, draw random ones, or make what the other cases are made with. */
const without = [
  ...["Tensor", "TapeNode", "Philox", "philox4x32", "rand", "randint", "randn", "randperm"],
  ...["tensor", "zeros", "ones", "full", "zerosLike", "onesLike", "fullLike", "eye", "arange", "linspace"],
  ...["backward", "grad", "gradcheck", "gradgradcheck", "noGrad", "enableGrad", "isGradEnabled"],
  ...["compile", "eagerly", "inspect", "isCompiling"],
  ...["allclose", "broadcastShapes"],
];
/** Compared with PyTorch's and NumPy's in tests of their own: autograd/golden, golden ("promotion"), npy, interchange/npz. */
const elsewhere = [
  ...["checkpoint", "customFunction", "hessian", "hvp", "jacobian", "vmap", "svdvals"],
  ...["promoteTypes", "resultType", "loadNpy", "saveNpy", "loadNpz", "saveNpz"],
];

const folder = new URL("../../../golden", import.meta.url);
const cases = globSync("{tensor,linalg}/*.json", { cwd: folder }).flatMap((name) => {
  const { values } = JSON.parse(readFileSync(`${folder.pathname}/${name}`, "utf8")) as { values: unknown };
  return Array.isArray(values) ? (values as { op?: string; gradients?: unknown }[]) : [];
});

it("every exported operation has values from PyTorch", () => {
  const known = new Set([...cases.map(({ op }) => op), ...without, ...elsewhere]);
  // The changes in place end in an underscore; in-place.test.ts has them.
  const missing = Object.entries(library).flatMap(([name, value]) =>
    typeof value !== "function" || known.has(name) || name.endsWith("_") ? [] : [name],
  );
  expect(missing).toEqual([]);
});
