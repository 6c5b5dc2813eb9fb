import type { MarkovChainParameters } from "./forward-backward.ts";

export interface ViterbiPath {
  /** ln p(x, z) of the best z. */
  logProbability: number;
  /** z, [T]. */
  states: Int32Array;
}

/**
 * The likeliest sequence of hidden states, by dynamic programming.
 *
 *   δ_0(k) = ln π_k + ln b_k(x_0);   δ_t(k) = max_j (δ_{t−1}(j) + ln A_jk) + ln b_k(x_t);   back from the largest δ_{T−1}
 *
 * Viterbi 1967, https://doi.org/10.1109/TIT.1967.1054010. `logEmissions`: ln b_k(x_t), [T, K] flat. Of equal paths, the one
 * through lower numbers at the end.
 */
export function viterbi(
  { startprob, transmat }: MarkovChainParameters,
  logEmissions: Float64Array,
): ViterbiPath {
  const K = startprob.length;
  const T = logEmissions.length / K;
  const logA = transmat.map((p) => Math.log(p));
  const from = new Int32Array(T * K);
  let delta = startprob.map((p, k) => Math.log(p) + logEmissions[k]!);
  for (let t = 1; t < T; t++) {
    const next = new Float64Array(K);
    for (let k = 0; k < K; k++) {
      let best = 0;
      for (let j = 1; j < K; j++) {
        if (delta[j]! + logA[j * K + k]! > delta[best]! + logA[best * K + k]!) best = j;
      }
      from[t * K + k] = best;
      next[k] = delta[best]! + logA[best * K + k]! + logEmissions[t * K + k]!;
    }
    delta = next;
  }
  const states = new Int32Array(T);
  if (T === 0) return { logProbability: 0, states };
  const last = delta.reduce((best, value, k) => (value > delta[best]! ? k : best), 0);
  if (delta[last] === Number.NEGATIVE_INFINITY) {
    throw new RangeError("viterbi: every path has probability 0, a possible sequence is needed");
  }
  states[T - 1] = last;
  for (let t = T - 1; t > 0; t--) states[t - 1] = from[t * K + states[t]!]!;
  return { logProbability: delta[last]!, states };
}
