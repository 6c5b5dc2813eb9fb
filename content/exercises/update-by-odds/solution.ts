export interface Test {
  /** P(positive | ill). */
  sensitivity: number;
  /** P(negative | healthy). */
  specificity: number;
  /** Chance that a later result only repeats the first. */
  copied: number;
}

/** P(H | E) from P(H), P(E | H) and P(E | ¬H). */
export function posterior(prior: number, ifTrue: number, ifFalse: number): number {
  const both = prior * ifTrue;
  const total = both + (1 - prior) * ifFalse;
  if (total === 0) throw new RangeError("posterior: the evidence has probability 0; one above 0 is needed");
  return both / total;
}

/** Log odds of H after evidence given as pairs [P(E | H), P(E | ¬H)]. */
export function logOdds(prior: number, evidence: readonly (readonly [number, number])[]): number {
  let ifTrue = Math.log(prior);
  let ifFalse = Math.log(1 - prior);
  for (const [pTrue, pFalse] of evidence) {
    ifTrue += Math.log(pTrue);
    ifFalse += Math.log(pFalse);
  }
  if (ifTrue === Number.NEGATIVE_INFINITY && ifFalse === Number.NEGATIVE_INFINITY)
    throw new RangeError("logOdds: the evidence rules out H and ¬H; one of them must be left");
  return ifTrue - ifFalse;
}

/** The posterior over K hypotheses; logLikelihoods is N × K. */
export function posteriorOver(
  prior: readonly number[],
  logLikelihoods: readonly (readonly number[])[],
): number[] {
  const logs = prior.map((p, k) => logLikelihoods.reduce((sum, row) => sum + row[k]!, Math.log(p)));
  const largest = Math.max(...logs);
  if (largest === Number.NEGATIVE_INFINITY)
    throw new RangeError("posteriorOver: the evidence rules out every hypothesis; one must be left");
  const weights = logs.map((log) => Math.exp(log - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** The chance of being ill after these results, in order; true is positive. */
export function afterTests(prior: number, test: Test, results: readonly boolean[]): number {
  const ifIll = resultsLogLikelihood(test.sensitivity, test.copied, results);
  const ifHealthy = resultsLogLikelihood(1 - test.specificity, test.copied, results);
  return posteriorOver([prior, 1 - prior], [[ifIll, ifHealthy]])[0]!;
}

/** log P(results) where a fresh result is positive with chance p. */
function resultsLogLikelihood(p: number, copied: number, results: readonly boolean[]): number {
  return results.reduce((sum, result, i) => {
    const fresh = result ? p : 1 - p;
    const repeated = result === results[0] ? 1 : 0;
    return sum + Math.log(i === 0 ? fresh : copied * repeated + (1 - copied) * fresh);
  }, 0);
}
