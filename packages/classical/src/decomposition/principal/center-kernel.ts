import type { Matrix } from "../../matrix/matrix.ts";

/** What a kernel matrix needs to be centred, learnt from that of the rows of fit. */
export interface KernelMeans {
  /** The mean of each column of K, [N]. */
  columns: Float64Array;
  /** The mean of all of K. */
  all: number;
}

export function kernelMeans(K: Matrix): KernelMeans {
  const columns = new Float64Array(K.cols);
  for (let i = 0, at = 0; i < K.rows; i++)
    for (let j = 0; j < K.cols; j++) columns[j]! += K.data[at++]! / K.rows;
  return { columns, all: columns.reduce((sum, value) => sum + value, 0) / K.cols };
}

/**
 * The kernel of images with their mean taken away, ⟨φ(x) − φ̄, φ(x_j) − φ̄⟩ = k(x, x_j) − mean_l k(x, x_l) − mean_l k(x_l, x_j) + mean k, in place. Rows x may be
 * new; the columns are those of fit.
 */
export function centerKernel(K: Matrix, { columns, all }: KernelMeans): Matrix {
  const { data, rows, cols } = K;
  for (let i = 0; i < rows; i++) {
    let mean = 0;
    for (let j = 0; j < cols; j++) mean += data[i * cols + j]! / cols;
    for (let j = 0; j < cols; j++) data[i * cols + j]! += all - mean - columns[j]!;
  }
  return K;
}
