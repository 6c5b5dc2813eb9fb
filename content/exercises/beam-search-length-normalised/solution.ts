export interface Options {
  /** How many candidates are taken in each step. */
  beams: number;
  /** The token that finishes a text. */
  end: number;
  /** No text gets longer. */
  maxLength: number;
  /** Power of the length by which log-probabilities are divided. */
  alpha: number;
}

export interface Text {
  tokens: number[];
  /** Sum of the tokens' log-probabilities. */
  logProb: number;
  /** logProb / length^alpha */
  score: number;
}
interface Open {
  tokens: number[];
  logProb: number;
}

/** In each step the best candidates of all open texts together; score = log p / length^α once they are finished. */
export function beamSearch(
  next: (prefix: readonly number[]) => readonly number[],
  { beams, end, maxLength, alpha }: Options,
): Text[] {
  checkOptions({ beams, maxLength, alpha });
  const finished: Open[] = [];
  let open: Open[] = [{ tokens: [], logProb: 0 }];
  for (let length = 0; length < maxLength && open.length > 0; length++) {
    const best = open
      .flatMap((text) => childrenOf(text, next))
      .sort((a, b) => b.logProb - a.logProb)
      .slice(0, beams);
    finished.push(...best.filter(({ tokens }) => tokens.at(-1) === end));
    open = best.filter(({ tokens }) => tokens.at(-1) !== end);
  }
  finished.push(...open);
  return finished
    .map((text) => ({ ...text, score: text.logProb / text.tokens.length ** alpha }))
    .sort((a, b) => b.score - a.score);
}

/** By ascending token id; what is impossible is left out. */
function childrenOf(
  { tokens, logProb }: Open,
  next: (prefix: readonly number[]) => readonly number[],
): Open[] {
  return [...next(tokens)]
    .map((log, id) => ({ tokens: [...tokens, id], logProb: logProb + log }))
    .filter((child) => child.logProb > Number.NEGATIVE_INFINITY);
}

function checkOptions({ beams, maxLength, alpha }: Omit<Options, "end">): void {
  for (const [name, value] of Object.entries({ beams, maxLength }))
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`beamSearch: ${name} is ${value}, a whole number of at least 1 is needed`);
  if (!(alpha >= 0 && alpha < Number.POSITIVE_INFINITY))
    throw new RangeError(`beamSearch: alpha is ${alpha}, a number of at least 0 is needed`);
}
