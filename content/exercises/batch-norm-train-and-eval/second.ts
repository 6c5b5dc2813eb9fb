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

/** What each feature is normalised by: x̂ = (x − shift) · scale. */
interface Frame {
  shift: Float64Array;
  scale: Float64Array;
  /** σ² of the batch, also where it is not used. */
  spread: Float64Array;
  centre: Float64Array;
}

function frameOf(X: Matrix, { gamma, beta, running }: Layer, { training, epsilon }: Settings): Frame {
  const [N, D] = [X.length, gamma.length];
  if (N === 0) throw new RangeError("no samples");
  if (training && N === 1) throw new RangeError("one sample has no variance to train with");
  if (beta.length !== D || running.mean.length !== D || running.variance.length !== D)
    throw new RangeError(`gamma has ${D} numbers, and another list of the layer has not`);
  const [centre, spread] = [new Float64Array(D), new Float64Array(D)];
  for (const x of X) {
    if (x.length !== D) throw new RangeError(`a sample of ${x.length} features, ${D} are needed`);
    for (let j = 0; j < D; j++) centre[j]! += x[j]! / N;
  }
  for (const x of X) for (let j = 0; j < D; j++) spread[j]! += (x[j]! - centre[j]!) ** 2 / N;
  const by = training ? spread : Float64Array.from(running.variance);
  return {
    shift: training ? centre : Float64Array.from(running.mean),
    scale: by.map((v) => 1 / Math.sqrt(v + epsilon)),
    spread,
    centre,
  };
}

export function batchNorm(X: Matrix, layer: Layer, settings: Settings): { Y: Matrix; running: Running } {
  const { shift, scale, spread, centre } = frameOf(X, layer, settings);
  const Y = X.map((x) => x.map((z, j) => layer.beta[j]! + (z - shift[j]!) * scale[j]! * layer.gamma[j]!));
  const running: Running = { mean: [...layer.running.mean], variance: [...layer.running.variance] };
  if (settings.training)
    for (let j = 0; j < layer.gamma.length; j++) {
      running.mean[j]! += settings.momentum * (centre[j]! - running.mean[j]!);
      const unbiased = (spread[j]! * X.length) / (X.length - 1);
      running.variance[j]! += settings.momentum * (unbiased - running.variance[j]!);
    }
  return { Y, running };
}

/** ∂L/∂x straight, then what came through the variance and the mean, from the sums that are the gradients of γ and β. */
export function batchNormBackward(G: Matrix, X: Matrix, layer: Layer, settings: Settings): Gradients {
  const { shift, scale } = frameOf(X, layer, settings);
  if (G.length !== X.length) throw new RangeError(`${G.length} rows of gradients, ${X.length} samples`);
  const dGamma = layer.gamma.map(() => 0);
  const dBeta = layer.gamma.map(() => 0);
  for (const [n, g] of G.entries()) {
    if (g.length !== layer.gamma.length) throw new RangeError(`a row of ${g.length} gradients`);
    for (const [j, slope] of g.entries()) {
      dGamma[j]! += slope * (X[n]![j]! - shift[j]!) * scale[j]!;
      dBeta[j]! += slope;
    }
  }
  const back = settings.training ? 1 / X.length : 0;
  const dX = G.map((g, n) =>
    g.map((slope, j) => {
      const place = (X[n]![j]! - shift[j]!) * scale[j]!;
      return layer.gamma[j]! * scale[j]! * (slope - back * (dBeta[j]! + place * dGamma[j]!));
    }),
  );
  return { X: dX, gamma: dGamma, beta: dBeta };
}
