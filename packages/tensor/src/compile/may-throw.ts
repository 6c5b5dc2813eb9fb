import type { GraphNode } from "./graph.ts";
import { type CompiledKernel, writesOf } from "./lower/kernels.ts";

/** Operations that refuse some numbers. */
const refusing: ReadonlySet<string> = new Set([
  ...["inspect", "cholesky", "eigh", "eigvals", "svd", "lu", "solve", "inv", "det", "slogdet"],
  ...["solveTriangular", "lstsq"],
]);

/** Operations on whole numbers that give none larger. */
const bounded: ReadonlySet<string> = new Set([
  ...["argmax", "argmin", "argsort", "searchsorted", "oneHot", "randint", "randperm", "clone", "where"],
  ...[
    "cat",
    "pad",
    "place",
    "expand",
    "permute",
    "slice",
    "flip",
    "roll",
    "gather",
    "indexSelect",
    "scatter",
  ],
  ...["maximum", "minimum", "clamp", "relu", "sign", "amax", "amin", "sort"],
]);

/** Whether the kernel may end the run by an error, because of the numbers that it gets. */
function mayThrow(kernel: CompiledKernel): boolean {
  if (kernel.kind !== "host") return false;
  const name = kernel.node.name.replace("host:", "");
  return refusing.has(name) || (kernel.node.dtype === "int32" && !bounded.has(name));
}

/**
 * The arrays that are written while an error is still possible. What must stay as it was after an error may not lie there:
 * old contents of parameters, gradients that were handed out.
 */
export function writtenBeforeErrors(kernels: readonly CompiledKernel[]): ReadonlySet<GraphNode> {
  const last = kernels.findLastIndex(mayThrow);
  return new Set(kernels.slice(0, last + 1).flatMap(writesOf));
}
