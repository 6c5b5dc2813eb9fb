import { nameClass } from "../../estimator/known.ts";
import { custom, integer, type Options, randomState } from "../../estimator/parameters.ts";
import type { Split } from "../splitters/splitter.ts";
import type { Data } from "../validation/cross-validate.ts";
import { mean, SearchCV, searchParameters, type Tried } from "./search-cv.ts";
import { checkSpace, type Space } from "./space.ts";
import { Study } from "./study.ts";

const parameters = {
  ...searchParameters,
  /** What each parameter may be: `float(1e-4, 1, { log: true })`, `int(1, 9)`, `categorical("a", "b")`. */
  space: custom<Space>({}, (value) => typeof value === "object" && value !== null, "domains by parameter"),
  /** How many candidates. */
  nTrials: integer(50, { min: 1 }),
  /** Of them by chance before anything is concluded. */
  nStartupTrials: integer(10, { min: 1 }),
  randomState,
};

/** Candidates where the ones before did well: a `Study` by the tree-structured Parzen estimator, cross-validated. */
export class TpeSearchCV extends SearchCV<typeof parameters> {
  static {
    nameClass("TpeSearchCV", TpeSearchCV);
  }

  constructor(options: Options<typeof parameters>) {
    super(parameters, options);
    checkSpace("TpeSearchCV", this.params.space);
  }

  protected search(data: Data, splits: Split[], onProgress: (done: number, total: number) => void): Tried[] {
    const { nTrials, nStartupTrials, space, randomState: seed } = this.params;
    const study = new Study({ space, nStartupTrials, direction: "maximize", randomState: seed });
    return Array.from({ length: nTrials }, (_, i) => {
      const { number, params } = study.ask()!;
      const tried = this.tryOne(params, data, splits);
      const score = mean(tried.test);
      study.tell(number, Number.isNaN(score) ? null : score);
      onProgress(i + 1, nTrials);
      return tried;
    });
  }
}
