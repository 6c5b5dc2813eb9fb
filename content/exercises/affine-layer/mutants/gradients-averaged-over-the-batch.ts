// The gradients of W and b are divided by N, although the mean of the loss is in G already.
export type Matrix = number[][];

export interface Gradients {
  /** ∂L/∂X, N × F. */
  X: Matrix;
  /** ∂L/∂W, F × M. */
  W: Matrix;
  /** ∂L/∂b, M numbers. */
  b: number[];
}

/** Y = X W + b: N × F times F × M, and b added to every row. */
export function affine(X: Matrix, W: Matrix, b: number[]): Matrix {
  const [F, M] = [W.length, b.length];
  checkRows("W", W, M);
  checkRows("X", X, F);
  return product(X, W).map((row) => row.map((y, m) => y + b[m]!));
}

/** ∂L/∂X = G Wᵀ,   ∂L/∂W = Xᵀ G,   ∂L/∂b = Σ_rows G */
export function affineBackward(G: Matrix, X: Matrix, W: Matrix): Gradients {
  const [F, M] = [W.length, W[0]!.length];
  checkRows("W", W, M);
  checkRows("X", X, F);
  checkRows("G", G, M);
  if (G.length !== X.length) throw new RangeError(`affineBackward: G has ${G.length} rows, X ${X.length}`);
  return {
    X: product(G, transpose(W)),
    W: product(transpose(X), G).map((row) => row.map((g) => g / X.length)),
    b: transpose(G).map((column) => column.reduce((sum, g) => sum + g, 0) / X.length),
  };
}

function product(A: Matrix, B: Matrix): Matrix {
  const columns = transpose(B);
  return A.map((row) => columns.map((column) => row.reduce((sum, a, i) => sum + a * column[i]!, 0)));
}

function transpose(A: Matrix): Matrix {
  return A[0]!.map((_, j) => A.map((row) => row[j]!));
}

function checkRows(name: string, A: Matrix, length: number): void {
  for (const row of A)
    if (row.length !== length)
      throw new RangeError(`affine: a row of ${name} has ${row.length} numbers, ${length} are needed`);
}
