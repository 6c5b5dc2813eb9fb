/**
 * The forward–backward algorithm of a hidden Markov model, with scaling.
 *
 *   α_t(k) = p(z_t = k | x_0 … x_t)    ∝ b_k(x_t) Σ_j α_{t−1}(j) A_jk,   α_0(k) ∝ π_k b_k(x_0)
 *   β_t(k) = Σ_j A_kj b_j(x_{t+1}) β_{t+1}(j) / c_{t+1},   β_{T−1} = 1,   c_t the sums that α_t is divided by
 *   γ_t(k) = p(z_t = k | x) = α_t(k) β_t(k),   ξ_t(j, k) = α_t(j) A_jk b_k(x_{t+1}) β_{t+1}(k) / c_{t+1}
 *   ln p(x) = Σ ln c_t
 *
 * Rabiner 1989, https://doi.org/10.1109/5.18626, sections III.A and V.A. The emissions come as logarithms; the largest of
 * each step is taken out first, so that no density is too small.
 */
export interface MarkovChainParameters {
  /** π, [K]. */
  startprob: Float64Array;
  /** A, [K, K] flat: A_jk = p(z_{t+1} = k | z_t = j). */
  transmat: Float64Array;
}

export interface ForwardBackward {
  logLikelihood: number;
  /** γ, [T, K] flat. */
  gamma: Float64Array;
  /** Σ_t ξ_t, [K, K] flat. */
  transitions: Float64Array;
}

/** `logEmissions`: ln b_k(x_t), [T, K] flat. */
export function forwardBackward(chain: MarkovChainParameters, logEmissions: Float64Array): ForwardBackward {
  const { transmat } = chain;
  const K = chain.startprob.length;
  const T = logEmissions.length / K;
  const { alpha, emissions, scales, logLikelihood } = forward(chain, logEmissions);
  const gamma = new Float64Array(T * K);
  const transitions = new Float64Array(K * K);
  let beta = new Float64Array(K).fill(1);
  for (let t = T - 1; t >= 0; t--) {
    for (let k = 0; k < K; k++) gamma[t * K + k] = alpha[t * K + k]! * beta[k]!;
    if (t === 0) break;
    // b_k(x_t) β_t(k) / c_t
    const ahead = beta.map((value, k) => (emissions[t * K + k]! * value) / scales[t]!);
    const before = new Float64Array(K);
    for (let j = 0; j < K; j++) {
      for (let k = 0; k < K; k++) {
        const step = transmat[j * K + k]! * ahead[k]!;
        before[j]! += step;
        transitions[j * K + k]! += alpha[(t - 1) * K + j]! * step;
      }
    }
    beta = before;
  }
  return { logLikelihood, gamma, transitions };
}

/** α, [T, K] flat, and ln p(x): the first half, where no more is needed. */
export function forward({ startprob, transmat }: MarkovChainParameters, logEmissions: Float64Array) {
  const K = startprob.length;
  const T = logEmissions.length / K;
  const emissions = new Float64Array(T * K);
  const alpha = new Float64Array(T * K);
  const scales = new Float64Array(T);
  let logLikelihood = 0;
  for (let t = 0; t < T; t++) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < K; k++) largest = Math.max(largest, logEmissions[t * K + k]!);
    let sum = 0;
    for (let k = 0; k < K; k++) {
      let reach = t === 0 ? startprob[k]! : 0;
      for (let j = 0; t > 0 && j < K; j++) reach += alpha[(t - 1) * K + j]! * transmat[j * K + k]!;
      const emission =
        largest === Number.NEGATIVE_INFINITY ? 0 : Math.exp(logEmissions[t * K + k]! - largest);
      emissions[t * K + k] = emission;
      alpha[t * K + k] = reach * emission;
      sum += reach * emission;
    }
    if (!(sum > 0)) {
      throw new RangeError(
        `forwardBackward: observation ${t} has probability 0 after those before it, a positive one is needed`,
      );
    }
    scales[t] = sum;
    logLikelihood += Math.log(sum) + largest;
    for (let k = 0; k < K; k++) alpha[t * K + k]! /= sum;
  }
  return { alpha, emissions, scales, logLikelihood };
}
