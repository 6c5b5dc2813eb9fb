import { Philox } from "@blankfile/tensor";
import { nameClass } from "../../estimator/known.ts";
import { custom, integer, type Options, randomState } from "../../estimator/parameters.ts";
import type { Split } from "../splitters/splitter.ts";
import type { Data } from "../validation/cross-validate.ts";
import { SearchCV, searchParameters, type Tried } from "./search-cv.ts";
import { checkSpace, type Space, sampleSpace } from "./space.ts";

const parameters = {
  ...searchParameters,
  /** What each parameter may be: `float(1e-4, 1, { log: true })`, `int(1, 9)`, `categorical("a", "b")`. */
  space: custom<Space>({}, (value) => typeof value === "object" && value !== null, "domains by parameter"),
  /** How many candidates. */
  nIter: integer(10, { min: 1 }),
  randomState,
};

/**
 * Candidates by chance: with many parameters of which few matter, more values of those few are tried than a grid of as many candidates would.
 * Bergstra and Bengio 2012, https://www.jmlr.org/papers/v13/bergstra12a.html
 */
export class RandomizedSearchCV extends SearchCV<typeof parameters> {
  static {
    nameClass("RandomizedSearchCV", RandomizedSearchCV);
  }

  constructor(options: Options<typeof parameters>) {
    super(parameters, options);
    checkSpace("RandomizedSearchCV", this.params.space);
  }

  protected search(data: Data, splits: Split[], onProgress: (done: number, total: number) => void): Tried[] {
    const { nIter, space, randomState: seed } = this.params;
    const rng = new Philox(seed);
    return Array.from({ length: nIter }, (_, i) => {
      const tried = this.tryOne(sampleSpace(space, rng.fork(i)), data, splits);
      onProgress(i + 1, nIter);
      return tried;
    });
  }
}
