// The answers are taken as if they stood in the order of their scores.
/**
 * Probabilities of the winner of n draws: shape K. Equal scores are decided by lot among the tied draws.
 *
 *   q_k = (p_k / p(score = s_k)) · (P(score ≤ s_k)ⁿ − P(score < s_k)ⁿ)
 */
export function bestOfN(p: readonly number[], scores: readonly number[], n: number): number[] {
  return p.map((share, k) => {
    if (share === 0) return 0;
    const below = p.slice(0, k).reduce((sum, other) => sum + other, 0);
    const tied = share;
    return (share / tied) * ((below + tied) ** n - below ** n);
  });
}

/** D(q‖p) = Σ q_k log(q_k / p_k), in nats. */
export function divergence(q: readonly number[], p: readonly number[]): number {
  return q.reduce((sum, share, k) => (share === 0 ? sum : sum + share * Math.log(share / p[k]!)), 0);
}

/** The divergence of best-of-n from its source where no two answers tie and none has a probability by itself. */
export function ceiling(n: number): number {
  return Math.log(n) - (n - 1) / n;
}
