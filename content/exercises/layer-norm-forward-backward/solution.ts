export type Matrix = number[][];

export interface Gradients {
  /** ∂L/∂X, N × D. */
  X: Matrix;
  /** ∂L/∂γ, D numbers. */
  gamma: number[];
  /** ∂L/∂β, D numbers. */
  beta: number[];
}

/** y = γ ⊙ x̂ + β for every row: Ba et al. 2016, equations 3 and 4, https://arxiv.org/abs/1607.06450 */
export function layerNorm(X: Matrix, gamma: number[], beta: number[], epsilon: number): Matrix {
  const D = X[0]!.length;
  checkLengths(D, [...X, gamma, beta]);
  return X.map((x) => normalised(x, epsilon).xHat.map((z, j) => gamma[j]! * z + beta[j]!));
}

/**
 *   ∂L/∂x = (h − mean(h) − x̂ · mean(h ⊙ x̂)) / s,   h = γ ⊙ g,   s = √(σ² + ε)
 *   ∂L/∂γ = Σ_rows g ⊙ x̂,   ∂L/∂β = Σ_rows g
 */
export function layerNormBackward(G: Matrix, X: Matrix, gamma: number[], epsilon: number): Gradients {
  const D = X[0]!.length;
  checkLengths(D, [...X, ...G, gamma]);
  if (G.length !== X.length)
    throw new RangeError(`layerNormBackward: G has ${G.length} rows, ${X.length} are needed as in X`);
  const rows = X.map((x) => normalised(x, epsilon));
  const dX = rows.map(({ xHat, s }, n) => {
    const h = G[n]!.map((g, j) => gamma[j]! * g);
    const throughMean = mean(h);
    const throughVariance = mean(h.map((g, j) => g * xHat[j]!));
    return h.map((g, j) => (g - throughMean - xHat[j]! * throughVariance) / s);
  });
  const overRows = (term: (n: number, j: number) => number) =>
    Array.from({ length: D }, (_, j) => rows.reduce((sum, _, n) => sum + term(n, j), 0));
  return {
    X: dX,
    gamma: overRows((n, j) => G[n]![j]! * rows[n]!.xHat[j]!),
    beta: overRows((n, j) => G[n]![j]!),
  };
}

/** x̂ = (x − μ) / s and s = √(σ² + ε), with σ² the mean of the squared deviations. */
function normalised(x: number[], epsilon: number): { xHat: number[]; s: number } {
  const mu = mean(x);
  const variance = mean(x.map((z) => (z - mu) ** 2));
  const s = Math.sqrt(variance + epsilon);
  return { xHat: x.map((z) => (z - mu) / s), s };
}

function mean(x: number[]): number {
  return x.reduce((sum, z) => sum + z, 0) / x.length;
}

function checkLengths(D: number, rows: number[][]): void {
  for (const { length } of rows)
    if (length !== D) throw new RangeError(`layerNorm: ${length} numbers in a row, ${D} are needed`);
}
