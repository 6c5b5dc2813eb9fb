import type { Philox } from "@blankfile/tensor";
import {
  choleskyOf,
  type Dense,
  denseOf,
  logDeterminant,
  type Rows,
  scaled,
  zerosOf,
} from "../../dense/dense.ts";
import {
  drawIndex,
  HiddenMarkovModel,
  type HMMOptions,
  type Responsibilities,
} from "./hidden-markov-model.ts";

export interface GaussianHMMOptions extends HMMOptions {
  /** Default "diag". */
  covarianceType?: "diag" | "full";
  /**
   * μ to begin with, [K][F]; by default K rows far apart, drawn as k-means++ does (hmmlearn goes on to k-means' centres).
   */
  means?: Rows;
  /** Σ to begin with, [K][F] variances for "diag", [K][F][F] for "full"; by default the data's variances. */
  covars?: Rows | readonly Rows[];
  /** Added to the sums of squares, so that no state shrinks to a point; default 0.01. With 0, ln p(x) never falls. */
  covarsPrior?: number;
  /** Added to the variances that the data give at the start; default 0.001. */
  minCovar?: number;
}

/**
 * A hidden Markov model that emits vectors: b_k = N(μ_k, Σ_k), learnt as
 *
 *   μ_k = Σ γ_t(k) x_t / Σ γ_t(k),   Σ_k = (λ I + Σ γ_t(k) (x_t − μ_k)(x_t − μ_k)ᵀ) / Σ γ_t(k),   λ = covarsPrior
 *
 * Rabiner 1989, https://doi.org/10.1109/5.18626, section IV.A. For "full" hmmlearn adds λ to every element of Σ; here to
 * its diagonal only.
 */
export class GaussianHMM extends HiddenMarkovModel<Rows> {
  /** [K][F]. */
  means_: Float64Array[] = [];
  /** [K], each [F, F]; diagonal for "diag". */
  covars_: Dense[] = [];
  #factors: Dense[] = [];
  readonly #given: Required<Pick<GaussianHMMOptions, "covarianceType" | "covarsPrior" | "minCovar">> &
    GaussianHMMOptions;

  constructor(options: GaussianHMMOptions = {}) {
    super("GaussianHMM", options);
    this.#given = { covarianceType: "diag", covarsPrior: 0.01, minCovar: 1e-3, ...options };
    const { covarianceType, covarsPrior } = this.#given;
    if (covarianceType !== "diag" && covarianceType !== "full") {
      throw new RangeError(`GaussianHMM: covarianceType ${covarianceType}, "diag" or "full" is needed`);
    }
    if (!(covarsPrior >= 0))
      throw new RangeError(`GaussianHMM: covarsPrior ${covarsPrior}, at least 0 is needed`);
  }

  protected initialize(sequences: readonly Rows[], rng: Philox): void {
    const { means, covars } = this.#given;
    const K = this.nComponents;
    const rows = sequences.flatMap((sequence) => Array.from(sequence));
    if (rows.length === 0 && !(means && covars)) {
      throw new RangeError("GaussianHMM: useParameters without means and covars, both are needed");
    }
    const F = means?.[0]?.length ?? rows[0]!.length;
    if (means) denseOf("GaussianHMM", "means", means, [K, F]);
    else if (rows.length < K) {
      throw new RangeError(
        `GaussianHMM: ${rows.length} rows for ${K} components, as many at least are needed`,
      );
    }
    const start = means ?? this.#spreadRows(rows, rng);
    this.means_ = Array.from(start, (mean) => Float64Array.from(mean));
    this.#setCovars(covars ? this.#givenCovars(covars, F) : new Array(K).fill(this.#spread(rows, F)));
  }

  protected logEmissions(sequence: Rows): Float64Array {
    const K = this.nComponents;
    const F = this.means_[0]!.length;
    const x = flatRows(sequence, F);
    const out = new Float64Array(sequence.length * K);
    const z = new Float64Array(F);
    for (let k = 0; k < K; k++) {
      const [mean, L] = [this.means_[k]!, this.#factors[k]!];
      const constant = -0.5 * (F * Math.log(2 * Math.PI) + logDeterminant(L));
      for (let t = 0; t < sequence.length; t++) {
        // z = L⁻¹ (x − μ), so that (x − μ)ᵀ Σ⁻¹ (x − μ) = zᵀz
        let square = 0;
        for (let i = 0; i < F; i++) {
          let value = x[t * F + i]! - mean[i]!;
          for (let j = 0; j < i; j++) value -= L.data[i * F + j]! * z[j]!;
          z[i] = value / L.data[i * F + i]!;
          square += z[i]! * z[i]!;
        }
        out[t * K + k] = constant - 0.5 * square;
      }
    }
    return out;
  }

  protected maximize(passes: readonly Responsibilities<Rows>[]): void {
    const F = this.means_[0]!.length;
    const flat = passes.map(({ sequence, gamma }) => ({
      x: flatRows(sequence, F),
      gamma,
      T: sequence.length,
    }));
    // A state that nothing is ascribed to stays as it is.
    this.#setCovars(this.covars_.map((before, k) => this.#maximizeState(k, flat) ?? before));
  }

  protected emit(states: Int32Array, rng: Philox): number[][] {
    return Array.from(states, (k) => {
      const [mean, { data }] = [this.means_[k]!, this.#factors[k]!];
      const F = mean.length;
      const z = Float64Array.from({ length: F }, () => rng.normal());
      return Array.from(mean, (value, i) =>
        z.reduce((sum, zj, j) => sum + (j <= i ? data[i * F + j]! * zj : 0), value),
      );
    });
  }

  /** Sets μ_k and returns Σ_k, or nothing when Σ γ_t(k) = 0. */
  #maximizeState(k: number, passes: readonly FlatPass[]): Dense | undefined {
    const [K, F] = [this.nComponents, this.means_[0]!.length];
    const mean = new Float64Array(F);
    let total = 0;
    for (const { x, gamma, T } of passes) {
      for (let t = 0; t < T; t++) {
        const weight = gamma[t * K + k]!;
        total += weight;
        for (let i = 0; i < F; i++) mean[i]! += weight * x[t * F + i]!;
      }
    }
    if (!(total > 0)) return undefined;
    for (let i = 0; i < F; i++) mean[i]! /= total;
    this.means_[k] = mean;
    const out = zerosOf(F, F);
    const diagonal = this.#given.covarianceType === "diag";
    for (const { x, gamma, T } of passes) {
      for (let t = 0; t < T; t++) {
        for (let i = 0; i < F; i++) {
          const left = gamma[t * K + k]! * (x[t * F + i]! - mean[i]!);
          for (let j = diagonal ? i : 0; j < (diagonal ? i + 1 : F); j++) {
            out.data[i * F + j]! += left * (x[t * F + j]! - mean[j]!);
          }
        }
      }
    }
    for (let i = 0; i < F; i++) out.data[i * F + i]! += this.#given.covarsPrior;
    return scaled(out, 1 / total);
  }

  /**
   * K rows, each drawn with probability ∝ its squared distance to the nearest drawn before (Arthur and Vassilvitskii 2007).
   */
  #spreadRows(rows: Rows, rng: Philox): ArrayLike<number>[] {
    const squared = (a: ArrayLike<number>, b: ArrayLike<number>) =>
      Array.from(a).reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0);
    const chosen = [rows[rng.integer(rows.length)]!];
    const nearest = Float64Array.from(rows, (row) => squared(row, chosen[0]!));
    while (chosen.length < this.nComponents) {
      const total = nearest.reduce((a, b) => a + b, 0);
      if (!(total > 0)) {
        throw new RangeError(
          `GaussianHMM: ${chosen.length} different rows for ${this.nComponents} components, as many at least are needed`,
        );
      }
      const next =
        rows[
          drawIndex(
            nearest.map((value) => value / total),
            rng,
          )
        ]!;
      chosen.push(next);
      rows.forEach((row, t) => {
        nearest[t] = Math.min(nearest[t]!, squared(row, next));
      });
    }
    return chosen;
  }

  /** The data's variances, which every state starts with. */
  #spread(rows: Rows, F: number): Dense {
    const { data } = denseOf("GaussianHMM", "the sequences", rows, [rows.length, F]);
    const out = zerosOf(F, F);
    for (let i = 0; i < F; i++) {
      const values = rows.map((_, t) => data[t * F + i]!);
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      out.data[i * F + i] = square / values.length + this.#given.minCovar;
    }
    return out;
  }

  #givenCovars(covars: Rows | readonly Rows[], F: number): Dense[] {
    const K = this.nComponents;
    if (covars.length !== K) throw new RangeError(`GaussianHMM: ${covars.length} covars, ${K} are needed`);
    if (this.#given.covarianceType === "full") {
      return (covars as readonly Rows[]).map((rows, k) =>
        denseOf("GaussianHMM", `covars[${k}]`, rows, [F, F]),
      );
    }
    const { data } = denseOf("GaussianHMM", "covars", covars as Rows, [K, F]);
    return Array.from({ length: K }, (_, k) => {
      const out = zerosOf(F, F);
      for (let i = 0; i < F; i++) out.data[i * F + i] = data[k * F + i]!;
      return out;
    });
  }

  #setCovars(covars: Dense[]): void {
    this.covars_ = covars;
    this.#factors = covars.map((each, k) => choleskyOf("GaussianHMM", `the covariance of state ${k}`, each));
  }
}

/** A sequence as one array, with the γ of its rows. */
interface FlatPass {
  /** [T, F] flat. */
  x: Float64Array;
  /** [T, K] flat. */
  gamma: Float64Array;
  T: number;
}

function flatRows(sequence: Rows, F: number): Float64Array {
  return denseOf("GaussianHMM", "the sequence", sequence, [sequence.length, sequence.length ? F : 0]).data;
}
