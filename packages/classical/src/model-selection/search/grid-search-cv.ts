import { nameClass } from "../../estimator/known.ts";
import { custom, type Options } from "../../estimator/parameters.ts";
import type { Split } from "../splitters/splitter.ts";
import type { Data } from "../validation/cross-validate.ts";
import { type Grid, parameterGrid } from "./parameter-grid.ts";
import { SearchCV, searchParameters, type Tried } from "./search-cv.ts";

const parameters = {
  ...searchParameters,
  /** Lists of values by parameter, `step__parameter` too; or several such grids. */
  paramGrid: custom<Grid | readonly Grid[]>(
    {},
    (value) => typeof value === "object" && value !== null,
    "lists of values by parameter",
  ),
};

/** Every combination of the values of a grid. */
export class GridSearchCV extends SearchCV<typeof parameters> {
  static {
    nameClass("GridSearchCV", GridSearchCV);
  }

  constructor(options: Options<typeof parameters>) {
    super(parameters, options);
    parameterGrid(this.params.paramGrid);
  }

  protected search(data: Data, splits: Split[], onProgress: (done: number, total: number) => void): Tried[] {
    const candidates = parameterGrid(this.params.paramGrid);
    return candidates.map((params, i) => {
      const tried = this.tryOne(params, data, splits);
      onProgress(i + 1, candidates.length);
      return tried;
    });
  }
}
