import { Philox } from "@blankfile/tensor";
import { checkFolds, type FoldOptions } from "./k-fold.ts";
import { codesSorted, countCodes, type Rows, type Split, Splitter, splitsOfFolds } from "./splitter.ts";

/** K parts that never share a group: the largest group left goes to the smallest part. With `shuffle`, groups in random order are dealt into parts of equally many. */
export class GroupKFold extends Splitter {
  readonly name = "GroupKFold";
  readonly nSplits: number;
  readonly #shuffle: boolean;
  readonly #randomState: number;

  constructor(options: FoldOptions = {}) {
    super();
    const { nSplits, shuffle, randomState } = checkFolds("GroupKFold", options);
    this.nSplits = nSplits;
    this.#shuffle = shuffle;
    this.#randomState = randomState;
  }

  getNSplits(): number {
    return this.nSplits;
  }

  protected splits({ groups: given }: Rows): Split[] {
    const { codes, values } = codesSorted(this.needed("groups", given));
    if (this.nSplits > values.length)
      this.refuse(
        `nSplits is ${this.nSplits} for ${values.length} groups, at least one group for each is needed`,
      );
    const sizes = countCodes(codes, values.length);
    const foldOf = this.#shuffle ? this.#dealt(values.length) : this.#greedy(sizes);
    return splitsOfFolds(
      codes.map((group) => foldOf[group]!),
      this.nSplits,
    );
  }

  #greedy(sizes: Int32Array): Int32Array {
    const filled = new Float64Array(this.nSplits);
    const foldOf = new Int32Array(sizes.length);
    const largestFirst = Array.from(sizes.keys())
      .sort((a, b) => sizes[a]! - sizes[b]! || a - b)
      .reverse();
    for (const group of largestFirst) {
      const fold = filled.indexOf(Math.min(...filled));
      filled[fold]! += sizes[group]!;
      foldOf[group] = fold;
    }
    return foldOf;
  }

  #dealt(count: number): Int32Array {
    const order = new Philox(this.#randomState).shuffle(Int32Array.from({ length: count }, (_, i) => i));
    const foldOf = new Int32Array(count);
    for (const [at, group] of order.entries()) foldOf[group] = at % this.nSplits;
    return foldOf;
  }
}
