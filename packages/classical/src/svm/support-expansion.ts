import { Matrix } from "../matrix/matrix.ts";
import { type Kernel, type KernelOptions, kernelOf, requireSquareKernel } from "./kernels/kernel-function.ts";
import { KernelRows } from "./kernels/kernel-rows.ts";
import type { Machine } from "./machines.ts";
import { decisions } from "./one-vs-one.ts";

/** f(x) = Σ βᵢ k(xᵢ, x) + b, as machines without classes keep it. */
export interface Expansion {
  kernel: Kernel;
  /** Rows of X with β ≠ 0, [S]. */
  support: Int32Array;
  /** [S, F] */
  vectors: Matrix;
  /** β, [1, S]. */
  dualCoef: Matrix;
  /** b, [1]. */
  intercept: Float64Array;
}

/** Trains one machine on all rows of X. `where` begins the error. */
export function expand(
  where: string,
  X: Matrix,
  { options, weight }: { options: KernelOptions & { cacheSize: number }; weight: Float64Array },
  train: (rows: KernelRows) => Machine,
): { expansion: Expansion; machine: Machine } {
  const kernel = kernelOf(options, X, weight);
  requireSquareKernel(where, kernel, X);
  const machine = train(new KernelRows(kernel, X, options.cacheSize));
  const support = Int32Array.from(machine.beta.keys()).filter((i) => machine.beta[i] !== 0);
  const expansion = {
    kernel,
    support,
    vectors: X.takeRows(support),
    dualCoef: Matrix.fromRows([Float64Array.from(support, (i) => machine.beta[i]!)]),
    intercept: Float64Array.of(machine.intercept),
  };
  return { expansion, machine };
}

/** f of each row, [N]. */
export function evaluate(
  { kernel, support, vectors, dualCoef, intercept }: Expansion,
  X: Matrix,
): Float64Array {
  const queries = kernel.kind === "precomputed" ? X.takeColumns(support) : X;
  return decisions({ kernel, vectors, weights: dualCoef, intercept }, queries).data;
}

/** Σ βᵢ xᵢ, [1, F]: the weights of the columns where the kernel is linear. */
export function columnWeights({
  kernel,
  vectors,
  dualCoef,
}: Pick<Expansion, "kernel" | "vectors" | "dualCoef">): Matrix | undefined {
  if (kernel.kind !== "linear") return undefined;
  const out = Matrix.zeros(1, vectors.cols);
  for (let s = 0; s < vectors.rows; s++)
    for (let j = 0; j < vectors.cols; j++) out.data[j]! += dualCoef.data[s]! * vectors.at(s, j);
  return out;
}
