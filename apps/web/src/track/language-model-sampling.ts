import { labRandom } from "../lab/lab-random.ts";

export interface SamplingOptions {
  /** τ: above 1 flatter, below 1 more pointed; 0 takes the most probable. */
  temperature: number;
  /** Only the k most probable can be drawn; all of them where k is V or more. */
  topK: number;
}

/**
 * p_i = exp(z_i / τ) / Σ exp(z_j / τ) over the k largest logits, 0 for the others. Of equal logits the first counts as the larger.
 * Temperature 0 is the limit: all on the largest.
 */
export function nextProbabilities(
  logits: ArrayLike<number>,
  { temperature, topK }: SamplingOptions,
): Float64Array {
  if (!(temperature >= 0 && temperature < Number.POSITIVE_INFINITY))
    throw new RangeError(`nextProbabilities: temperature ${temperature}, a number from 0 is needed`);
  if (!(Number.isInteger(topK) && topK >= 1))
    throw new RangeError(`nextProbabilities: topK ${topK}, a whole number from 1 is needed`);
  const p = new Float64Array(logits.length);
  const order = Array.from(logits, (_, i) => i).sort((a, b) => logits[b]! - logits[a]! || a - b);
  const kept = temperature === 0 ? order.slice(0, 1) : order.slice(0, topK);
  const top = logits[order[0]!]!;
  for (const i of kept) p[i] = temperature === 0 ? 1 : Math.exp((logits[i]! - top) / temperature);
  const total = p.reduce((a, b) => a + b, 0);
  return p.map((share) => share / total);
}

/** The token that the draw with this number of this seed gives: the first i at which p_0 + … + p_i exceeds a uniform number. */
export function drawToken(p: ArrayLike<number>, seed: number, draw: number): number {
  const random = labRandom(seed);
  for (let i = 0; i < draw; i++) random.uniform();
  let rest = random.uniform();
  let last = 0;
  for (let i = 0; i < p.length; i++) {
    if (p[i]! === 0) continue;
    last = i;
    if (rest < p[i]!) return i;
    rest -= p[i]!;
  }
  return last;
}
