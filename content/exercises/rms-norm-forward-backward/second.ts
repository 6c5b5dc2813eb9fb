export type Matrix = number[][];

export interface Gradients {
  /** ∂L/∂X, N × D. */
  X: Matrix;
  /** ∂L/∂γ, D numbers. */
  gamma: number[];
}

/** By the whole matrix of slopes of one row, ∂y_j/∂x_i = γ_j ([i = j] / r − x_i x_j / (D r³)). */
export function rmsNorm(X: Matrix, gamma: number[], epsilon: number): Matrix {
  const D = sameLength(X[0]!.length, [...X, gamma]);
  const Y: Matrix = [];
  for (const x of X) {
    const inverse = ((Math.hypot(...x) / Math.sqrt(D)) ** 2 + epsilon) ** -0.5;
    Y.push(x.map((value, j) => value * inverse * gamma[j]!));
  }
  return Y;
}

export function rmsNormBackward(G: Matrix, X: Matrix, gamma: number[], epsilon: number): Gradients {
  const D = sameLength(X[0]!.length, [...X, ...G, gamma]);
  sameLength(X.length, [G]);
  const unit = gamma.map(() => 1);
  const normalised = rmsNorm(X, unit, epsilon);
  const slopes = X.map((x, n) => {
    const power = x.reduce((sum, value) => sum + value ** 2 / D, epsilon);
    return x.map((xi, i) =>
      x.reduce((sum, xj, j) => {
        const slope = (i === j ? 1 / Math.sqrt(power) : 0) - (xi * xj) / (D * power ** 1.5);
        return sum + G[n]![j]! * gamma[j]! * slope;
      }, 0),
    );
  });
  return {
    X: slopes,
    gamma: unit.map((_, j) => G.reduce((sum, g, n) => sum + g[j]! * normalised[n]![j]!, 0)),
  };
}

function sameLength(length: number, lists: readonly (readonly unknown[])[]): number {
  const other = lists.find((list) => list.length !== length);
  if (other) throw new RangeError(`rmsNorm: ${other.length} in place of ${length}`);
  return length;
}
