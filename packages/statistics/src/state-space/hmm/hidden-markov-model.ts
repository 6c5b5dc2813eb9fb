import { Philox } from "@blankfile/tensor";
import { forward, forwardBackward, type MarkovChainParameters } from "./forward-backward.ts";
import { type ViterbiPath, viterbi } from "./viterbi.ts";

export interface HMMOptions {
  /** K; default 1, as in hmmlearn. */
  nComponents?: number;
  /** Most iterations of Baum–Welch; default 10. */
  nIter?: number;
  /** Stops when the log-likelihood rises by less; default 0.01. */
  tol?: number;
  /** π to begin with; default 1/K. */
  startprob?: ArrayLike<number>;
  /** A to begin with; default 1/K everywhere. */
  transmat?: readonly ArrayLike<number>[];
  /** For what is not given; default 0. */
  randomState?: number;
}

export interface HMMMonitor {
  /** ln p of all sequences before each step. */
  history: number[];
  iterations: number;
  converged: boolean;
}

/** What a sequence said about its hidden states. */
export interface Responsibilities<Sequence> {
  sequence: Sequence;
  /** γ, [T, K] flat. */
  gamma: Float64Array;
}

/**
 * A hidden Markov model: z_0 ~ π, z_{t+1} ~ A[z_t], x_t ~ b[z_t]. Learnt by Baum and Welch:
 *
 *   E step: γ, ξ of each sequence (`forward-backward.ts`)
 *   M step: π ∝ Σ γ_0,   A_jk ∝ Σ_t ξ_t(j, k),   b from the observations weighted by γ
 *
 * Baum et al. 1970, https://doi.org/10.1214/aoms/1177697196; Rabiner 1989, https://doi.org/10.1109/5.18626. ln p(x) never
 * falls. Names are hmmlearn's; `fit` takes the sequences as a list instead of one after the other with `lengths`. What
 * emits, a subclass says.
 */
export abstract class HiddenMarkovModel<Sequence> {
  startprob_!: Float64Array;
  /** [K, K] flat. */
  transmat_!: Float64Array;
  monitor_: HMMMonitor = { history: [], iterations: 0, converged: false };
  readonly nComponents: number;
  protected readonly where: string;
  readonly #options: HMMOptions;
  #ready = false;

  constructor(where: string, options: HMMOptions) {
    this.where = where;
    this.nComponents = options.nComponents ?? 1;
    if (!(Number.isInteger(this.nComponents) && this.nComponents > 0)) {
      throw new RangeError(`${where}: nComponents ${this.nComponents}, a whole number from 1 on is needed`);
    }
    this.#options = options;
  }

  /** Learns from sequences, starting from what the options give. */
  fit(sequences: readonly Sequence[]): this {
    if (sequences.length === 0) throw new RangeError(`${this.where}: no sequences, at least one is needed`);
    const { nIter = 10, tol = 1e-2, randomState = 0 } = this.#options;
    this.#startChain();
    this.initialize(sequences, new Philox(randomState));
    this.#ready = true;
    const history: number[] = [];
    let converged = false;
    for (let i = 0; i < nIter && !converged; i++) {
      const passes = sequences.map((sequence) => ({
        sequence,
        ...forwardBackward(this.#chain(), this.logEmissions(sequence)),
      }));
      const total = passes.reduce((sum, { logLikelihood }) => sum + logLikelihood, 0);
      converged = total - (history.at(-1) ?? Number.NEGATIVE_INFINITY) < tol;
      history.push(total);
      this.#maximizeChain(passes);
      this.maximize(passes);
    }
    this.monitor_ = { history, iterations: history.length, converged };
    return this;
  }

  /** Takes all parameters from the options as they are, without learning. */
  useParameters(): this {
    this.#startChain();
    this.initialize([], new Philox(this.#options.randomState ?? 0));
    this.#ready = true;
    return this;
  }

  /** ln p(x). */
  score(sequence: Sequence): number {
    return forward(this.#requireChain("score"), this.logEmissions(sequence)).logLikelihood;
  }

  /** The likeliest hidden states as a whole, and ln p(x, z). */
  decode(sequence: Sequence): ViterbiPath {
    return viterbi(this.#requireChain("decode"), this.logEmissions(sequence));
  }

  /** The states of `decode`, [T]. */
  predict(sequence: Sequence): Int32Array {
    return this.decode(sequence).states;
  }

  /** p(z_t = k | x), [T][K]. */
  predictProba(sequence: Sequence): Float64Array[] {
    const { gamma } = forwardBackward(this.#requireChain("predictProba"), this.logEmissions(sequence));
    const K = this.nComponents;
    return Array.from({ length: gamma.length / K }, (_, t) => gamma.slice(t * K, (t + 1) * K));
  }

  /** T hidden states and what they emit. */
  sample(T: number, rng: Philox): { states: Int32Array; observations: Sequence } {
    const { startprob, transmat } = this.#requireChain("sample");
    const K = this.nComponents;
    const states = new Int32Array(T);
    for (let t = 0; t < T; t++) {
      const row = t === 0 ? startprob : transmat.subarray(states[t - 1]! * K, (states[t - 1]! + 1) * K);
      states[t] = drawIndex(row, rng);
    }
    return { states, observations: this.emit(states, rng) };
  }

  /** ln b_k(x_t), [T, K] flat; also checks the sequence. */
  protected abstract logEmissions(sequence: Sequence): Float64Array;
  /** Sets what the options do not give; with no sequences, refuses to guess. */
  protected abstract initialize(sequences: readonly Sequence[], rng: Philox): void;
  protected abstract maximize(passes: readonly Responsibilities<Sequence>[]): void;
  protected abstract emit(states: Int32Array, rng: Philox): Sequence;

  #chain(): MarkovChainParameters {
    return { startprob: this.startprob_, transmat: this.transmat_ };
  }

  #requireChain(method: string): MarkovChainParameters {
    if (this.#ready) return this.#chain();
    throw new RangeError(`${this.where}: call fit(sequences) before ${method}(…), or useParameters()`);
  }

  #startChain(): void {
    const [K, { startprob, transmat }] = [this.nComponents, this.#options];
    const even = new Array(K).fill(1 / K);
    this.startprob_ = checkedDistribution(this.where, "startprob", startprob ?? even, K);
    const rows = transmat ?? new Array(K).fill(even);
    if (rows.length !== K)
      throw new RangeError(`${this.where}: transmat has ${rows.length} rows, ${K} are needed`);
    this.transmat_ = new Float64Array(K * K);
    rows.forEach((row, k) => {
      this.transmat_.set(checkedDistribution(this.where, `transmat[${k}]`, row, K), k * K);
    });
  }

  #maximizeChain(passes: readonly { gamma: Float64Array; transitions: Float64Array }[]): void {
    const K = this.nComponents;
    const [starts, moves] = [new Float64Array(K), new Float64Array(K * K)];
    for (const { gamma, transitions } of passes) {
      for (let k = 0; k < K; k++) starts[k]! += gamma[k] ?? 0;
      for (let i = 0; i < K * K; i++) moves[i]! += transitions[i]!;
    }
    this.startprob_ = normalized(starts, this.startprob_);
    for (let k = 0; k < K; k++) {
      const [from, to] = [k * K, (k + 1) * K];
      this.transmat_.set(normalized(moves.subarray(from, to), this.transmat_.slice(from, to)), from);
    }
  }
}

/** x / Σ x; what stood there before when nothing was seen. */
export function normalized(x: Float64Array, before: Float64Array): Float64Array {
  const sum = x.reduce((a, b) => a + b, 0);
  return sum > 0 ? x.map((value) => value / sum) : before;
}

export function checkedDistribution(
  where: string,
  name: string,
  p: ArrayLike<number>,
  size: number,
): Float64Array {
  const out = Float64Array.from(p);
  const sum = out.reduce((a, b) => a + b, 0);
  if (out.length === size && out.every((value) => value >= 0) && Math.abs(sum - 1) < 1e-8) return out;
  throw new RangeError(
    `${where}: ${name} is [${out.join(", ")}], ${size} probabilities that sum to 1 are needed`,
  );
}

export function drawIndex(p: Float64Array, rng: Philox): number {
  const u = rng.uniform();
  let sum = 0;
  let last = 0;
  for (let k = 0; k < p.length; k++) {
    if (p[k]! > 0) last = k;
    sum += p[k]!;
    if (u < sum) return k;
  }
  return last;
}
