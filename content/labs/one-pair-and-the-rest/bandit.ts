/**
 * Four answers to one prompt, a softmax policy whose scores are partly shared, and the DPO loss of pairs of A and B:
 *
 *   z_k = log π_ref(k) + √(1 − s)·θ_k + √s·x_k·w        s: sharing, x_k: a trait of answer k
 *   m   = β·[log π(A)/π_ref(A) − log π(B)/π_ref(B)]
 *   L   = −f·log σ(m) − (1 − f)·log σ(−m)               f: share of the pairs in which A was preferred
 */
export type Chosen = { beta: number; sharing: number; truth: number; pairs: number; rare: number };

export const names = ["A", "B", "C", "D"] as const;
/** Say, paragraphs beyond the first: A is a little longer than B, C much longer, D a fragment. */
export const traits: readonly number[] = [1, 0, 3, -1];

/** A and B have the same probability, C the given one, D a tenth. */
export function reference({ rare }: Chosen): number[] {
  const rest = (0.9 - rare) / 2;
  return [rest, rest, rare, 0.1];
}

/** Scores by which answer k moves when the pair pushes by `push`: push·(kernel of k with A − kernel of k with B). */
export function shifts(push: number, { sharing }: Chosen): number[] {
  return traits.map((trait, k) => {
    const own = k === 0 ? 1 : k === 1 ? -1 : 0;
    return push * ((1 - sharing) * own + sharing * trait * (traits[0]! - traits[1]!));
  });
}

export function policy(push: number, chosen: Chosen): number[] {
  const p = reference(chosen);
  const weights = shifts(push, chosen).map((shift, k) => Math.log(p[k]!) + shift);
  const top = Math.max(...weights);
  const raised = weights.map((z) => Math.exp(z - top));
  const total = raised.reduce((sum, x) => sum + x, 0);
  return raised.map((x) => x / total);
}

/** The margin m. The normalisers of the two log-probabilities cancel. */
export function margin(push: number, chosen: Chosen): number {
  const [a, b] = shifts(push, chosen) as [number, number];
  return chosen.beta * (a - b);
}

export const sigmoid = (m: number): number =>
  m >= 0 ? 1 / (1 + Math.exp(-m)) : Math.exp(m) / (1 + Math.exp(m));

/** log(1 + e^x), without overflow. */
export const softplus = (x: number): number => Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));

export function loss(m: number, share: number): number {
  return share * softplus(-m) + (1 - share) * softplus(m);
}

/** D(π‖π_ref), nats. */
export function divergence(p: readonly number[], from: readonly number[]): number {
  return p.reduce((sum, x, k) => (x === 0 ? sum : sum + x * Math.log(x / from[k]!)), 0);
}
