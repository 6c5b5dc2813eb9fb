/**
 *   constantKernel   k = c                              whiteKernel   k = σ² where x and z are the same row, else 0
 *   dotProduct       k = σ₀² + x·z                      expSineSquared   k = exp(−2 sin²(π ‖x − z‖ / p) / l²)
 *
 * Rasmussen and Williams 2006, sections 4.2.2 and 5.4.3. The periodic one is exact in one column (MacKay 1998).
 */
import type { Matrix } from "../../matrix/matrix.ts";
import { multiplyTransposed } from "../../matrix/products.ts";
import { type Bounds, type Covariance, hyperparameter, usualBounds } from "./covariance.ts";

/** The same covariance everywhere; as a factor, the variance of the other. */
export function constantKernel({
  constantValue = 1,
  constantValueBounds = usualBounds,
}: {
  constantValue?: number;
  constantValueBounds?: Bounds;
} = {}): Covariance {
  const hyperparameters = {
    constantValue: hyperparameter("constantKernel: constantValue", constantValue, constantValueBounds),
  };
  return { kind: "constantKernel", hyperparameters, constant: 0, parts: [] };
}

/** Noise of variance noiseLevel, of each row its own. */
export function whiteKernel({
  noiseLevel = 1,
  noiseLevelBounds = usualBounds,
}: {
  noiseLevel?: number;
  noiseLevelBounds?: Bounds;
} = {}): Covariance {
  const hyperparameters = {
    noiseLevel: hyperparameter("whiteKernel: noiseLevel", noiseLevel, noiseLevelBounds),
  };
  return { kind: "whiteKernel", hyperparameters, constant: 0, parts: [] };
}

/** Linear functions with an offset of variance σ₀². */
export function dotProduct({
  sigma0 = 1,
  sigma0Bounds = usualBounds,
}: {
  sigma0?: number;
  sigma0Bounds?: Bounds;
} = {}): Covariance {
  const hyperparameters = { sigma0: hyperparameter("dotProduct: sigma0", sigma0, sigma0Bounds) };
  return { kind: "dotProduct", hyperparameters, constant: 0, parts: [] };
}

/** Functions that repeat after `periodicity`. */
export function expSineSquared({
  lengthScale = 1,
  periodicity = 1,
  lengthScaleBounds = usualBounds,
  periodicityBounds = usualBounds,
}: {
  lengthScale?: number;
  periodicity?: number;
  lengthScaleBounds?: Bounds;
  periodicityBounds?: Bounds;
} = {}): Covariance {
  const hyperparameters = {
    lengthScale: hyperparameter("expSineSquared: lengthScale", lengthScale, lengthScaleBounds),
    periodicity: hyperparameter("expSineSquared: periodicity", periodicity, periodicityBounds),
  };
  return { kind: "expSineSquared", hyperparameters, constant: 0, parts: [] };
}

/** c everywhere; so is its derivative by ln c. */
export function constantMatrix(
  { hyperparameters }: Covariance,
  size: number,
  gradients: Float64Array[] | null,
): Float64Array {
  const { value, bounds } = hyperparameters.constantValue!;
  if (gradients && bounds !== "fixed") gradients.push(new Float64Array(size).fill(value[0]!));
  return new Float64Array(size).fill(value[0]!);
}

/** σ² on the diagonal of a square matrix between the same rows, 0 between different ones. */
export function whiteMatrix(
  { hyperparameters }: Covariance,
  { N, M, same }: { N: number; M: number; same: boolean },
  gradients: Float64Array[] | null,
): Float64Array {
  const { value, bounds } = hyperparameters.noiseLevel!;
  const K = new Float64Array(N * M);
  if (same) for (let i = 0; i < N; i++) K[i * M + i] = value[0]!;
  if (gradients && bounds !== "fixed") gradients.push(K.slice());
  return K;
}

export function dotProductMatrix(
  { hyperparameters }: Covariance,
  [X, Z]: readonly [Matrix, Matrix],
  gradients: Float64Array[] | null,
): Float64Array {
  const { value, bounds } = hyperparameters.sigma0!;
  const offset = value[0]! ** 2;
  if (gradients && bounds !== "fixed") gradients.push(new Float64Array(X.rows * Z.rows).fill(2 * offset));
  return multiplyTransposed(X, Z).data.map((dot) => dot + offset);
}

/** ∂k/∂ln l = 4 sin²(a) k / l²,   ∂k/∂ln p = 4 a sin(a) cos(a) k / l²,   a = π ‖x − z‖ / p. */
export function periodicMatrix(
  { hyperparameters }: Covariance,
  [X, Z]: readonly [Matrix, Matrix],
  gradients: Float64Array[] | null,
): Float64Array {
  const { lengthScale, periodicity } = hyperparameters;
  const [l, p, F] = [lengthScale!.value[0]!, periodicity!.value[0]!, X.cols];
  const K = new Float64Array(X.rows * Z.rows);
  const [byScale, byPeriod] = [new Float64Array(K.length), new Float64Array(K.length)];
  for (let i = 0, at = 0; i < X.rows; i++) {
    for (let j = 0; j < Z.rows; j++, at++) {
      let sum = 0;
      for (let f = 0; f < F; f++) sum += (X.data[i * F + f]! - Z.data[j * F + f]!) ** 2;
      const a = (Math.PI * Math.sqrt(sum)) / p;
      const sine = Math.sin(a);
      K[at] = Math.exp(-2 * (sine / l) ** 2);
      byScale[at] = (4 * sine * sine * K[at]!) / l ** 2;
      byPeriod[at] = (4 * a * sine * Math.cos(a) * K[at]!) / l ** 2;
    }
  }
  if (gradients && lengthScale!.bounds !== "fixed") gradients.push(byScale);
  if (gradients && periodicity!.bounds !== "fixed") gradients.push(byPeriod);
  return K;
}
