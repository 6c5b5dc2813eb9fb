import {
  apply,
  column,
  type Dense,
  denseOf,
  identity,
  type Rows,
  solveByCholesky,
  times,
  timesTransposed,
  transposed,
  zerosOf,
} from "../../dense/dense.ts";
import { triangularize } from "../../dense/triangularize.ts";

export type EffectCovariance = "classical" | "HC0" | "HC1" | "HC2";

export interface LeastSquaresFit {
  /** β, [p]. */
  coefficients: Float64Array;
  /** y − X β, [n]. */
  residuals: Float64Array;
  /** (Xᵀ W X)⁻¹, [p, p]. */
  inverseGram: Dense;
  /** Of β, by the kind asked for. */
  covariance: (type?: EffectCovariance) => Dense;
  /** Of β when rows with one label may depend on each other. */
  clusteredCovariance: (clusters: ArrayLike<number>) => Dense;
}

/**
 * Weighted least squares with the covariances that effects are reported with.
 *
 *   β = (Xᵀ W X)⁻¹ Xᵀ W y, from the triangular factor of √W X with one step of refinement
 *   classical   s² (Xᵀ W X)⁻¹,   s² = Σ w e² / (n − p)
 *   HC0         B (Σ w² e² x xᵀ) B,   B = (Xᵀ W X)⁻¹;   HC1: times n/(n − p);   HC2: e² / (1 − h), h = w xᵀ B x
 *   clusters    B (Σ_g s_g s_gᵀ) B · G/(G − 1) · (n − 1)/(n − p),   s_g = Σ_{i ∈ g} w e x
 *
 * White 1980, https://doi.org/10.2307/1912934; MacKinnon and White 1985; Liang and Zeger 1986,
 * https://doi.org/10.1093/biomet/73.1.13.
 */
export function leastSquares(
  where: string,
  design: Dense,
  y: Float64Array,
  weights?: Float64Array,
): LeastSquaresFit {
  const [n, p] = [design.rows, design.columns];
  if (n < p) throw new RangeError(`${where}: ${n} rows for ${p} coefficients, as many at least are needed`);
  const w = weights ?? new Float64Array(n).fill(1);
  const weighted = { ...design, data: design.data.map((value, i) => value * w[Math.floor(i / p)]!) };
  const L = factor(where, design, w);
  const solve = (b: Dense) => solveByCholesky(L, b);
  const fitted = (beta: Float64Array) => y.map((value, i) => value - dot(design, i, beta));
  const step = (residuals: Float64Array) => solve(times(transposed(weighted), column(residuals))).data;
  const first = step(y);
  const refinement = step(fitted(first));
  const coefficients = first.map((value, j) => value + refinement[j]!);
  const residuals = fitted(coefficients);
  const inverseGram = solve(identity(p));
  const sandwich = (rows: number, score: (g: number, j: number) => number, scale: number): Dense => {
    const scores = zerosOf(rows, p);
    for (let g = 0; g < rows; g++) for (let j = 0; j < p; j++) scores.data[g * p + j] = score(g, j);
    // B Σ s sᵀ B as C Cᵀ with C = B Sᵀ by triangular solves: the products with B would lose digits twice.
    const solved = solve(transposed(scores));
    const out = timesTransposed(solved, solved);
    return { ...out, data: out.data.map((value) => value * scale) };
  };
  return {
    coefficients,
    residuals,
    inverseGram,
    covariance: (type = "classical") => {
      if (type === "classical") {
        const s2 = residuals.reduce((sum, e, i) => sum + w[i]! * e * e, 0) / (n - p);
        return { ...inverseGram, data: inverseGram.data.map((value) => value * s2) };
      }
      const residualOf = (i: number) => {
        if (type !== "HC2") return residuals[i]!;
        const leverage = w[i]! * quadratic(inverseGram, design.data.subarray(i * p, (i + 1) * p));
        if (leverage < 1 - 1e-10) return residuals[i]! / Math.sqrt(1 - leverage);
        throw new RangeError(
          `${where}: row ${i} determines a coefficient alone (leverage 1), HC0 or HC1 is needed`,
        );
      };
      const each = residuals.map((_, i) => residualOf(i));
      return sandwich(n, (i, j) => weighted.data[i * p + j]! * each[i]!, type === "HC1" ? n / (n - p) : 1);
    },
    clusteredCovariance: (clusters) => {
      const labels = new Map<number, Float64Array>();
      for (let i = 0; i < n; i++) {
        const total = labels.get(clusters[i]!) ?? new Float64Array(p);
        for (let j = 0; j < p; j++) total[j]! += weighted.data[i * p + j]! * residuals[i]!;
        labels.set(clusters[i]!, total);
      }
      const G = labels.size;
      if (G < 2) throw new RangeError(`${where}: ${G} cluster, at least two are needed`);
      const totals = [...labels.values()];
      return sandwich(G, (g, j) => totals[g]![j]!, (G / (G - 1)) * ((n - 1) / (n - p)));
    },
  };
}

/** [1, columns…, X], [n, p]. */
export function designOf(
  where: string,
  n: number,
  columns: readonly ArrayLike<number>[],
  covariates: Rows = [],
): Dense {
  const width = covariates[0]?.length ?? 0;
  if (covariates.length !== 0 && covariates.length !== n) {
    throw new RangeError(`${where}: ${covariates.length} rows of covariates, ${n} are needed`);
  }
  const X = denseOf(where, "covariates", covariates, [covariates.length, width]);
  const p = 1 + columns.length + width;
  const out = zerosOf(n, p);
  for (let i = 0; i < n; i++) {
    out.data[i * p] = 1;
    columns.forEach((values, j) => {
      out.data[i * p + 1 + j] = values[i]!;
    });
    for (let j = 0; j < width; j++) out.data[i * p + 1 + columns.length + j] = X.data[i * width + j]!;
  }
  return out;
}

/** Some rows of a design. */
export function rowsAt(design: Dense, places: readonly number[]): Dense {
  const p = design.columns;
  const out = zerosOf(places.length, p);
  places.forEach((row, i) => {
    out.data.set(design.data.subarray(row * p, (row + 1) * p), i * p);
  });
  return out;
}

/** aᵀ M a. */
export function quadratic(M: Dense, a: ArrayLike<number>): number {
  return apply(M, a).reduce((sum, value, i) => sum + value * a[i]!, 0);
}

function dot(design: Dense, i: number, beta: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < beta.length; j++) sum += design.data[i * beta.length + j]! * beta[j]!;
  return sum;
}

/** The lower triangular L with L Lᵀ = Xᵀ W X, without forming it. */
function factor(where: string, design: Dense, w: Float64Array): Dense {
  const p = design.columns;
  const root = { ...design, data: design.data.map((value, i) => value * Math.sqrt(w[Math.floor(i / p)]!)) };
  const L = triangularize(transposed(root));
  for (let j = 0; j < p; j++) {
    // What is left of a column after those before it, against the column itself.
    const norm = Math.sqrt(root.data.reduce((sum, value, i) => sum + (i % p === j ? value * value : 0), 0));
    if (L.data[j * p + j]! > 1e-10 * norm) continue;
    throw new RangeError(
      `${where}: column ${j} of the design (0 is the constant) depends on those before it, independent columns are needed`,
    );
  }
  return L;
}
