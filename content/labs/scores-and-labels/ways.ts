/**
 * Four ways to write the loss −Σ_k q_k log p_k with p = softmax(z / T), each with the gradient that its own steps give:
 *
 *   fused     log Σ_j e^(u_j) − Σ_k q_k u_k, u = z / T;     ∂L/∂z = (p − q) / T
 *   two steps p first, then its logarithm;                  ∂L/∂p_k = −q_k / p_k, then back through softmax
 *   floored   as two steps, with log max(p, 10⁻⁷)           ∂L/∂p_k = 0 where the floor holds
 *   twice     fused, but given p where u is expected        as if p were scores
 */
export interface Answer {
  loss: number;
  /** ∂L/∂z, a number for each class. */
  gradient: number[];
}

/** Rounds to the numbers that the arithmetic has. */
type Rounding = (x: number) => number;
type Way = (z: readonly number[], q: readonly number[], T: number, round: Rounding) => Answer;

export const floor = 1e-7;

export const ways: Record<string, { label: string; answer: Way }> = {
  fused: {
    label: "on scores, in one formula",
    answer: (z, q, T, round) => {
      const u = z.map((score) => round(score / T));
      const p = softmax(u, round);
      return { loss: crossEntropy(u, q, round), gradient: p.map((value, k) => round((value - q[k]!) / T)) };
    },
  },
  steps: {
    label: "softmax, then the logarithm",
    answer: (z, q, T, round) => throughProbabilities(z, q, T, round, 0),
  },
  floored: {
    label: "softmax, a floor of 10⁻⁷, the logarithm",
    answer: (z, q, T, round) => throughProbabilities(z, q, T, round, floor),
  },
  twice: {
    label: "softmax, then the loss that takes scores",
    answer: (z, q, T, round) => {
      const p = softmax(
        z.map((score) => round(score / T)),
        round,
      );
      const slopes = softmax(p, round).map((value, k) => round(value - q[k]!));
      return { loss: crossEntropy(p, q, round), gradient: backThroughSoftmax(p, slopes, T, round) };
    },
  },
};

export const exact: Rounding = (x) => x;

/** With the largest score subtracted: no exponential overflows. */
export function softmax(u: readonly number[], round: Rounding = exact): number[] {
  const top = Math.max(...u);
  const weights = u.map((score) => round(Math.exp(round(score - top))));
  const total = weights.reduce((sum, weight) => round(sum + weight), 0);
  return weights.map((weight) => round(weight / total));
}

/** log Σ_j e^(u_j) − Σ_k q_k u_k */
export function crossEntropy(u: readonly number[], q: readonly number[], round: Rounding = exact): number {
  const top = Math.max(...u);
  const total = u.reduce((sum, score) => round(sum + round(Math.exp(round(score - top)))), 0);
  const log = round(Math.log(total));
  return u.reduce((sum, score, k) => round(sum + round(q[k]! * round(log - round(score - top)))), 0);
}

function throughProbabilities(
  z: readonly number[],
  q: readonly number[],
  T: number,
  round: Rounding,
  least: number,
): Answer {
  const p = softmax(
    z.map((score) => round(score / T)),
    round,
  );
  const seen = q.map((share, k) => ({ share, k })).filter(({ share }) => share > 0);
  const loss = seen.reduce(
    (sum, { share, k }) => round(sum - round(share * round(Math.log(Math.max(p[k]!, least))))),
    0,
  );
  const slopes = q.map((share, k) => (share === 0 || p[k]! < least ? 0 : round(-share / p[k]!)));
  return { loss, gradient: backThroughSoftmax(p, slopes, T, round) };
}

/** ∂L/∂u_i = p_i (g_i − Σ_j g_j p_j) for g = ∂L/∂p; then ∂u/∂z = 1/T. */
function backThroughSoftmax(
  p: readonly number[],
  slopes: readonly number[],
  T: number,
  round: Rounding,
): number[] {
  const mean = slopes.reduce((sum, slope, k) => round(sum + round(slope * p[k]!)), 0);
  return p.map((value, k) => round(round(value * round(slopes[k]! - mean)) / T));
}
