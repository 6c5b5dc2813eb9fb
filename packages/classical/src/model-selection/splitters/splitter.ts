import type { Label } from "../../estimator/labels.ts";
import type { MatrixLike } from "../../matrix/matrix-like.ts";
import { countRows } from "../../matrix/take-rows.ts";

/** Places of rows: what is learnt from, and what it is tested on. */
export interface Split {
  train: Int32Array;
  test: Int32Array;
}

/** Of which rows a splitter makes its splits. */
export interface Rows {
  /** N */
  rows: number;
  y: ArrayLike<Label> | undefined;
  groups: ArrayLike<Label> | undefined;
}

/** Ways to hold back rows. Subclasses say which rows are tested, split by split; the others are learnt from. */
export abstract class Splitter {
  abstract readonly name: string;

  /** X may be what fit takes, or the number of its rows. `y` and `groups`, a value for each row, where the splitter looks at them. */
  split(X: MatrixLike | number, y?: ArrayLike<Label>, groups?: ArrayLike<Label>): Split[] {
    const rows = typeof X === "number" ? X : countRows(`${this.name}.split`, X);
    for (const [what, given] of [
      ["y", y],
      ["groups", groups],
    ] as const) {
      if (given !== undefined && given.length !== rows) {
        throw new RangeError(
          `${this.name}.split: ${what} has ${given.length} values, ${rows} are needed, one for each row`,
        );
      }
    }
    return this.splits({ rows, y, groups });
  }

  /** How many splits there will be. */
  abstract getNSplits(X?: MatrixLike | number, y?: ArrayLike<Label>, groups?: ArrayLike<Label>): number;

  protected abstract splits(given: Rows): Split[];

  protected needed(what: "y" | "groups", given: ArrayLike<Label> | undefined): ArrayLike<Label> {
    if (given !== undefined) return given;
    throw new RangeError(`${this.name}.split: no ${what}, one value for each row is needed`);
  }

  protected refuse(message: string): never {
    throw new RangeError(`${this.name}: ${message}`);
  }
}

/** The split that tests these rows and learns from all others, both in the rows' order. */
export function holdOut(rows: number, tested: Iterable<number>): Split {
  const isTested = new Uint8Array(rows);
  for (const i of tested) isTested[i] = 1;
  const all = Array.from({ length: rows }, (_, i) => i);
  return {
    train: Int32Array.from(all.filter((i) => isTested[i] === 0)),
    test: Int32Array.from(all.filter((i) => isTested[i] === 1)),
  };
}

/** One split for each fold, from the fold that each row is in. */
export function splitsOfFolds(folds: ArrayLike<number>, count: number): Split[] {
  const rows = folds.length;
  return Array.from({ length: count }, (_, fold) => {
    const tested: number[] = [];
    for (let i = 0; i < rows; i++) if (folds[i] === fold) tested.push(i);
    return holdOut(rows, tested);
  });
}

/** Places of the values in the order in which they are first seen. */
export function codesInOrder(values: ArrayLike<Label>): { codes: Int32Array; count: number } {
  const seen = new Map<Label, number>();
  const codes = Int32Array.from({ length: values.length }, (_, i) => {
    const known = seen.get(values[i]!) ?? seen.size;
    seen.set(values[i]!, known);
    return known;
  });
  return { codes, count: seen.size };
}

/** Places of the values among the different ones, sorted. */
export function codesSorted(values: ArrayLike<Label>): { codes: Int32Array; values: Label[] } {
  const sorted = [...new Set(Array.from(values))].sort((a, b) => (a < b ? -1 : Number(a > b)));
  const places = new Map(sorted.map((value, code) => [value, code]));
  return { codes: Int32Array.from(Array.from(values), (value) => places.get(value)!), values: sorted };
}

/** How often each code occurs, [count]. */
export function countCodes(codes: ArrayLike<number>, count: number): Int32Array {
  const out = new Int32Array(count);
  for (let i = 0; i < codes.length; i++) out[codes[i]!]!++;
  return out;
}
