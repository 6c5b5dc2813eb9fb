// ε is added to the root, not below it.
export type Matrix = number[][];

export interface Gradients {
  /** ∂L/∂X, N × D. */
  X: Matrix;
  /** ∂L/∂γ, D numbers. */
  gamma: number[];
}

/** y = γ ⊙ x / r, r = √(mean x² + ε); Zhang, Sennrich 2019, https://arxiv.org/abs/1910.07467 */
export function rmsNorm(X: Matrix, gamma: number[], epsilon: number): Matrix {
  checkWidths("rmsNorm", gamma.length, X, X);
  return X.map((x) => {
    const r = rootMeanSquare(x, epsilon);
    return x.map((value, j) => (gamma[j]! * value) / r);
  });
}

/** ∂L/∂x = (h − x̂ mean(h ⊙ x̂)) / r with h = γ ⊙ g; ∂L/∂γ = Σ over the rows of g ⊙ x̂. */
export function rmsNormBackward(G: Matrix, X: Matrix, gamma: number[], epsilon: number): Gradients {
  checkWidths("rmsNormBackward", gamma.length, X, G);
  const D = gamma.length;
  const forGamma = gamma.map(() => 0);
  const forX = X.map((x, n) => {
    const g = G[n]!;
    const r = rootMeanSquare(x, epsilon);
    const xHat = x.map((value) => value / r);
    const h = g.map((value, j) => gamma[j]! * value);
    const along = h.reduce((sum, value, j) => sum + value * xHat[j]!, 0) / D;
    for (let j = 0; j < D; j++) forGamma[j]! += g[j]! * xHat[j]!;
    return h.map((value, j) => (value - xHat[j]! * along) / r);
  });
  return { X: forX, gamma: forGamma };
}

function rootMeanSquare(x: readonly number[], epsilon: number): number {
  return Math.sqrt(x.reduce((sum, value) => sum + value * value, 0) / x.length) + epsilon;
}

function checkWidths(where: string, D: number, X: Matrix, G: Matrix): void {
  if (D !== X[0]!.length)
    throw new RangeError(`${where}: gamma has ${D} numbers, ${X[0]!.length} are needed`);
  if (G.length !== X.length) throw new RangeError(`${where}: G has ${G.length} rows, ${X.length} are needed`);
  for (const row of [...X, ...G])
    if (row.length !== D) throw new RangeError(`${where}: a row of ${row.length} numbers, ${D} are needed`);
}
