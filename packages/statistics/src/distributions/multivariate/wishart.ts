import type { Philox } from "@blankfile/tensor";
import { digamma } from "../../special/gamma/digamma.ts";
import { lgamma } from "../../special/gamma/lgamma.ts";
import { drawGamma } from "../base/draw-gamma.ts";
import { requireFinite } from "../base/parameters.ts";
import { choleskyFactor, logDeterminant, type Rows, solveLower, symmetricFlat, toRows } from "./cholesky.ts";

export interface WishartParameters {
  /** ν > D − 1, degrees of freedom. */
  df: number;
  /** V, [D][D], symmetric and positive definite. */
  scale: Rows;
}

/**
 * The Wishart distribution of matrices: Σ x xᵀ over ν draws of N(0, V).
 *
 *   p(X) = |X|^((ν−D−1)/2) e^(−½ tr V⁻¹X) / (2^(νD/2) |V|^(ν/2) Γ_D(ν/2)),   Γ_D(a) = π^(D(D−1)/4) Π Γ(a − i/2)
 *
 * Drawn as (L A)(L A)ᵀ with V = L Lᵀ, A lower triangular, a_ii = √χ²_(ν−i), the others normal (Bartlett 1933,
 * https://doi.org/10.1017/S0370164600016308).
 */
export class Wishart {
  readonly name = "Wishart";
  readonly dimension: number;
  readonly params: Readonly<{ df: number; scale: Float64Array[] }>;
  private readonly L: Float64Array;
  private readonly logNormaliser: number;

  constructor({ df, scale }: WishartParameters) {
    requireFinite("Wishart", { df });
    const V = symmetricFlat("Wishart", "scale", scale);
    const D = scale.length;
    if (!(df > D - 1))
      throw new RangeError(`Wishart: df = ${df} for ${D} × ${D} matrices, a number above ${D - 1} is needed`);
    this.dimension = D;
    this.params = { df, scale: toRows(V) };
    this.L = choleskyFactor("Wishart", "scale", V);
    let logGamma = ((D * (D - 1)) / 4) * Math.log(Math.PI);
    for (let i = 0; i < D; i++) logGamma += lgamma((df - i) / 2);
    this.logNormaliser = -((df * D) / 2) * Math.LN2 - (df / 2) * logDeterminant(this.L) - logGamma;
  }

  /** ν V. */
  get mean(): Float64Array[] {
    return this.params.scale.map((row) => row.map((value) => value * this.params.df));
  }

  /** Var X_ij = ν (V_ij² + V_ii V_jj). */
  get variance(): Float64Array[] {
    const { df, scale } = this.params;
    return scale.map((row, i) => row.map((value, j) => df * (value ** 2 + scale[i]![i]! * scale[j]![j]!)));
  }

  /** Of a symmetric positive definite matrix. tr V⁻¹X is the sum of squares of L⁻¹C, X = C Cᵀ. */
  logpdf(X: Rows): number {
    if (X.length !== this.dimension) {
      throw new RangeError(`Wishart.logpdf: ${X.length} rows, ${this.dimension} are needed`);
    }
    const C = choleskyFactor("Wishart.logpdf", "X", symmetricFlat("Wishart.logpdf", "X", X));
    const D = this.dimension;
    let trace = 0;
    for (let j = 0; j < D; j++) {
      const column = Float64Array.from({ length: D }, (_, i) => C[i * D + j]!);
      trace += solveLower(this.L, column).reduce((sum, value) => sum + value * value, 0);
    }
    return this.logNormaliser + ((this.params.df - D - 1) / 2) * logDeterminant(C) - trace / 2;
  }

  pdf(X: Rows): number {
    return Math.exp(this.logpdf(X));
  }

  /** −E ln p = −ln c − (ν−D−1)/2 E ln|X| + νD/2,  E ln|X| = Σ ψ((ν−i)/2) + D ln 2 + ln|V|. */
  entropy(): number {
    const { df } = this.params;
    const D = this.dimension;
    let logDet = D * Math.LN2 + logDeterminant(this.L);
    for (let i = 0; i < D; i++) logDet += digamma((df - i) / 2);
    return -this.logNormaliser - ((df - D - 1) / 2) * logDet + (df * D) / 2;
  }

  /** One matrix as rows, or `size` of them. */
  sample(options: { rng: Philox }): Float64Array[];
  sample(options: { rng: Philox; size: number }): Float64Array[][];
  sample({ rng, size }: { rng: Philox; size?: number }): Float64Array[] | Float64Array[][] {
    if (size === undefined) return this.draw(rng);
    return Array.from({ length: size }, () => this.draw(rng));
  }

  private draw(rng: Philox): Float64Array[] {
    const D = this.dimension;
    const A = new Float64Array(D * D);
    for (let i = 0; i < D; i++) {
      for (let j = 0; j < i; j++) A[i * D + j] = rng.normal();
      A[i * D + i] = Math.sqrt(2 * drawGamma((this.params.df - i) / 2, rng));
    }
    const B = product(this.L, A, D);
    return Array.from({ length: D }, (_, i) =>
      Float64Array.from({ length: D }, (_, j) => {
        let sum = 0;
        for (let k = 0; k < D; k++) sum += B[i * D + k]! * B[j * D + k]!;
        return sum;
      }),
    );
  }
}

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) for (let j = 0; j < n; j++) out[i * n + j]! += a[i * n + k]! * b[k * n + j]!;
  }
  return out;
}
