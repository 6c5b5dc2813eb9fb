export type Matrix = readonly (readonly number[])[];

export interface Result {
  loss: number;
  /** ∂L/∂W, M × F. */
  dW: number[][];
  /** ∂L/∂b, F. */
  db: number[];
}

/**
 * The weights enter only through S = WᵀW, F × F: z = S x + b. With Γ = ∂L/∂S = Σ g xᵀ over the samples, a change dW moves S by
 * dWᵀW + WᵀdW, and so
 *
 *   ∂L/∂W = W (Γ + Γᵀ)
 */
export function lossAndGradients(
  X: Matrix,
  W: Matrix,
  b: readonly number[],
  importance: readonly number[],
): Result {
  const F = b.length;
  const overlaps = b.map((_, i) => b.map((__, j) => W.reduce((sum, row) => sum + row[i]! * row[j]!, 0)));
  const gamma = b.map(() => new Array<number>(F).fill(0));
  const db = new Array<number>(F).fill(0);
  let loss = 0;
  for (const x of X)
    for (let i = 0; i < F; i++) {
      const z = x.reduce((sum, value, j) => sum + overlaps[i]![j]! * value, b[i]!);
      const error = Math.max(0, z) - x[i]!;
      loss += (importance[i]! * error * error) / X.length;
      if (z <= 0) continue;
      const g = (2 * importance[i]! * error) / X.length;
      db[i]! += g;
      for (let j = 0; j < F; j++) gamma[i]![j]! += g * x[j]!;
    }
  const dW = W.map((row) =>
    row.map((_, j) => row.reduce((sum, w, i) => sum + w * (gamma[i]![j]! + gamma[j]![i]!), 0)),
  );
  return { loss, dW, db };
}
