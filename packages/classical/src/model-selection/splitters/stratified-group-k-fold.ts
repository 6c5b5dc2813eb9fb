import { Philox } from "@blankfile/tensor";
import { checkFolds, type FoldOptions } from "./k-fold.ts";
import { codesSorted, countCodes, type Rows, type Split, Splitter, splitsOfFolds } from "./splitter.ts";

/**
 * K parts that never share a group and come near to the classes' shares.
 *
 * Groups whose classes are spread least evenly go first, each to the part where, with it, the classes' shares of all parts differ least:
 * the mean over classes of the standard deviation over parts; of equals, the part with fewest rows.
 */
export class StratifiedGroupKFold extends Splitter {
  readonly name = "StratifiedGroupKFold";
  readonly nSplits: number;
  readonly #shuffle: boolean;
  readonly #randomState: number;

  constructor(options: FoldOptions = {}) {
    super();
    const { nSplits, shuffle, randomState } = checkFolds("StratifiedGroupKFold", options);
    this.nSplits = nSplits;
    this.#shuffle = shuffle;
    this.#randomState = randomState;
  }

  getNSplits(): number {
    return this.nSplits;
  }

  protected splits({ y, groups: given, rows }: Rows): Split[] {
    const classes = codesSorted(this.needed("y", y));
    const groups = codesSorted(this.needed("groups", given));
    const [K, G] = [classes.values.length, groups.values.length];
    const total = countCodes(classes.codes, K);
    if (this.nSplits > G)
      this.refuse(`nSplits is ${this.nSplits} for ${G} groups, at least one group for each is needed`);
    if (total.every((size) => size < this.nSplits))
      this.refuse(`nSplits is ${this.nSplits}, but no class of y has as many rows; fewer splits are needed`);
    const counts = Array.from({ length: G }, () => new Float64Array(K));
    for (let i = 0; i < rows; i++) counts[groups.codes[i]!]![classes.codes[i]!]!++;

    const order = Array.from({ length: G }, (_, g) => g);
    if (this.#shuffle) new Philox(this.#randomState).shuffle(order);
    order.sort((a, b) => deviation(counts[b]!) - deviation(counts[a]!));
    const parts = Array.from({ length: this.nSplits }, () => new Float64Array(K));
    const partOf = new Int32Array(G);
    for (const group of order) {
      const best = bestPart(parts, counts[group]!, total);
      counts[group]!.forEach((count, k) => {
        parts[best]![k]! += count;
      });
      partOf[group] = best;
    }
    return splitsOfFolds(
      groups.codes.map((group) => partOf[group]!),
      this.nSplits,
    );
  }
}

function bestPart(parts: readonly Float64Array[], group: Float64Array, total: Int32Array): number {
  let [best, least, rowsOfBest] = [0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const [i, part] of parts.entries()) {
    let unevenness = 0;
    for (let k = 0; k < total.length; k++) {
      const shares = parts.map((other, at) => (other[k]! + (at === i ? group[k]! : 0)) / total[k]!);
      unevenness += deviation(shares) / total.length;
    }
    const size = part.reduce((sum, count) => sum + count, 0);
    const isEqual = Math.abs(unevenness - least) <= 1e-8 + 1e-5 * Math.abs(least);
    if (unevenness < least || (isEqual && size < rowsOfBest))
      [best, least, rowsOfBest] = [i, unevenness, size];
  }
  return best;
}

/** The standard deviation of all values, divided by their number. */
function deviation(values: ArrayLike<number>): number {
  const list = Array.from(values);
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  return Math.sqrt(list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / list.length);
}
