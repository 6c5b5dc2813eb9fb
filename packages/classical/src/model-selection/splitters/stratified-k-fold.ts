import { Philox } from "@blankfile/tensor";
import { checkFolds, type FoldOptions } from "./k-fold.ts";
import { codesInOrder, countCodes, type Rows, type Split, Splitter, splitsOfFolds } from "./splitter.ts";

/**
 * K parts with the classes' shares of the whole, each tested once.
 *
 * Were the rows sorted by class and dealt out to the folds one by one, fold f would get every K-th row from f on. How many of each class that
 * would be is how many it gets; which, follows the rows' order, or chance with `shuffle`.
 */
export class StratifiedKFold extends Splitter {
  readonly name = "StratifiedKFold";
  readonly nSplits: number;
  readonly #shuffle: boolean;
  readonly #randomState: number;

  constructor(options: FoldOptions = {}) {
    super();
    const { nSplits, shuffle, randomState } = checkFolds("StratifiedKFold", options);
    this.nSplits = nSplits;
    this.#shuffle = shuffle;
    this.#randomState = randomState;
  }

  getNSplits(): number {
    return this.nSplits;
  }

  protected splits({ y: given }: Rows): Split[] {
    const y = this.needed("y", given);
    const { codes, count } = codesInOrder(y);
    const sizes = countCodes(codes, count);
    this.#requireMembers(y, codes, sizes);
    const sorted = codes.slice().sort();
    const rng = new Philox(this.#randomState);
    // How many rows of class k each fold gets, then which.
    const perClass = Array.from(sizes, (size, k) => {
      const folds: number[] = [];
      for (let fold = 0; fold < this.nSplits; fold++) {
        for (let at = fold; at < sorted.length; at += this.nSplits) if (sorted[at] === k) folds.push(fold);
      }
      return this.#shuffle ? rng.shuffle(folds.slice(0, size)) : folds;
    });
    const next = new Int32Array(count);
    const folds = codes.map((k) => perClass[k]![next[k]!++]!);
    return splitsOfFolds(folds, this.nSplits);
  }

  #requireMembers(y: ArrayLike<unknown>, codes: Int32Array, sizes: Int32Array): void {
    if (sizes.every((size) => size < this.nSplits)) {
      this.refuse(
        `nSplits is ${this.nSplits}, but no class of y has as many rows (the largest has ${Math.max(...sizes)}); fewer splits are needed`,
      );
    }
    const small = sizes.findIndex((size) => size < this.nSplits);
    if (small < 0) return;
    const label = JSON.stringify(y[codes.indexOf(small)]);
    console.warn(
      `StratifiedKFold: class ${label} has ${sizes[small]} rows, fewer than the ${this.nSplits} splits; some folds have none of it`,
    );
  }
}
