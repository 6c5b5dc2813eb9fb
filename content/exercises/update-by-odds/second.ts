export interface Test {
  /** P(positive | ill). */
  sensitivity: number;
  /** P(negative | healthy). */
  specificity: number;
  /** Chance that a later result only repeats the first. */
  copied: number;
}

/** 1 / (1 + P(E|¬H) P(¬H) / P(E|H) P(H)) */
export function posterior(prior: number, ifTrue: number, ifFalse: number): number {
  const [kept, lost] = [prior * ifTrue, (1 - prior) * ifFalse];
  if (kept === 0 && lost === 0)
    throw new RangeError(
      `posterior: evidence of chances ${ifTrue} and ${ifFalse} under prior ${prior} could not come about`,
    );
  return kept === 0 ? 0 : 1 / (1 + lost / kept);
}

/** The logarithms of the two joint probabilities, P(H and all the evidence) and P(¬H and all the evidence), and their difference. */
export function logOdds(prior: number, evidence: readonly (readonly [number, number])[]): number {
  let ifTrue = Math.log(prior);
  let ifFalse = Math.log1p(-prior);
  for (const [underH, underNot] of evidence) {
    ifTrue += Math.log(underH);
    ifFalse += Math.log(underNot);
  }
  if (ifTrue === ifFalse && !Number.isFinite(ifTrue))
    throw new RangeError("logOdds: the evidence rules out both the hypothesis and its opposite");
  return ifTrue - ifFalse;
}

/** One observation at a time; after each the logarithms are moved so that the largest is 0. */
export function posteriorOver(
  prior: readonly number[],
  logLikelihoods: readonly (readonly number[])[],
): number[] {
  const beliefs = logLikelihoods.reduce<number[]>(
    (before, row) => levelled(before.map((belief, k) => belief + row[k]!)),
    levelled(prior.map(Math.log)),
  );
  const total = beliefs.reduce((sum, belief) => sum + Math.exp(belief), 0);
  return beliefs.map((belief) => Math.exp(belief) / total);
}

/** Each result as a pair of likelihoods for `logOdds`: the later ones given the first. */
export function afterTests(
  prior: number,
  { sensitivity, specificity, copied }: Test,
  results: readonly boolean[],
): number {
  const pairs = results.map((result, n): [number, number] => {
    const fresh = result ? [sensitivity, 1 - specificity] : [1 - sensitivity, specificity];
    if (n === 0) return [fresh[0]!, fresh[1]!];
    const repeated = result === results[0] ? copied : 0;
    return [repeated + (1 - copied) * fresh[0]!, repeated + (1 - copied) * fresh[1]!];
  });
  return 1 / (1 + Math.exp(-logOdds(prior, pairs)));
}

function levelled(logs: readonly number[]): number[] {
  const top = Math.max(...logs);
  if (top === Number.NEGATIVE_INFINITY)
    throw new RangeError("posteriorOver: no hypothesis is left; one is to have prior and likelihood above 0");
  return logs.map((log) => log - top);
}
