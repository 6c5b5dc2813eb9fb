import { type FlatMatrix, type MatrixInput, matrixOf } from "../matrix-input/matrix-of.ts";

/** X with a column of ones before its own: without it a linear model has no intercept. */
export function addConstant(X: MatrixInput): FlatMatrix {
  const { rows, cols, data } = matrixOf("addConstant", X);
  const out = new Float64Array(rows * (cols + 1));
  for (let i = 0; i < rows; i++) {
    out[i * (cols + 1)] = 1;
    out.set(data.subarray(i * cols, (i + 1) * cols), i * (cols + 1) + 1);
  }
  return { rows, cols: cols + 1, data: out };
}
