import { Matrix } from "../matrix/matrix.ts";
import { goldenValues } from "../neighbors/golden.fixture.ts";
import { exponentiation, productKernel, sumKernel } from "./kernels/joined-kernels.ts";
import { constantKernel, dotProduct, expSineSquared, whiteKernel } from "./kernels/other-kernels.ts";
import { matern, rationalQuadratic, rbf } from "./kernels/stationary.ts";

/** The kernels of golden/classical_gaussian_process.py. */
export const covariances = {
  rbf: rbf({ lengthScale: 0.8 }),
  rbf_ard: rbf({ lengthScale: [0.8, 1.7] }),
  matern12: matern({ lengthScale: 0.9, nu: 0.5 }),
  matern32_ard: matern({ lengthScale: [0.9, 1.4], nu: 1.5 }),
  matern52: matern({ lengthScale: 0.9, nu: 2.5 }),
  matern_inf: matern({ lengthScale: 0.9, nu: Number.POSITIVE_INFINITY }),
  rational_quadratic: rationalQuadratic({ lengthScale: 0.7, alpha: 1.3 }),
  exp_sine_squared: expSineSquared({ lengthScale: 1.2, periodicity: 2.5 }),
  dot_product: sumKernel(dotProduct({ sigma0: 0.6 }), whiteKernel({ noiseLevel: 0.2 })),
  joined: sumKernel(
    productKernel(constantKernel({ constantValue: 2 }), matern({ lengthScale: [1, 2], nu: 2.5 })),
    productKernel(whiteKernel({ noiseLevel: 0.3 }), constantKernel({ constantValue: 0.5 })),
  ),
  power: exponentiation(
    sumKernel(
      rbf({ lengthScale: 0.8 }),
      constantKernel({ constantValue: 0.4, constantValueBounds: "fixed" }),
    ),
    2,
  ),
};
export type Named = keyof typeof covariances;

export interface GoldenCovariance {
  columns: number;
  theta: number[];
  K: number[][];
  gradient: number[][][];
  across: number[][];
  diagonal: number[];
  mean: number[];
  std: number[];
  cov: number[][];
  likelihood: number;
  slope: number[];
}

export const golden = goldenValues<{
  X: number[][];
  y: number[];
  c: number[];
  k: number[];
  Q: number[][];
  covariances: Record<Named, GoldenCovariance>;
  learnt: { theta: number[]; likelihood: number; mean: number[]; std: number[] };
  classifiers: {
    likelihood: number;
    slope: number[];
    mean: number[];
    variance: number[];
    proba: number[];
    predict: number[];
    learnt_theta: number[];
    learnt_likelihood: number;
    several: number[][];
    several_predict: number[];
  };
  ridge: {
    weight: number[];
    found: { options: Record<string, unknown>; plain: number[]; dual_coef: number[]; weighted: number[] }[];
  };
}>("gaussian-process");

/** The first columns as a matrix. */
export function rows(values: number[][], columns: number): Matrix {
  return Matrix.fromRows(values.map((row) => row.slice(0, columns)));
}
