import type { Tensor } from "@blankfile/tensor";

export interface NewtonSchulzOptions {
  /** How often the polynomial is applied; 5 bring singular values from 0.01 up near 1. */
  nsSteps?: number;
  /** a, b, c of the polynomial. */
  nsCoefficients?: readonly [number, number, number];
  /** Keeps a matrix of zeros from being divided by 0. */
  eps?: number;
}

/**
 * A matrix with the singular vectors of G and singular values near 1, without computing either: U Vᵀ, roughly, for G = U Σ Vᵀ.
 *
 *   X₀ = G / (‖G‖_F + ε)
 *   X_{k+1} = a X_k + b (X_k X_kᵀ) X_k + c (X_k X_kᵀ)² X_k
 *
 * Each step applies σ ↦ a σ + b σ³ + c σ⁵ to every singular value. With a, b, c = 3.4445, −4.7750, 2.0315 small ones grow by 3.4 a step
 * and settle between 0.68 and 1.14 rather than at 1, which costs a training nothing and fewer steps. A singular value of 0 stays 0.
 *
 * Shape [m, n] in and out; where m > n the transpose is worked on, so that X Xᵀ is the smaller of the two products.
 * Jordan et al. 2024, https://kellerjordan.github.io/posts/muon/; for the iteration Higham 2008, Functions of Matrices, section 8.3.
 */
export function newtonSchulz(
  G: Tensor,
  { nsSteps = 5, nsCoefficients: [a, b, c] = [3.4445, -4.775, 2.0315], eps = 1e-7 }: NewtonSchulzOptions = {},
): Tensor {
  const [m, n] = G.shape;
  if (G.ndim !== 2)
    throw new RangeError(`newtonSchulz: shape [${G.shape.join(", ")}], a matrix [m, n] is needed`);
  if (!(Number.isInteger(nsSteps) && nsSteps >= 1))
    throw new RangeError(`newtonSchulz: nsSteps ${nsSteps}, a whole number from 1 is needed`);
  const tall = m! > n!;
  let X = G.div(G.mul(G).sum().sqrt().add(eps));
  if (tall) X = X.transpose(0, 1);
  for (let k = 0; k < nsSteps; k++) {
    const A = X.matmul(X.transpose(0, 1));
    const B = A.mul(b).add(A.matmul(A).mul(c));
    X = X.mul(a).add(B.matmul(X));
  }
  return tall ? X.transpose(0, 1) : X;
}
