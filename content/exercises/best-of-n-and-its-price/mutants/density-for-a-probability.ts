// n · p · P(score ≤ s)ⁿ⁻¹ is right for a density; for probabilities it is only near, even after scaling.
/**
 * Probabilities of the winner of n draws: shape K. Equal scores are decided by lot among the tied draws.
 *
 *   q_k = (p_k / p(score = s_k)) · (P(score ≤ s_k)ⁿ − P(score < s_k)ⁿ)
 */
export function bestOfN(p: readonly number[], scores: readonly number[], n: number): number[] {
  const mass = (keep: (score: number) => boolean) =>
    p.reduce((sum, share, j) => (keep(scores[j]!) ? sum + share : sum), 0);
  const raw = p.map((share, k) => {
    if (share === 0) return 0;
    const below = mass((score) => score < scores[k]!);
    const tied = mass((score) => score === scores[k]!);
    return n * share * (below + tied) ** (n - 1);
  });
  const total = raw.reduce((sum, x) => sum + x, 0);
  return raw.map((x) => x / total);
}

/** D(q‖p) = Σ q_k log(q_k / p_k), in nats. */
export function divergence(q: readonly number[], p: readonly number[]): number {
  return q.reduce((sum, share, k) => (share === 0 ? sum : sum + share * Math.log(share / p[k]!)), 0);
}

/** The divergence of best-of-n from its source where no two answers tie and none has a probability by itself. */
export function ceiling(n: number): number {
  return Math.log(n) - (n - 1) / n;
}
