export type Matrix = number[][];

export interface Gradients {
  /** ∂L/∂X, N × D. */
  X: Matrix;
  /** ∂L/∂γ, D numbers. */
  gamma: number[];
  /** ∂L/∂β, D numbers. */
  beta: number[];
}

/** Row by row, with loops, and the deviations written into place. */
export function layerNorm(X: Matrix, gamma: number[], beta: number[], epsilon: number): Matrix {
  const D = X[0]?.length ?? 0;
  if (gamma.length !== D || beta.length !== D) throw new RangeError(`gamma and beta need ${D} numbers each`);
  const Y: Matrix = [];
  for (const x of X) {
    if (x.length !== D) throw new RangeError(`a row of ${x.length} numbers among rows of ${D}`);
    const { deviations, variance } = spread(x);
    const scale = 1 / Math.sqrt(variance + epsilon);
    const y: number[] = [];
    for (let j = 0; j < D; j++) y.push(deviations[j]! * scale * gamma[j]! + beta[j]!);
    Y.push(y);
  }
  return Y;
}

/** One step of the graph after the other, backwards: x̂ = c / s, s = √(σ² + ε), σ² = mean(c²), c = x − μ, μ = mean(x). */
export function layerNormBackward(G: Matrix, X: Matrix, gamma: number[], epsilon: number): Gradients {
  const D = gamma.length;
  const dGamma = new Array<number>(D).fill(0);
  const dBeta = new Array<number>(D).fill(0);
  const dX: Matrix = [];
  if (G.length !== X.length) throw new RangeError(`G has ${G.length} rows, X ${X.length}`);
  for (let n = 0; n < X.length; n++) {
    const [x, g] = [X[n]!, G[n]!];
    if (x.length !== D || g.length !== D) throw new RangeError(`row ${n} has not ${D} numbers`);
    const { deviations: c, variance } = spread(x);
    const s = Math.sqrt(variance + epsilon);
    let dS = 0;
    const dC: number[] = [];
    for (let j = 0; j < D; j++) {
      dGamma[j]! += (g[j]! * c[j]!) / s;
      dBeta[j]! += g[j]!;
      const dXHat = gamma[j]! * g[j]!;
      dC.push(dXHat / s);
      dS -= (dXHat * c[j]!) / (s * s);
    }
    const dVariance = dS / (2 * s);
    for (let j = 0; j < D; j++) dC[j]! += (dVariance * 2 * c[j]!) / D;
    let dMu = 0;
    for (const d of dC) dMu -= d;
    dX.push(dC.map((d) => d + dMu / D));
  }
  return { X: dX, gamma: dGamma, beta: dBeta };
}

function spread(x: readonly number[]): { deviations: number[]; variance: number } {
  let mu = 0;
  for (const z of x) mu += z / x.length;
  const deviations: number[] = [];
  let squares = 0;
  for (const z of x) {
    deviations.push(z - mu);
    squares += (z - mu) * (z - mu);
  }
  return { deviations, variance: squares / x.length };
}
