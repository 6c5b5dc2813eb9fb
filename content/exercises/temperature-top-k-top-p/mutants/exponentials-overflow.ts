// The exponentials are taken of the logits as they are.
export interface SampleOptions {
  /** Logits are divided by it; at 0 the likeliest token is taken. 1 unless told. */
  temperature?: number;
  /** Only so many of the likeliest tokens stay. */
  topK?: number;
  /** Only the likeliest tokens stay, as few as have this share together. */
  topP?: number;
}

/** p_i ∝ exp((z_i − z_max) / T) for the first of the sorted tokens; top-p is Holtzman et al. 2020, https://arxiv.org/abs/1904.09751. */
export function tokenProbabilities(
  logits: readonly number[],
  { temperature = 1, topK = logits.length, topP = 1 }: SampleOptions = {},
): number[] {
  checked(logits, temperature, topK, topP);
  const order = [...logits.keys()].sort((a, b) => logits[b]! - logits[a]! || a - b);
  const kept = order.slice(0, temperature === 0 ? 1 : topK);
  const weights = kept.map((id) => (temperature === 0 ? 1 : Math.exp(logits[id]! / temperature)));
  const total = weights.reduce((sum, w) => sum + w, 0);
  let reached = 0;
  let left = 0;
  while (left < kept.length && (left === 0 || reached < topP * total)) reached += weights[left++]!;
  const p = logits.map(() => 0);
  for (let i = 0; i < left; i++) p[kept[i]!] = weights[i]! / reached;
  return p;
}

/** The first id whose running sum is above `uniform`; the last possible one if rounding leaves none. */
export function drawToken(probabilities: readonly number[], uniform: number): number {
  let sum = 0;
  let last = 0;
  for (const [id, p] of probabilities.entries()) {
    if (p === 0) continue;
    sum += p;
    last = id;
    if (uniform < sum) break;
  }
  return last;
}

/** The largest logit, if everything is as it must be. */
function checked(logits: readonly number[], temperature: number, topK: number, topP: number): number {
  const best = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (!Number.isFinite(best))
    throw new RangeError(`tokenProbabilities: the largest logit is ${best}, a finite one is needed`);
  if (!(temperature >= 0 && temperature < Number.POSITIVE_INFINITY))
    throw new RangeError(`tokenProbabilities: temperature ${temperature}, a number of at least 0 is needed`);
  if (!Number.isInteger(topK) || topK < 1)
    throw new RangeError(`tokenProbabilities: topK ${topK}, a whole number of at least 1 is needed`);
  if (!(topP > 0 && topP <= 1))
    throw new RangeError(`tokenProbabilities: topP ${topP}, a number above 0 and up to 1 is needed`);
  return best;
}
