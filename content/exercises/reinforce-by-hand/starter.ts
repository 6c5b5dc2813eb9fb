/** Three arrays of shape T. */
export interface Episode {
  states: number[];
  actions: number[];
  rewards: number[];
}

/** theta[s][a], S × A scores. */
export type Scores = readonly (readonly number[])[];

/** π(a) = e^{θ_a} / Σ_j e^{θ_j} for one state. */
export function policy(scores: readonly number[]): number[] {
  throw new Error("policy is not written yet");
}

/** ∂ log π(action) / ∂θ_b for one state, A numbers. */
export function logPolicyGradient(scores: readonly number[], action: number): number[] {
  throw new Error("logPolicyGradient is not written yet");
}

/** The mean over episodes of Σ_t (G_t − b(s_t)) ∇ log π(a_t|s_t), S × A. */
export function reinforce(
  theta: Scores,
  episodes: readonly Episode[],
  baseline: readonly number[],
): number[][] {
  throw new Error("reinforce is not written yet");
}

/** The mean over episodes of Σ_t (G_t − b(s_t)) log π(a_t|s_t). */
export function surrogate(theta: Scores, episodes: readonly Episode[], baseline: readonly number[]): number {
  throw new Error("surrogate is not written yet");
}

/** The mean return from each state over all visits, S numbers. */
export function meanReturns(episodes: readonly Episode[], states: number): number[] {
  throw new Error("meanReturns is not written yet");
}
