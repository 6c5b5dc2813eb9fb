import type { Philox } from "@blankfile/tensor";
import {
  checkedDistribution,
  drawIndex,
  HiddenMarkovModel,
  type HMMOptions,
  normalized,
  type Responsibilities,
} from "./hidden-markov-model.ts";

export interface CategoricalHMMOptions extends HMMOptions {
  /** V, the number of symbols 0 … V − 1; by default what emissionprob has, or the largest symbol seen says. */
  nFeatures?: number;
  /** B to begin with, [K][V]: p(x = v | z = k); by default drawn, since equal states would stay equal. */
  emissionprob?: readonly ArrayLike<number>[];
}

/**
 * A hidden Markov model that emits symbols: b_k(v) = B_kv, learnt as B_kv ∝ Σ_{t: x_t = v} γ_t(k).
 *
 * Rabiner 1989, https://doi.org/10.1109/5.18626, equation 40c. Symbols that no sequence of `fit` had get the probability 0.
 */
export class CategoricalHMM extends HiddenMarkovModel<ArrayLike<number>> {
  /** [K, V] flat. */
  emissionprob_!: Float64Array;
  nFeatures_ = 0;
  readonly #given: CategoricalHMMOptions;

  constructor(options: CategoricalHMMOptions = {}) {
    super("CategoricalHMM", options);
    this.#given = options;
  }

  protected initialize(sequences: readonly ArrayLike<number>[], rng: Philox): void {
    const { emissionprob, nFeatures } = this.#given;
    const K = this.nComponents;
    if (!emissionprob && sequences.length === 0) {
      throw new RangeError(
        "CategoricalHMM: useParameters without emissionprob, [K][V] probabilities are needed",
      );
    }
    const largest = sequences.reduce((most, x) => Array.from(x).reduce((a, b) => Math.max(a, b), most), 0);
    const V = nFeatures ?? emissionprob?.[0]?.length ?? largest + 1;
    if (emissionprob && emissionprob.length !== K) {
      throw new RangeError(`CategoricalHMM: emissionprob has ${emissionprob.length} rows, ${K} are needed`);
    }
    this.nFeatures_ = V;
    this.emissionprob_ = new Float64Array(K * V);
    for (let k = 0; k < K; k++) {
      const row = emissionprob
        ? checkedDistribution("CategoricalHMM", `emissionprob[${k}]`, emissionprob[k]!, V)
        : normalized(
            Float64Array.from({ length: V }, () => rng.uniform()),
            new Float64Array(V).fill(1 / V),
          );
      this.emissionprob_.set(row, k * V);
    }
  }

  protected logEmissions(sequence: ArrayLike<number>): Float64Array {
    const [K, V] = [this.nComponents, this.nFeatures_];
    const out = new Float64Array(sequence.length * K);
    for (let t = 0; t < sequence.length; t++) {
      const v = sequence[t]!;
      if (!(Number.isInteger(v) && v >= 0 && v < V)) {
        throw new RangeError(
          `CategoricalHMM: symbol ${t} is ${v}, a whole number from 0 to ${V - 1} is needed`,
        );
      }
      for (let k = 0; k < K; k++) out[t * K + k] = Math.log(this.emissionprob_[k * V + v]!);
    }
    return out;
  }

  protected maximize(passes: readonly Responsibilities<ArrayLike<number>>[]): void {
    const [K, V] = [this.nComponents, this.nFeatures_];
    const counts = new Float64Array(K * V);
    for (const { sequence, gamma } of passes) {
      for (let t = 0; t < sequence.length; t++) {
        for (let k = 0; k < K; k++) counts[k * V + sequence[t]!]! += gamma[t * K + k]!;
      }
    }
    for (let k = 0; k < K; k++) {
      const [from, to] = [k * V, (k + 1) * V];
      this.emissionprob_.set(normalized(counts.subarray(from, to), this.emissionprob_.slice(from, to)), from);
    }
  }

  protected emit(states: Int32Array, rng: Philox): Int32Array {
    const V = this.nFeatures_;
    return states.map((k) => drawIndex(this.emissionprob_.subarray(k * V, (k + 1) * V), rng));
  }
}
