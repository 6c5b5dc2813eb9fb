export type Matrix = number[][];

export interface Gradients {
  /** ∂L/∂X, N × F. */
  X: Matrix;
  /** ∂L/∂W, F × M. */
  W: Matrix;
  /** ∂L/∂b, M numbers. */
  b: number[];
}

/** Each row of Y starts as b, and every input adds its row of W, that many times. */
export function affine(X: Matrix, W: Matrix, b: number[]): Matrix {
  fits(X, W, b);
  const Y: Matrix = [];
  for (const x of X) {
    const y = b.slice();
    for (let f = 0; f < x.length; f++) addTo(y, W[f]!, x[f]!);
    Y.push(y);
  }
  return Y;
}

/** Sample by sample: what it adds to the gradients of W and b, and its own row of the gradient of X. */
export function affineBackward(G: Matrix, X: Matrix, W: Matrix): Gradients {
  fits(X, W, W[0]!);
  fits(
    G,
    W[0]!.map(() => []),
    [],
  );
  if (G.length !== X.length) throw new RangeError(`${G.length} rows of gradients for ${X.length} samples`);
  const dW = W.map((row) => row.map(() => 0));
  const db = W[0]!.map(() => 0);
  const dX = X.map((x, n) => {
    const g = G[n]!;
    addTo(db, g, 1);
    return x.map((value, f) => {
      addTo(dW[f]!, g, value);
      let slope = 0;
      for (let m = 0; m < g.length; m++) slope += g[m]! * W[f]![m]!;
      return slope;
    });
  });
  return { X: dX, W: dW, b: db };
}

function addTo(sum: number[], row: readonly number[], factor: number): void {
  for (let m = 0; m < sum.length; m++) sum[m]! += factor * row[m]!;
}

function fits(X: Matrix, W: Matrix, b: number[]): void {
  if (!X.every((x) => x.length === W.length)) throw new RangeError(`every sample needs ${W.length} numbers`);
  if (!W.every((row) => row.length === b.length))
    throw new RangeError(`every row of W needs ${b.length} numbers`);
}
