import { Matrix } from "../../matrix/matrix.ts";

export interface SmacofRun {
  embedding: Matrix;
  /** σ at the end. */
  stress: number;
  iterations: number;
  converged: boolean;
}

/**
 * Points whose distances d come near to given ones δ, by steps that never raise the stress:
 *
 *   σ(Y) = Σ_{i<j} (d_ij(Y) − δ_ij)²
 *   Y ← (1/N) B(Y) Y,   b_ij = −δ_ij / d_ij (0 where d_ij = 0),   b_ii = −Σ_{j≠i} b_ij
 *
 * Each step is the minimum of a quadratic function that lies above σ and touches it at Y. It stops once a step lowers σ by less than `eps` of Σ d².
 * De Leeuw 1977; Borg and Groenen, Modern Multidimensional Scaling, 2nd edition, chapter 8.
 */
export function smacof(
  delta: Matrix,
  start: Matrix,
  {
    maxIter,
    eps,
    onIteration = () => {},
  }: { maxIter: number; eps: number; onIteration?: (iteration: number, stress: number) => void },
): SmacofRun {
  const [N, D] = [start.rows, start.cols];
  let Y = start.data.slice();
  let { stress, size } = measure(Y, delta.data, N, D);
  for (let iteration = 1; iteration <= maxIter; iteration++) {
    Y = guttman(Y, delta.data, N, D);
    const next = measure(Y, delta.data, N, D);
    onIteration(iteration, next.stress);
    const isSettled = stress - next.stress < eps * size;
    ({ stress, size } = next);
    if (isSettled)
      return { embedding: new Matrix(Y, [N, D]), stress, iterations: iteration, converged: true };
  }
  return { embedding: new Matrix(Y, [N, D]), stress, iterations: maxIter, converged: false };
}

/** (1/N) B(Y) Y. */
function guttman(Y: Float64Array, delta: Float64Array, N: number, D: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(N * D);
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      if (i === j) continue;
      const d = distance(Y, i, j, D);
      if (d === 0) continue;
      const ratio = delta[i * N + j]! / d / N;
      for (let k = 0; k < D; k++) out[i * D + k]! += ratio * (Y[i * D + k]! - Y[j * D + k]!);
    }
  }
  return out;
}

function measure(
  Y: Float64Array,
  delta: Float64Array,
  N: number,
  D: number,
): { stress: number; size: number } {
  let [stress, size] = [0, 0];
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < i; j++) {
      const d = distance(Y, i, j, D);
      stress += (d - delta[i * N + j]!) ** 2;
      size += d * d;
    }
  }
  return { stress, size };
}

function distance(Y: Float64Array, i: number, j: number, D: number): number {
  let sum = 0;
  for (let k = 0; k < D; k++) sum += (Y[i * D + k]! - Y[j * D + k]!) ** 2;
  return Math.sqrt(sum);
}
