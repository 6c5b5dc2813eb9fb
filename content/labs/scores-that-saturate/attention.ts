/**
 * T queries learn to look at one key each. Queries start at random, keys are random and stay; the values are the unit vectors,
 * so that the output of query t is its row of weights a_t, and its loss is ½ ‖a_t − e_target‖².
 *
 *   s_tj = c · q_t · k_j,   a_t = softmax(s_t / τ),   c = 1/√D, 1 or 1/D
 *   ∂L/∂s_tj = a_tj (g_j − Σ_l a_tl g_l) / τ,   g = a_t − e_target
 *   q_t ← q_t − η · c · Σ_j ∂L/∂s_tj · k_j
 */
export interface Chosen {
  width: string;
  scale: string;
  temperature: number;
  causal: boolean;
  target: string;
  rate: number;
}

export const tokens = 6;

export const scales: Record<string, { label: string; of: (width: number) => number }> = {
  root: { label: "divided by √D", of: (width) => 1 / Math.sqrt(width) },
  none: { label: "left as they are", of: () => 1 },
  whole: { label: "divided by D", of: (width) => 1 / width },
};

export const targets: Record<string, { label: string; of: (t: number) => number }> = {
  before: { label: "the token before (the first: itself)", of: (t) => Math.max(0, t - 1) },
  first: { label: "the first token", of: () => 0 },
  next: { label: "the token after (the last: itself)", of: (t) => Math.min(tokens - 1, t + 1) },
};

export interface Attended {
  /** s_t [T], the scores before the mask. */
  scores: number[];
  /** a_t [T]. */
  weights: number[];
  /** ∂L/∂s_t [T]. */
  slopes: number[];
  loss: number;
  target: number;
}

/** Row t of scores, weights and slopes. */
export function attend(
  query: readonly number[],
  keys: readonly number[][],
  t: number,
  chosen: Chosen,
): Attended {
  const scale = scales[chosen.scale]!.of(query.length);
  const scores = keys.map((key) => scale * dot(query, key));
  const seen = scores.map((s, j) => (chosen.causal && j > t ? Number.NEGATIVE_INFINITY : s));
  const weights = softmax(seen.map((s) => s / chosen.temperature));
  const target = targets[chosen.target]!.of(t);
  const off = weights.map((a, j) => a - (j === target ? 1 : 0));
  const mean = dot(weights, off);
  const slopes = weights.map((a, j) => (a * (off[j]! - mean)) / chosen.temperature);
  return { scores, weights, slopes, loss: dot(off, off) / 2, target };
}

/** One step downhill for every query; the keys stay. */
export function descend(queries: readonly number[][], keys: readonly number[][], chosen: Chosen): number[][] {
  return queries.map((query, t) => {
    const { slopes } = attend(query, keys, t, chosen);
    const step = chosen.rate * scales[chosen.scale]!.of(query.length);
    return query.map((x, i) => {
      let slope = 0;
      for (let j = 0; j < slopes.length; j++) slope += slopes[j]! * keys[j]![i]!;
      return x - step * slope;
    });
  });
}

export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function softmax(scores: readonly number[]): number[] {
  const top = Math.max(...scores);
  const parts = scores.map((s) => Math.exp(s - top));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}
