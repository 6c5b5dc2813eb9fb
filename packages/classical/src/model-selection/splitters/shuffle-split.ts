import { Philox } from "@blankfile/tensor";
import { codesSorted, countCodes, type Rows, type Split, Splitter } from "./splitter.ts";

export interface ShuffleSplitOptions {
  /** 10 unless told. */
  nSplits?: number;
  /** A share of the rows below 1, or how many. What `trainSize` leaves, or a tenth. */
  testSize?: number;
  /** A share of the rows below 1, or how many. What `testSize` leaves. */
  trainSize?: number;
  randomState?: number;
}

/** How many of n are tested and learnt from: the test's share rounded up, the other's down, as in scikit-learn. */
export function shuffleSizes(
  where: string,
  n: number,
  { testSize, trainSize }: { testSize?: number; trainSize?: number },
  usual: number,
): { test: number; train: number } {
  for (const [name, size] of Object.entries({ testSize, trainSize })) {
    const isShare = size !== undefined && size > 0 && size < 1;
    const isCount = size !== undefined && Number.isInteger(size) && size >= 1;
    if (size === undefined || isShare || isCount) continue;
    throw new RangeError(
      `${where}: ${name} is ${size}, a share between 0 and 1 or a whole number ≥ 1 is needed`,
    );
  }
  const wanted = testSize ?? (trainSize === undefined ? usual : undefined);
  const tested = wanted === undefined ? undefined : wanted < 1 ? Math.ceil(wanted * n) : wanted;
  const learnt =
    trainSize === undefined ? n - tested! : trainSize < 1 ? Math.floor(trainSize * n) : trainSize;
  const test = tested ?? n - learnt;
  if (test < 1 || learnt < 1 || test + learnt > n) {
    throw new RangeError(
      `${where}: ${learnt} to learn from and ${test} to test of ${n}, at least one each and at most ${n} together are needed`,
    );
  }
  return { test, train: learnt };
}

abstract class RandomSplitter extends Splitter {
  abstract override readonly name: string;
  readonly nSplits: number;
  protected readonly options: ShuffleSplitOptions;

  constructor(where: string, options: ShuffleSplitOptions) {
    super();
    const { nSplits = 10 } = options;
    if (!(Number.isInteger(nSplits) && nSplits >= 1))
      throw new RangeError(`${where}: nSplits is ${nSplits}, a whole number ≥ 1 is needed`);
    this.nSplits = nSplits;
    this.options = options;
  }

  getNSplits(): number {
    return this.nSplits;
  }

  protected splits(given: Rows): Split[] {
    const rng = new Philox(this.options.randomState ?? 0);
    return Array.from({ length: this.nSplits }, (_, i) => this.one(given, rng.fork(i)));
  }

  protected abstract one(given: Rows, rng: Philox): Split;
}

/** Random rows held back, anew in each split. */
export class ShuffleSplit extends RandomSplitter {
  readonly name = "ShuffleSplit";

  constructor(options: ShuffleSplitOptions = {}) {
    super("ShuffleSplit", options);
  }

  protected one({ rows }: Rows, rng: Philox): Split {
    return shuffled(this.name, rows, this.options, rng);
  }
}

function shuffled(where: string, n: number, options: ShuffleSplitOptions, rng: Philox, usual = 0.1): Split {
  const { test, train } = shuffleSizes(where, n, options, usual);
  const order = rng.shuffle(Int32Array.from({ length: n }, (_, i) => i));
  return { test: order.slice(0, test), train: order.slice(test, test + train) };
}

/** Random rows held back with the classes' shares of the whole. */
export class StratifiedShuffleSplit extends RandomSplitter {
  readonly name = "StratifiedShuffleSplit";

  constructor(options: ShuffleSplitOptions = {}) {
    super("StratifiedShuffleSplit", options);
  }

  protected one({ rows, y }: Rows, rng: Philox): Split {
    const { codes, values } = codesSorted(this.needed("y", y));
    const sizes = countCodes(codes, values.length);
    const lonely = sizes.findIndex((size) => size < 2);
    if (lonely >= 0) {
      this.refuse(
        `class ${JSON.stringify(values[lonely])} of y has ${sizes[lonely]} row, at least 2 are needed in each class`,
      );
    }
    const { test, train } = shuffleSizes(this.name, rows, this.options, 0.1);
    if (Math.min(test, train) < values.length) {
      this.refuse(
        `${train} to learn from and ${test} to test for ${values.length} classes, at least ${values.length} each are needed`,
      );
    }
    const learnt = shareOut(sizes, train, rng);
    const left = sizes.map((size, k) => size - learnt[k]!);
    const tested = shareOut(left, test, rng);
    const split = { train: [] as number[], test: [] as number[] };
    for (let k = 0; k < values.length; k++) {
      const own = Array.from(codes.keys()).filter((i) => codes[i] === k);
      rng.shuffle(own);
      split.train.push(...own.slice(0, learnt[k]!));
      split.test.push(...own.slice(learnt[k]!, learnt[k]! + tested[k]!));
    }
    return {
      train: Int32Array.from(rng.shuffle(split.train)),
      test: Int32Array.from(rng.shuffle(split.test)),
    };
  }
}

/** `draws` shared out in the proportions of `sizes`: whole parts first, then one each where most is left over, ties by chance. */
function shareOut(sizes: Int32Array, draws: number, rng: Philox): Int32Array {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const exact = Array.from(sizes, (size) => (size / total) * draws);
  const out = Int32Array.from(exact, Math.floor);
  let left = draws - out.reduce((sum, count) => sum + count, 0);
  const order = rng.shuffle(Array.from(exact.keys())).sort((a, b) => (exact[b]! % 1) - (exact[a]! % 1));
  for (const k of order)
    if (left > 0 && out[k]! < sizes[k]!) {
      out[k]!++;
      left--;
    }
  return out;
}

/** Random groups held back whole; sizes are shares and numbers of groups. */
export class GroupShuffleSplit extends RandomSplitter {
  readonly name = "GroupShuffleSplit";

  constructor(options: ShuffleSplitOptions = {}) {
    super("GroupShuffleSplit", { nSplits: 5, ...options });
  }

  protected one({ groups }: Rows, rng: Philox): Split {
    const { codes, values } = codesSorted(this.needed("groups", groups));
    const split = shuffled(this.name, values.length, this.options, rng, 0.2);
    const rowsOf = (chosen: Int32Array) => {
      const isChosen = new Set(chosen);
      return Int32Array.from(Array.from(codes.keys()).filter((i) => isChosen.has(codes[i]!)));
    };
    return { train: rowsOf(split.train), test: rowsOf(split.test) };
  }
}
