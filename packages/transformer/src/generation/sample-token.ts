export interface SampleOptions {
  /** Logits are divided by it: below 1 the likely tokens gain, at 0 the likeliest is taken. 1 unless told. */
  temperature?: number;
  /** Only so many of the likeliest tokens stay. */
  topK?: number;
  /** Only the likeliest tokens stay, as few as have this probability together; Holtzman et al. 2020, https://arxiv.org/abs/1904.09751. */
  topP?: number;
}

/**
 * The distribution from which the next token is drawn, of V logits: temperature first, then top-k, then top-p among what is left, then
 * divided by what is left. Among equal logits the lower id comes first.
 *
 *   p_i ∝ exp(z_i / temperature) for the tokens that stay, 0 for the others
 */
export function tokenProbabilities(
  logits: ArrayLike<number>,
  { temperature = 1, topK = logits.length, topP = 1 }: SampleOptions = {},
): Float64Array {
  checkOptions(logits.length, { temperature, topK, topP });
  checkLogits(logits);
  const order = Array.from({ length: logits.length }, (_, id) => id).sort(
    (a, b) => logits[b]! - logits[a]! || a - b,
  );
  const best = logits[order[0]!]!;
  const p = new Float64Array(logits.length);
  const kept = order.slice(0, temperature === 0 ? 1 : topK);
  const weights = kept.map((id) => (temperature === 0 ? 1 : Math.exp((logits[id]! - best) / temperature)));
  const total = weights.reduce((sum, w) => sum + w, 0);
  let reached = 0;
  let left = 0;
  for (; left < kept.length && (left === 0 || reached < topP * total); left++) reached += weights[left]!;
  for (let i = 0; i < left; i++) p[kept[i]!] = weights[i]! / reached;
  return p;
}

/** Draws a token; `uniform` is a number from [0, 1). */
export function sampleToken(logits: ArrayLike<number>, uniform: number, options: SampleOptions = {}): number {
  const p = tokenProbabilities(logits, options);
  let sum = 0;
  let last = 0;
  for (let id = 0; id < p.length; id++) {
    if (p[id] === 0) continue;
    sum += p[id]!;
    last = id;
    if (uniform < sum) return id;
  }
  return last;
}

function checkLogits(logits: ArrayLike<number>): void {
  let largest = Number.NEGATIVE_INFINITY;
  for (let id = 0; id < logits.length; id++) {
    if (Number.isNaN(logits[id]))
      throw new RangeError(`tokenProbabilities: logit ${id} is NaN, a number is needed`);
    largest = Math.max(largest, logits[id]!);
  }
  if (!Number.isFinite(largest))
    throw new RangeError(`tokenProbabilities: the largest logit is ${largest}, a finite one is needed`);
}

function checkOptions(V: number, { temperature, topK, topP }: Required<SampleOptions>): void {
  if (V === 0) throw new RangeError("tokenProbabilities: no logits, at least one is needed");
  if (!(temperature >= 0 && temperature < Number.POSITIVE_INFINITY))
    throw new RangeError(`tokenProbabilities: temperature ${temperature}, a number of at least 0 is needed`);
  if (!Number.isInteger(topK) || topK < 1)
    throw new RangeError(`tokenProbabilities: topK ${topK}, a whole number of at least 1 is needed`);
  if (!(topP > 0 && topP <= 1))
    throw new RangeError(`tokenProbabilities: topP ${topP}, a number above 0 and up to 1 is needed`);
}
