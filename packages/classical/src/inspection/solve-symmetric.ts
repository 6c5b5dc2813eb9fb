import { matmul, pinv, Tensor } from "@blankfile/tensor";

/** x with A x = b for a symmetric A, [n, n]; the shortest one, nearest to a solution, where A is singular. */
export function solveSymmetric(A: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const inverse = pinv(new Tensor(A, [n, n], "float64"));
  return matmul(inverse, new Tensor(b, [n, 1], "float64")).data as Float64Array;
}
