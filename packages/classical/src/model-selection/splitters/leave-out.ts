import type { Label } from "../../estimator/labels.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { countRows } from "../../matrix/take-rows.ts";
import { codesSorted, holdOut, type Rows, type Split, Splitter } from "./splitter.ts";

/** Each set of p of n, in the order of the words that their places spell. */
export function* combinations(n: number, p: number): Generator<number[]> {
  const chosen = Array.from({ length: p }, (_, i) => i);
  while (true) {
    yield chosen.slice();
    let at = p - 1;
    while (at >= 0 && chosen[at] === n - p + at) at--;
    if (at < 0) return;
    chosen[at]!++;
    for (let i = at + 1; i < p; i++) chosen[i] = chosen[i - 1]! + 1;
  }
}

function binomial(n: number, p: number): number {
  let out = 1;
  for (let i = 1; i <= p; i++) out = Math.round((out * (n - p + i)) / i);
  return out;
}

/** Every set of p rows is tested once: N choose p splits. */
export class LeavePOut extends Splitter {
  readonly name: string = "LeavePOut";
  readonly p: number;

  constructor({ p }: { p: number }) {
    super();
    if (!(Number.isInteger(p) && p >= 1)) this.refuse(`p is ${p}, a whole number ≥ 1 is needed`);
    this.p = p;
  }

  getNSplits(X?: MatrixLike | number): number {
    if (X === undefined) this.refuse("no X, the rows are needed, which say how many splits there are");
    return binomial(typeof X === "number" ? X : countRows(this.name, X), this.p);
  }

  protected splits({ rows }: Rows): Split[] {
    if (this.p >= rows) this.refuse(`${rows} rows, more than the ${this.p} left out are needed`);
    return Array.from(combinations(rows, this.p), (tested) => holdOut(rows, tested));
  }
}

/** Each row is tested once, on what is learnt from all others. */
export class LeaveOneOut extends LeavePOut {
  override readonly name = "LeaveOneOut";

  constructor() {
    super({ p: 1 });
  }
}

/** Every set of p groups is tested once. */
export class LeavePGroupsOut extends Splitter {
  readonly name: string = "LeavePGroupsOut";
  readonly nGroups: number;

  constructor({ nGroups }: { nGroups: number }) {
    super();
    if (!(Number.isInteger(nGroups) && nGroups >= 1))
      this.refuse(`nGroups is ${nGroups}, a whole number ≥ 1 is needed`);
    this.nGroups = nGroups;
  }

  getNSplits(_X?: MatrixLike | number, _y?: ArrayLike<Label>, groups?: ArrayLike<Label>): number {
    return binomial(codesSorted(this.needed("groups", groups)).values.length, this.nGroups);
  }

  protected splits({ rows, groups }: Rows): Split[] {
    const { codes, values } = codesSorted(this.needed("groups", groups));
    if (this.nGroups >= values.length) {
      this.refuse(`${values.length} groups, more than the ${this.nGroups} left out are needed`);
    }
    return Array.from(combinations(values.length, this.nGroups), (chosen) => {
      const isChosen = new Set(chosen);
      return holdOut(
        rows,
        Array.from(codes.keys()).filter((i) => isChosen.has(codes[i]!)),
      );
    });
  }
}

/** Each group is tested once. */
export class LeaveOneGroupOut extends LeavePGroupsOut {
  override readonly name = "LeaveOneGroupOut";

  constructor() {
    super({ nGroups: 1 });
  }
}

/** Splits that somebody else has made: of each row the number of the fold that tests it, −1 for rows that are always learnt from. */
export class PredefinedSplit extends Splitter {
  readonly name = "PredefinedSplit";
  readonly #folds: Int32Array;
  readonly #names: number[];

  constructor({ testFold }: { testFold: ArrayLike<number> }) {
    super();
    const wrong = Array.from(testFold).findIndex((fold) => !(Number.isInteger(fold) && fold >= -1));
    if (wrong >= 0) this.refuse(`testFold[${wrong}] is ${testFold[wrong]}, a whole number ≥ −1 is needed`);
    this.#folds = Int32Array.from(testFold);
    this.#names = [...new Set(this.#folds)].filter((fold) => fold >= 0).sort((a, b) => a - b);
  }

  getNSplits(): number {
    return this.#names.length;
  }

  protected splits({ rows }: Rows): Split[] {
    if (rows !== this.#folds.length)
      this.refuse(`testFold has ${this.#folds.length} values, ${rows} are needed, one for each row`);
    return this.#names.map((fold) =>
      holdOut(
        rows,
        Array.from(this.#folds.keys()).filter((i) => this.#folds[i] === fold),
      ),
    );
  }
}
