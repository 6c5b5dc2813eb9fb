/**
 * With b the chance of a lower score and h that of a score at most as high, answer k wins with
 *
 *   q_k = p_k (hⁿ − bⁿ)/(h − b) = p_k (hⁿ⁻¹ + hⁿ⁻² b + … + bⁿ⁻¹),
 *
 * a sum of which the i-th term is the chance that draw i is k, the draws before it are lower and those behind it no higher:
 * that k is the first of the best. Which of the tied draws is kept does not matter to what is kept.
 */
export function bestOfN(p: readonly number[], scores: readonly number[], n: number): number[] {
  return p.map((probability, k) => {
    let below = 0;
    let atMost = 0;
    for (let j = 0; j < p.length; j++) {
      if (scores[j]! < scores[k]!) below += p[j]!;
      if (scores[j]! <= scores[k]!) atMost += p[j]!;
    }
    let sum = 0;
    let power = 1;
    for (let i = 0; i < n; i++) {
      sum = sum * atMost + power;
      power *= below;
    }
    return probability * sum;
  });
}

/** D(q‖p) = Σ q_k (log q_k − log p_k) over the k with q_k > 0, in nats. */
export function divergence(q: readonly number[], p: readonly number[]): number {
  let nats = 0;
  for (const [k, mass] of q.entries()) if (mass > 0) nats += mass * (Math.log(mass) - Math.log(p[k]!));
  return nats;
}

/** log n − (n − 1)/n */
export function ceiling(n: number): number {
  return Math.log(n) - (n - 1) / n;
}
