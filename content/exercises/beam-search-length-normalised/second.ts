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
/** A text by its last token and what stood before it. */
interface Node {
  before: Node | undefined;
  token: number;
  length: number;
  logProb: number;
}

/** Candidates are inserted one by one into a list that never holds more than `beams`. */
export function beamSearch(next: (prefix: readonly number[]) => readonly number[], options: Options): Text[] {
  need(options.beams >= 1 && options.beams % 1 === 0, `beams ${options.beams}`);
  need(options.maxLength >= 1 && options.maxLength % 1 === 0, `maxLength ${options.maxLength}`);
  need(options.alpha >= 0 && Number.isFinite(options.alpha), `alpha ${options.alpha}`);
  const texts: Text[] = [];
  const finish = (node: Node): void => {
    const score = node.logProb / Math.exp(options.alpha * Math.log(node.length));
    const place = texts.findIndex((other) => other.score < score);
    texts.splice(place < 0 ? texts.length : place, 0, { tokens: spelt(node), logProb: node.logProb, score });
  };
  let open: Node[] = [{ before: undefined, token: -1, length: 0, logProb: 0 }];
  while (open.length > 0 && open[0]!.length < options.maxLength) {
    const taken: Node[] = [];
    for (const before of open)
      next(spelt(before)).forEach((log, token) => {
        const node = { before, token, length: before.length + 1, logProb: before.logProb + log };
        if (node.logProb !== Number.NEGATIVE_INFINITY) insert(taken, node, options.beams);
      });
    open = [];
    for (const node of taken) {
      if (node.token === options.end) finish(node);
      else open.push(node);
    }
  }
  for (const node of open) finish(node);
  return texts;
}

function insert(taken: Node[], node: Node, most: number): void {
  let place = taken.length;
  while (place > 0 && taken[place - 1]!.logProb < node.logProb) place--;
  taken.splice(place, 0, node);
  if (taken.length > most) taken.pop();
}

function spelt(node: Node): number[] {
  const tokens: number[] = [];
  for (let at = node; at.before !== undefined; at = at.before) tokens.unshift(at.token);
  return tokens;
}

function need(condition: boolean, given: string): void {
  if (!condition) throw new RangeError(`beamSearch: ${given}`);
}
