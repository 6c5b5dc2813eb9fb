import {
  apply,
  choleskyOf,
  column,
  type Dense,
  type Rows,
  solveByCholesky,
  times,
  transposed,
} from "../../dense/dense.ts";
import { designOf } from "./least-squares.ts";

export interface PropensityFit {
  /** β with the constant first. */
  coefficients: Float64Array;
  /** e(x_i) = P(T = 1 | x_i), [n]. */
  scores: Float64Array;
  design: Dense;
  /** Σ e(1 − e) x xᵀ. */
  information: Dense;
}

/**
 * The propensity score by logistic regression: e(x) = 1 / (1 + exp(−xᵀβ)), by Newton's steps on the log-likelihood, halved
 * until it rises.
 *
 *   β ← β + (Σ e(1 − e) x xᵀ)⁻¹ Σ (t − e) x
 *
 * Rosenbaum and Rubin 1983, https://doi.org/10.1093/biomet/70.1.41. Arms that the covariates separate have no maximum, and
 * are refused: no unit of the one can then stand for one of the other.
 */
export function propensityScore(treatment: ArrayLike<number>, covariates: Rows): PropensityFit {
  const n = treatment.length;
  const design = designOf("propensityScore", n, [], covariates);
  let beta = new Float64Array(design.columns);
  let current = evaluate(design, treatment, beta);
  for (let iteration = 0; iteration < 100; iteration++) {
    const step = solveByCholesky(
      choleskyOf("propensityScore", "the information of the covariates", current.information),
      column(current.gradient),
    ).data;
    let next = beta;
    let found = current;
    for (let shrink = 1; shrink > 1e-10; shrink /= 2) {
      next = beta.map((value, j) => value + shrink * step[j]!);
      found = evaluate(design, treatment, next);
      if (found.logLikelihood >= current.logLikelihood) break;
    }
    const promised = step.reduce((sum, value, j) => sum + value * current.gradient[j]!, 0);
    [beta, current] = [next, found];
    // A unit that is all but certain shows coefficients on their way to infinity.
    if (current.scores.some((e) => e < 1e-10 || e > 1 - 1e-10)) break;
    // 2 × the rise that this step promised; its error after the step is of the order of its square.
    if (promised < 1e-14 * n) {
      return { coefficients: beta, scores: current.scores, design, information: current.information };
    }
  }
  throw new RangeError(
    "propensityScore: the covariates (nearly) separate the arms, covariates that both arms share are needed",
  );
}

/** Scores must lie strictly inside (0, 1), or no weight is finite. */
export function checkScores(where: string, scores: ArrayLike<number>, n: number): Float64Array {
  if (scores.length !== n) throw new RangeError(`${where}: ${scores.length} propensities, ${n} are needed`);
  return Float64Array.from(scores, (e, i) => {
    if (e > 0 && e < 1) return e;
    throw new RangeError(`${where}: propensity ${i} is ${e}, a number between 0 and 1 is needed`);
  });
}

function evaluate(design: Dense, t: ArrayLike<number>, beta: Float64Array) {
  const p = design.columns;
  const eta = apply(design, beta);
  const scores = eta.map((value) => 1 / (1 + Math.exp(-value)));
  let logLikelihood = 0;
  // ln(1 + e^η) without overflow
  eta.forEach((value, i) => {
    logLikelihood += t[i]! * value - Math.max(value, 0) - Math.log1p(Math.exp(-Math.abs(value)));
  });
  const gradient = times(transposed(design), column(scores.map((e, i) => t[i]! - e))).data;
  const weighted = {
    ...design,
    data: design.data.map((value, i) => {
      const e = scores[Math.floor(i / p)]!;
      return value * e * (1 - e);
    }),
  };
  return { scores, logLikelihood, gradient, information: times(transposed(weighted), design) };
}
