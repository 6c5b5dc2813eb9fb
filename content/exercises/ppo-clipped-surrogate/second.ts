export interface Batch {
  logProbs: readonly number[];
  oldLogProbs: readonly number[];
  advantages: readonly number[];
}

export interface Surrogate {
  value: number;
  gradient: number[];
  clipped: number;
}

/** By cases: a positive advantage is capped from above, a negative one from below. */
export function clippedSurrogate({ logProbs, oldLogProbs, advantages }: Batch, epsilon: number): Surrogate {
  const N = sizeOf(logProbs, oldLogProbs, advantages);
  if (Number.isNaN(epsilon) || epsilon <= 0) throw new RangeError("the clip range must be above 0");
  const terms: number[] = [];
  const gradient: number[] = [];
  for (let i = 0; i < N; i++) {
    const A = advantages[i]!;
    const rho = Math.exp(logProbs[i]!) / Math.exp(oldLogProbs[i]!);
    const capped = A > 0 ? rho > 1 + epsilon : A < 0 && rho < 1 - epsilon;
    const bound = A > 0 ? 1 + epsilon : 1 - epsilon;
    terms.push((capped ? bound : rho) * A);
    gradient.push(capped ? 0 : (rho * A) / N);
  }
  const capped = terms.filter((_, i) => gradient[i] === 0 && advantages[i] !== 0);
  return { value: mean(terms), gradient, clipped: capped.length / N };
}

export function scoresGradient(
  scores: readonly (readonly number[])[],
  actions: readonly number[],
  { oldLogProbs, advantages }: Omit<Batch, "logProbs">,
  epsilon: number,
): number[][] {
  sizeOf(scores, actions, oldLogProbs, advantages);
  const chances = scores.map((row) => {
    const odds = row.map((z) => row.reduce((sum, other) => sum + Math.exp(other - z), 0));
    return odds.map((x) => 1 / x);
  });
  const logProbs = chances.map((row, i) => Math.log(row[actions[i]!]!));
  const slopes = clippedSurrogate({ logProbs, oldLogProbs, advantages }, epsilon).gradient;
  return chances.map((row, i) => {
    const out = row.map((p) => -p * slopes[i]!);
    out[actions[i]!]! += slopes[i]!;
    return out;
  });
}

export function approximateKl({ logProbs, oldLogProbs }: Pick<Batch, "logProbs" | "oldLogProbs">): number {
  sizeOf(logProbs, oldLogProbs);
  return mean(logProbs.map((now, i) => Math.exp(now - oldLogProbs[i]!) - 1 + oldLogProbs[i]! - now));
}

function mean(numbers: number[]): number {
  let sum = 0;
  for (const x of numbers) sum += x;
  return sum / numbers.length;
}

function sizeOf(first: readonly unknown[], ...others: (readonly unknown[])[]): number {
  if (first.length === 0) throw new RangeError("an empty batch has no mean");
  for (const other of others)
    if (other.length !== first.length) throw new RangeError("arrays of different lengths");
  return first.length;
}
