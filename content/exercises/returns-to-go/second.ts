export interface Rollout {
  rewards: number[];
  terminated: boolean[];
  truncated: boolean[];
  nextValues: number[];
}

/** Horner's scheme from the back. */
export function discountedReturn(rewards: readonly number[], gamma: number): number {
  checked(gamma, gamma <= 1);
  return rewards.reduceRight((after, r) => r + gamma * after, 0);
}

/** Every return summed for itself. */
export function returnsToGo(rewards: readonly number[], gamma: number): number[] {
  checked(gamma, gamma <= 1);
  return rewards.map((_, t) => discountedReturn(rewards.slice(t), gamma));
}

/** Episode by episode: the estimate at a cut is one more reward, after the last. */
export function rolloutReturns(
  { rewards, terminated, truncated, nextValues }: Rollout,
  gamma: number,
): number[] {
  checked(gamma, gamma <= 1);
  if (new Set([rewards, terminated, truncated, nextValues].map((array) => array.length)).size > 1)
    throw new RangeError("rolloutReturns: arrays of different lengths; one length is needed");
  const all: number[] = [];
  let begin = 0;
  rewards.forEach((_, t) => {
    const ends = terminated[t] || truncated[t] || t + 1 === rewards.length;
    if (!ends) return;
    const tail = terminated[t] ? 0 : nextValues[t]!;
    all.push(...returnsToGo([...rewards.slice(begin, t + 1), tail], gamma).slice(0, -1));
    begin = t + 1;
  });
  return all;
}

/** γ^n ≤ 1 − share, so n ≥ log(1 − share) / log γ. */
export function stepsForShare(gamma: number, share: number): number {
  checked(gamma, gamma < 1);
  if (Number.isNaN(share) || share <= 0 || share >= 1)
    throw new RangeError(`stepsForShare: share ${share} is not between 0 and 1`);
  return gamma === 0 ? 1 : Math.max(1, Math.ceil(Math.log1p(-share) / Math.log(gamma)));
}

function checked(gamma: number, small: boolean): void {
  if (!small || !(gamma >= 0)) throw new RangeError(`gamma ${gamma} is outside the range`);
}
