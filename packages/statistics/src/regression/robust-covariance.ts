/**
 * Covariances of β that hold where the errors are not independent with one variance: A M A, A = (XᵀWX)⁻¹, z_i = √w_i x_i, e_i = √w_i r_i.
 *
 *   HC0   M = Σ e_i² z_i z_iᵀ                              White 1980
 *   HC1   HC0 · n/(n − k)
 *   HC2   e_i² / (1 − h_i)                                 unbiased where the variance is one
 *   HC3   e_i² / (1 − h_i)²                                about the jackknife's; the safest for small n
 *   HAC   M = Γ_0 + Σ_l (1 − l/(L + 1)) (Γ_l + Γ_lᵀ),  Γ_l = Σ_i u_i u_{i−l}ᵀ,  u_i = e_i z_i         Newey and West 1987
 *   cluster   M = Σ_g (Σ_{i in g} u_i)(Σ_{i in g} u_i)ᵀ · G/(G − 1) · (n − 1)/(n − k)                   Liang and Zeger 1986
 *
 * White, https://doi.org/10.2307/1912934; MacKinnon and White 1985, https://doi.org/10.1016/0304-4076(85)90158-7;
 * Newey and West, https://doi.org/10.2307/1913610; Cameron and Miller 2015, https://doi.org/10.3368/jhr.50.2.317.
 */

import { requireEqualLengths, requireOneOf, requireWhole } from "../samples/sample.ts";
import { type LeastSquaresFit, leverageOf } from "./least-squares-fit.ts";

export type CovarianceType = "nonrobust" | "HC0" | "HC1" | "HC2" | "HC3" | "HAC" | "cluster";

export interface CovarianceOptions {
  /** Default "nonrobust": σ² (XᵀWX)⁻¹. */
  covType?: CovarianceType;
  /** L, for "HAC". */
  maxlags?: number;
  /** The cluster of each row, for "cluster". */
  groups?: ArrayLike<string | number>;
  /** The factors for small samples: n/(n − k) of HAC (default false), G/(G − 1) · (n − 1)/(n − k) of clusters (default true), as statsmodels. */
  useCorrection?: boolean;
}

/** [K, K] in rows. */
export function covarianceOf(where: string, fit: LeastSquaresFit, options: CovarianceOptions): Float64Array {
  const { covType = "nonrobust" } = options;
  requireOneOf(where, "covType", covType, ["nonrobust", "HC0", "HC1", "HC2", "HC3", "HAC", "cluster"]);
  const { rows: n } = fit.X;
  const ssr = fit.whitenedResiduals.reduce((total, e) => total + e * e, 0);
  if (covType === "nonrobust") return fit.unscaledCovariance.map((value) => (value * ssr) / (n - fit.rank));
  if (covType === "HAC") return sandwich(fit, autocorrelatedMeat(where, fit, options));
  if (covType === "cluster") return sandwich(fit, clusteredMeat(where, fit, options));
  return sandwich(fit, independentMeat(where, fit, covType));
}

/** How many clusters there are. */
export function countGroups(groups: ArrayLike<string | number>): number {
  return new Set(Array.from(groups)).size;
}

/** Tᵀ u_i = e_i Tᵀ z_i, [N, rank] in rows. */
function scores({ X, whitened, whitenedResiduals, coordinates, rank }: LeastSquaresFit): Float64Array {
  const { rows: n, cols: k } = X;
  const out = new Float64Array(n * rank);
  for (let i = 0; i < n; i++) {
    for (let r = 0; r < rank; r++) {
      let along = 0;
      for (let j = 0; j < k; j++) along += coordinates[r * k + j]! * whitened[i * k + j]!;
      out[i * rank + r] = whitenedResiduals[i]! * along;
    }
  }
  return out;
}

function independentMeat(where: string, fit: LeastSquaresFit, covType: CovarianceType): Float64Array {
  const { rows: n } = fit.X;
  const k = fit.rank;
  const u = scores(fit);
  const meat = new Float64Array(k * k);
  const leverage = covType === "HC2" || covType === "HC3" ? leverageOf(fit) : new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const rest = 1 - leverage[i]!;
    if (rest < 1e-12) {
      throw new RangeError(`${where}: row ${i} has leverage 1, one below is needed for ${covType}; use HC1`);
    }
    const factor = covType === "HC2" ? 1 / rest : covType === "HC3" ? 1 / rest ** 2 : 1;
    addOuter(meat, u.subarray(i * k, (i + 1) * k), u.subarray(i * k, (i + 1) * k), factor);
  }
  return covType === "HC1" ? meat.map((value) => (value * n) / (n - fit.rank)) : meat;
}

function autocorrelatedMeat(
  where: string,
  fit: LeastSquaresFit,
  { maxlags, useCorrection = false }: CovarianceOptions,
): Float64Array {
  const { rows: n } = fit.X;
  const k = fit.rank;
  if (maxlags === undefined) {
    throw new RangeError(
      `${where}: covType "HAC" without maxlags, the number of lags is needed; ⌊4 (n/100)^{2/9}⌋ is ${Math.floor(4 * (n / 100) ** (2 / 9))}`,
    );
  }
  requireWhole(where, "maxlags", maxlags);
  if (maxlags >= n)
    throw new RangeError(`${where}: maxlags ${maxlags} with ${n} rows, fewer lags than rows are needed`);
  const u = scores(fit);
  const row = (i: number) => u.subarray(i * k, (i + 1) * k);
  const meat = new Float64Array(k * k);
  for (let lag = 0; lag <= maxlags; lag++) {
    const weight = 1 - lag / (maxlags + 1);
    for (let i = lag; i < n; i++) {
      addOuter(meat, row(i), row(i - lag), weight);
      if (lag > 0) addOuter(meat, row(i - lag), row(i), weight);
    }
  }
  return useCorrection ? meat.map((value) => (value * n) / (n - fit.rank)) : meat;
}

function clusteredMeat(
  where: string,
  fit: LeastSquaresFit,
  { groups, useCorrection = true }: CovarianceOptions,
): Float64Array {
  const { rows: n } = fit.X;
  const k = fit.rank;
  if (groups === undefined)
    throw new RangeError(`${where}: covType "cluster" without groups, the cluster of each row is needed`);
  requireEqualLengths(where, ["groups", "X"], [groups.length, n]);
  const u = scores(fit);
  const sums = new Map<string | number, Float64Array>();
  for (let i = 0; i < n; i++) {
    const total = sums.get(groups[i]!) ?? new Float64Array(k);
    for (let j = 0; j < k; j++) total[j]! += u[i * k + j]!;
    sums.set(groups[i]!, total);
  }
  const G = sums.size;
  if (G < 2) throw new RangeError(`${where}: one cluster, at least two are needed`);
  const factor = useCorrection ? ((G / (G - 1)) * (n - 1)) / (n - fit.rank) : 1;
  const meat = new Float64Array(k * k);
  for (const total of sums.values()) addOuter(meat, total, total, factor);
  return meat;
}

function addOuter(out: Float64Array, a: Float64Array, b: Float64Array, factor: number): void {
  const k = a.length;
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) out[i * k + j]! += factor * a[i]! * b[j]!;
}

/** T (Tᵀ M T) Tᵀ = A M A, since A = T Tᵀ: the sums are of numbers along orthonormal columns, whose digits A M A would lose twice. */
function sandwich({ coordinates, rank, X }: LeastSquaresFit, meat: Float64Array): Float64Array {
  const k = X.cols;
  const half = new Float64Array(rank * k);
  for (let r = 0; r < rank; r++) {
    for (let s = 0; s < rank; s++) {
      for (let j = 0; j < k; j++) half[r * k + j]! += meat[r * rank + s]! * coordinates[s * k + j]!;
    }
  }
  const out = new Float64Array(k * k);
  for (let r = 0; r < rank; r++) {
    for (let a = 0; a < k; a++) {
      for (let b = 0; b < k; b++) out[a * k + b]! += coordinates[r * k + a]! * half[r * k + b]!;
    }
  }
  return out;
}
