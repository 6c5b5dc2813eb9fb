/**
 * Inference in the linear model y = Xβ + ε, by ordinary and by weighted least squares (Var ε_i = σ²/w_i).
 *
 *   β̂ = (XᵀWX)⁻¹ XᵀWy,   σ̂² = Σ w_i e_i²/(n − k),   Var β̂ = σ̂² (XᵀWX)⁻¹, or one of robust-covariance.ts
 *   t_j = β̂_j/se_j, Student's with n − k for "nonrobust", normal for the robust ones
 *   R² = 1 − SSR/SST,  R̄² = 1 − (1 − R²)(n − c)/(n − k),  F = (SST − SSR)/(k − c) / σ̂²,   c = 1 with a constant, else 0
 *   log L = −n/2 (log 2π + log(SSR/n) + 1) + ½ Σ log w,  AIC = −2 log L + 2k,  BIC = −2 log L + k log n
 *
 * SST is about the (weighted) mean with a constant, about 0 without. X has no column of ones of its own: see addConstant.
 * Greene 2018, Econometric Analysis, chapters 4 and 9.
 */

import { FDistribution } from "../distributions/continuous/f-distribution.ts";
import { Normal } from "../distributions/continuous/normal.ts";
import { StudentT } from "../distributions/continuous/student-t.ts";
import type { MatrixInput } from "../matrix-input/matrix-of.ts";
import type { ConfidenceInterval } from "../samples/alternative.ts";
import { requireProbability, type Sample } from "../samples/sample.ts";
import { fitLeastSquares, type LeastSquaresFit } from "./least-squares-fit.ts";
import { type CovarianceOptions, countGroups, covarianceOf } from "./robust-covariance.ts";
import { waldF } from "./wald-f.ts";

export interface OlsOptions extends CovarianceOptions {
  /** Student's t instead of the normal distribution. Default: for "nonrobust" only, as statsmodels. */
  useT?: boolean;
  /** Of the intervals. Default 0.95. */
  confidenceLevel?: number;
}

export interface OlsResult {
  /** β̂, [K]. */
  params: Float64Array;
  standardErrors: Float64Array;
  tvalues: Float64Array;
  pvalues: Float64Array;
  confidenceIntervals: ConfidenceInterval[];
  /** [K, K] in rows. */
  covariance: Float64Array;
  fittedValues: Float64Array;
  residuals: Float64Array;
  rsquared: number;
  rsquaredAdj: number;
  /** That all coefficients but the constant are 0; NaN where there are none. */
  fvalue: number;
  fPvalue: number;
  logLikelihood: number;
  aic: number;
  bic: number;
  /** Σ w e². */
  ssr: number;
  /** σ̂². */
  scale: number;
  nObs: number;
  /** Rank of X less the constant. */
  dfModel: number;
  dfResid: number;
  /** Of the t and F distributions: dfResid, or G − 1 with clusters. */
  dfInference: number;
  conditionNumber: number;
  useT: boolean;
  covType: NonNullable<CovarianceOptions["covType"]>;
  /** What the other functions of this folder start from. */
  fit: LeastSquaresFit;
}

export function ols(y: Sample, X: MatrixInput, options: OlsOptions = {}): OlsResult {
  return infer("ols", fitLeastSquares("ols", y, X), options);
}

export function wls(y: Sample, X: MatrixInput, weights: Sample, options: OlsOptions = {}): OlsResult {
  return infer("wls", fitLeastSquares("wls", y, X, weights), options);
}

function infer(where: string, fit: LeastSquaresFit, options: OlsOptions): OlsResult {
  const { covType = "nonrobust", useT = covType === "nonrobust", confidenceLevel = 0.95 } = options;
  requireProbability(where, "confidenceLevel", confidenceLevel);
  const { X, rank, params, hasConstant } = fit;
  const [n, k] = [X.rows, X.cols];
  const dfResid = n - rank;
  if (dfResid < 1) {
    throw new RangeError(
      `${where}: ${n} rows for ${rank} independent columns, more rows than columns are needed for inference`,
    );
  }
  if (hasConstant ? fit.y.every((value) => value === fit.y[0]) : fit.y.every((value) => value === 0)) {
    throw new RangeError(`${where}: all values of y are ${fit.y[0]}, values that differ are needed`);
  }
  const covariance = covarianceOf(where, fit, options);
  const dfInference = covType === "cluster" ? countGroups(options.groups!) - 1 : dfResid;
  const standardErrors = params.map((_, j) => Math.sqrt(covariance[j * k + j]!));
  const tvalues = params.map((value, j) => value / standardErrors[j]!);
  const distribution = useT ? new StudentT({ df: dfInference }) : new Normal();
  const reach = distribution.ppf((1 + confidenceLevel) / 2);
  const constant = hasConstant ? 1 : 0;
  const sums = sumsOf(fit);
  const dfModel = rank - constant;
  const rsquared = 1 - sums.ssr / sums.sst;
  const scale = sums.ssr / dfResid;
  const logLikelihood = gaussianLogLikelihood(fit, sums.ssr);
  return {
    params,
    standardErrors,
    tvalues,
    pvalues: tvalues.map((t) => 2 * distribution.sf(Math.abs(t))),
    confidenceIntervals: Array.from(params, (value, j) => ({
      low: value - reach * standardErrors[j]!,
      high: value + reach * standardErrors[j]!,
    })),
    covariance,
    fittedValues: fit.fitted,
    residuals: fit.residuals,
    rsquared,
    rsquaredAdj: 1 - ((n - constant) / dfResid) * (1 - rsquared),
    ...overallF({ fit, sums, dfModel, dfInference, covariance, robust: covType !== "nonrobust" }),
    logLikelihood,
    aic: -2 * logLikelihood + 2 * (dfModel + constant),
    bic: -2 * logLikelihood + Math.log(n) * (dfModel + constant),
    ssr: sums.ssr,
    scale,
    nObs: n,
    dfModel,
    dfResid,
    dfInference,
    conditionNumber: fit.conditionNumber,
    useT,
    covType,
    fit,
  };
}

interface Sums {
  ssr: number;
  sst: number;
}

/** Σ w e² and Σ w (y − ȳ)², ȳ the weighted mean, or 0 without a constant. */
function sumsOf({ y, weights, whitenedResiduals, hasConstant }: LeastSquaresFit): Sums {
  const w = (i: number) => weights?.[i] ?? 1;
  let [total, weight, sst] = [0, 0, 0];
  y.forEach((value, i) => {
    total += w(i) * value;
    weight += w(i);
  });
  const centre = hasConstant ? total / weight : 0;
  y.forEach((value, i) => {
    sst += w(i) * (value - centre) ** 2;
  });
  return { ssr: whitenedResiduals.reduce((sum, e) => sum + e * e, 0), sst };
}

function gaussianLogLikelihood({ y, weights }: LeastSquaresFit, ssr: number): number {
  const n = y.length;
  const logWeights = weights?.reduce((total, w) => total + Math.log(w), 0) ?? 0;
  return (-n / 2) * (Math.log(2 * Math.PI) + Math.log(ssr / n) + 1) + logWeights / 2;
}

interface Overall {
  fit: LeastSquaresFit;
  sums: Sums;
  dfModel: number;
  dfInference: number;
  covariance: Float64Array;
  robust: boolean;
}

/** From the sums of squares, or with a robust covariance as Wald's test of all coefficients but the constant column. */
function overallF({ fit, sums, dfModel, dfInference, covariance, robust }: Overall): {
  fvalue: number;
  fPvalue: number;
} {
  if (dfModel === 0) return { fvalue: Number.NaN, fPvalue: Number.NaN };
  if (robust) {
    const { cols: k, data } = fit.X;
    const free = Array.from({ length: k }, (_, j) => j).filter(
      (j) => !data.every((value, at) => at % k !== j || value === data[j]),
    );
    const R = free.map((j) => Float64Array.from({ length: k }, (_, l) => (l === j ? 1 : 0)));
    const { statistic, pvalue } = waldF({
      R,
      q: new Float64Array(R.length),
      params: fit.params,
      covariance,
      df: dfInference,
    });
    return { fvalue: statistic, fPvalue: pvalue };
  }
  const dfResid = fit.X.rows - fit.rank;
  const fvalue = (sums.sst - sums.ssr) / dfModel / (sums.ssr / dfResid);
  return { fvalue, fPvalue: new FDistribution({ dfn: dfModel, dfd: dfResid }).sf(fvalue) };
}
