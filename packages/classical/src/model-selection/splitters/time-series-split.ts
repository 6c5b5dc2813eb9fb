import { type Rows, type Split, Splitter } from "./splitter.ts";

export interface TimeSeriesSplitOptions {
  /** 5 unless told. */
  nSplits?: number;
  /** Rows learnt from at most: the latest ones. All that come before unless told. */
  maxTrainSize?: number;
  /** Rows tested in each split; N / (nSplits + 1) unless told. */
  testSize?: number;
  /** Rows left out between what is learnt from and what is tested. */
  gap?: number;
}

/** Rows in order of time: each split learns from what comes before what it is tested on. */
export class TimeSeriesSplit extends Splitter {
  readonly name = "TimeSeriesSplit";
  readonly nSplits: number;
  readonly #options: TimeSeriesSplitOptions;

  constructor(options: TimeSeriesSplitOptions = {}) {
    super();
    const { nSplits = 5, maxTrainSize, testSize, gap = 0 } = options;
    const requireWhole = (name: string, value: number, min: number) => {
      if (!(Number.isInteger(value) && value >= min))
        this.refuse(`${name} is ${value}, a whole number ≥ ${min} is needed`);
    };
    requireWhole("nSplits", nSplits, 2);
    requireWhole("gap", gap, 0);
    if (maxTrainSize !== undefined) requireWhole("maxTrainSize", maxTrainSize, 1);
    if (testSize !== undefined) requireWhole("testSize", testSize, 1);
    this.nSplits = nSplits;
    this.#options = options;
  }

  getNSplits(): number {
    return this.nSplits;
  }

  protected splits({ rows }: Rows): Split[] {
    const { maxTrainSize = rows, testSize = Math.floor(rows / (this.nSplits + 1)), gap = 0 } = this.#options;
    const needed = this.nSplits * testSize + gap + 1;
    if (testSize === 0 || rows < needed) {
      this.refuse(
        `${rows} rows for ${this.nSplits} splits that test ${Math.max(1, testSize)} each with a gap of ${gap}, at least ${Math.max(needed, this.nSplits + 1)} are needed`,
      );
    }
    return Array.from({ length: this.nSplits }, (_, i) => {
      const start = rows - (this.nSplits - i) * testSize;
      const end = start - gap;
      return { train: range(Math.max(0, end - maxTrainSize), end), test: range(start, start + testSize) };
    });
  }
}

function range(from: number, to: number): Int32Array {
  return Int32Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}
