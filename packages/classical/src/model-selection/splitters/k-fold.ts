import { Philox } from "@blankfile/tensor";
import { type Rows, type Split, Splitter, splitsOfFolds } from "./splitter.ts";

export interface FoldOptions {
  /** K, 5 unless told. */
  nSplits?: number;
  /** Whether rows are put in random order first. */
  shuffle?: boolean;
  /** The seed of that order. */
  randomState?: number;
}

/** Tells what is wrong with options that most splitters have. */
export function checkFolds(where: string, { nSplits = 5, shuffle = false, randomState = 0 }: FoldOptions) {
  if (!(Number.isInteger(nSplits) && nSplits >= 2))
    throw new RangeError(`${where}: nSplits is ${nSplits}, a whole number ≥ 2 is needed`);
  if (!(Number.isSafeInteger(randomState) && randomState >= 0))
    throw new RangeError(`${where}: randomState is ${randomState}, a whole number ≥ 0 is needed`);
  return { nSplits, shuffle, randomState };
}

/** The rows in K parts of nearly one size, each tested once: the first N mod K parts have one row more. */
export class KFold extends Splitter {
  readonly name = "KFold";
  readonly nSplits: number;
  readonly #shuffle: boolean;
  readonly #randomState: number;

  constructor(options: FoldOptions = {}) {
    super();
    const { nSplits, shuffle, randomState } = checkFolds("KFold", options);
    this.nSplits = nSplits;
    this.#shuffle = shuffle;
    this.#randomState = randomState;
  }

  getNSplits(): number {
    return this.nSplits;
  }

  protected splits({ rows }: Rows): Split[] {
    if (this.nSplits > rows)
      this.refuse(`nSplits is ${this.nSplits} for ${rows} rows, at least one row for each is needed`);
    const order = Int32Array.from({ length: rows }, (_, i) => i);
    if (this.#shuffle) new Philox(this.#randomState).shuffle(order);
    const folds = new Int32Array(rows);
    for (let fold = 0, at = 0; fold < this.nSplits; fold++) {
      const size = Math.floor(rows / this.nSplits) + Number(fold < rows % this.nSplits);
      for (const i of order.subarray(at, at + size)) folds[i] = fold;
      at += size;
    }
    return splitsOfFolds(folds, this.nSplits);
  }
}
