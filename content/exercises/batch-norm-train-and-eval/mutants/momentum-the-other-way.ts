// m is taken as the share of the old numbers.
export type Matrix = number[][];

export interface Running {
  /** D numbers each. */
  mean: number[];
  variance: number[];
}

export interface Layer {
  /** γ and β, D numbers each. */
  gamma: number[];
  beta: number[];
  running: Running;
}

export interface Settings {
  /** ε, added to the variance. */
  epsilon: number;
  /** m, the share of the new batch in the running numbers. */
  momentum: number;
  /** Whether the batch's own mean and variance are used, and kept. */
  training: boolean;
}

export interface Gradients {
  X: Matrix;
  gamma: number[];
  beta: number[];
}

/** y = γ x̂ + β: Ioffe and Szegedy 2015, algorithms 1 and 2, https://arxiv.org/abs/1502.03167 */
export function batchNorm(X: Matrix, layer: Layer, settings: Settings): { Y: Matrix; running: Running } {
  check(X, X, layer, settings);
  const { gamma, beta, running } = layer;
  const columns = transpose(X);
  const Y = columns.map((x, j) => {
    const { xHat } = normalised(x, running, j, settings);
    return xHat.map((z) => gamma[j]! * z + beta[j]!);
  });
  if (!settings.training) return { Y: transpose(Y), running };
  const unbiased = X.length / (X.length - 1);
  const blend = (old: number, now: number) => settings.momentum * old + (1 - settings.momentum) * now;
  return {
    Y: transpose(Y),
    running: {
      mean: columns.map((x, j) => blend(running.mean[j]!, mean(x))),
      variance: columns.map((x, j) => blend(running.variance[j]!, unbiased * variance(x))),
    },
  };
}

/**
 * With h = γ g down a column, and s = √(σ² + ε):
 *
 *   ∂L/∂x = (h − mean(h) − x̂ · mean(h ⊙ x̂)) / s in training,   h / s in evaluation
 *   ∂L/∂γ = Σ g ⊙ x̂,   ∂L/∂β = Σ g
 */
export function batchNormBackward(G: Matrix, X: Matrix, layer: Layer, settings: Settings): Gradients {
  check(G, X, layer, settings);
  const gradients = transpose(G);
  const columns = transpose(X).map((x, j) => normalised(x, layer.running, j, settings));
  const dX = columns.map(({ xHat, s }, j) => {
    const h = gradients[j]!.map((g) => layer.gamma[j]! * g);
    if (!settings.training) return h.map((g) => g / s);
    const throughMean = mean(h);
    const throughVariance = mean(h.map((g, n) => g * xHat[n]!));
    return h.map((g, n) => (g - throughMean - xHat[n]! * throughVariance) / s);
  });
  return {
    X: transpose(dX),
    gamma: columns.map(({ xHat }, j) => sum(xHat.map((z, n) => z * gradients[j]![n]!))),
    beta: gradients.map(sum),
  };
}

/** Column j by the batch's mean and variance, or by the running ones. */
function normalised(x: number[], running: Running, j: number, { training, epsilon }: Settings) {
  const mu = training ? mean(x) : running.mean[j]!;
  const s = Math.sqrt((training ? variance(x) : running.variance[j]!) + epsilon);
  return { xHat: x.map((z) => (z - mu) / s), s };
}

function variance(x: number[]): number {
  const mu = mean(x);
  return mean(x.map((z) => (z - mu) ** 2));
}

function mean(x: number[]): number {
  return sum(x) / x.length;
}

function sum(x: number[]): number {
  return x.reduce((total, z) => total + z, 0);
}

function transpose(A: Matrix): Matrix {
  return A[0]!.map((_, j) => A.map((row) => row[j]!));
}

function check(G: Matrix, X: Matrix, { gamma, beta, running }: Layer, { training }: Settings): void {
  const needed = training ? 2 : 1;
  if (X.length < needed)
    throw new RangeError(
      `batchNorm: ${X.length} samples with training ${training}, at least ${needed} are needed`,
    );
  if (G.length !== X.length) throw new RangeError(`batchNorm: ${G.length} rows of G for ${X.length} samples`);
  for (const row of [...X, ...G, beta, running.mean, running.variance])
    if (row.length !== gamma.length)
      throw new RangeError(
        `batchNorm: ${row.length} numbers in a row, ${gamma.length} are needed as in gamma`,
      );
}
