export interface SampleOptions {
  /** Logits are divided by it; at 0 the likeliest token is taken. 1 unless told. */
  temperature?: number;
  /** Only so many of the likeliest tokens stay. */
  topK?: number;
  /** Only the likeliest tokens stay, as few as have this share together. */
  topP?: number;
}

/** Without sorting: a token stays if fewer than k are likelier and these have less than the share p together. */
export function tokenProbabilities(logits: readonly number[], options: SampleOptions = {}): number[] {
  const { temperature, topK, topP } = { temperature: 1, topK: logits.length, topP: 1, ...options };
  need(logits.length > 0 && !logits.includes(Number.NaN), "logits are needed, none of them NaN");
  const best = Math.max(...logits);
  need(Math.abs(best) < Number.POSITIVE_INFINITY, `a finite largest logit is needed, not ${best}`);
  need(Number.isFinite(temperature) && temperature >= 0, `temperature ${temperature} will not do`);
  need(topK >= 1 && topK % 1 === 0, `topK ${topK} will not do`);
  need(topP > 0 && topP <= 1, `topP ${topP} will not do`);
  if (temperature === 0) return logits.map((_, id) => (id === logits.indexOf(best) ? 1 : 0));
  const share = normalised(logits.map((z) => Math.exp((z - best) / temperature)));
  const likelier = logits.map((z, id) =>
    [...logits.keys()].filter((other) => logits[other]! > z || (logits[other] === z && other < id)),
  );
  const amongK = normalised(share.map((x, id) => (likelier[id]!.length < topK ? x : 0)));
  const before = likelier.map((ids) => ids.reduce((sum, id) => sum + amongK[id]!, 0));
  return normalised(amongK.map((x, id) => (likelier[id]!.length === 0 || before[id]! < topP ? x : 0)));
}

/** All running sums first, then the first one above. */
export function drawToken(probabilities: readonly number[], uniform: number): number {
  const sums: number[] = [];
  probabilities.reduce((sum, p, id) => {
    sums[id] = sum + p;
    return sum + p;
  }, 0);
  const found = sums.findIndex((sum) => sum > uniform);
  return found >= 0 ? found : probabilities.findLastIndex((p) => p > 0);
}

function normalised(weights: number[]): number[] {
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
}

function need(condition: boolean, message: string): void {
  if (!condition) throw new RangeError(`tokenProbabilities: ${message}`);
}
