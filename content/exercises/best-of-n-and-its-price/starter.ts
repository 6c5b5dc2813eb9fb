/** Probabilities of the winner of n draws: shape K. Equal scores are decided by lot among the tied draws. */
export function bestOfN(p: readonly number[], scores: readonly number[], n: number): number[] {
  throw new Error("bestOfN is not written yet");
}

/** D(q‖p) = Σ q_k log(q_k / p_k), in nats. */
export function divergence(q: readonly number[], p: readonly number[]): number {
  throw new Error("divergence is not written yet");
}

/** The divergence of best-of-n from its source where no two answers tie and none has a probability by itself. */
export function ceiling(n: number): number {
  throw new Error("ceiling is not written yet");
}
