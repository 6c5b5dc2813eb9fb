import { Philox } from "@blankfile/tensor";
import { KFold } from "./k-fold.ts";
import { type Rows, type Split, Splitter } from "./splitter.ts";
import { StratifiedKFold } from "./stratified-k-fold.ts";

export interface RepeatedOptions {
  /** K, 5 unless told. */
  nSplits?: number;
  /** How often, each time in another order; 10 unless told. */
  nRepeats?: number;
  randomState?: number;
}

abstract class Repeated extends Splitter {
  abstract override readonly name: string;
  readonly nSplits: number;
  readonly nRepeats: number;
  readonly #randomState: number;

  constructor(where: string, { nSplits = 5, nRepeats = 10, randomState = 0 }: RepeatedOptions) {
    super();
    if (!(Number.isInteger(nRepeats) && nRepeats >= 1))
      throw new RangeError(`${where}: nRepeats is ${nRepeats}, a whole number ≥ 1 is needed`);
    this.nSplits = nSplits;
    this.nRepeats = nRepeats;
    this.#randomState = randomState;
    this.once(0);
  }

  getNSplits(): number {
    return this.nSplits * this.nRepeats;
  }

  protected splits({ rows, y }: Rows): Split[] {
    const rng = new Philox(this.#randomState);
    const seeds = Array.from({ length: this.nRepeats }, (_, i) => rng.fork(i).word());
    return seeds.flatMap((seed) => this.once(seed).split(rows, y));
  }

  protected abstract once(seed: number): Splitter;
}

/** KFold again and again, each time in another order. */
export class RepeatedKFold extends Repeated {
  readonly name = "RepeatedKFold";

  constructor(options: RepeatedOptions = {}) {
    super("RepeatedKFold", options);
  }

  protected once(randomState: number): Splitter {
    return new KFold({ nSplits: this.nSplits, shuffle: true, randomState });
  }
}

/** StratifiedKFold again and again, each time in another order. */
export class RepeatedStratifiedKFold extends Repeated {
  readonly name = "RepeatedStratifiedKFold";

  constructor(options: RepeatedOptions = {}) {
    super("RepeatedStratifiedKFold", options);
  }

  protected once(randomState: number): Splitter {
    return new StratifiedKFold({ nSplits: this.nSplits, shuffle: true, randomState });
  }
}
