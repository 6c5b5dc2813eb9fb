import { nameClass } from "../estimator/known.ts";
import type { Options } from "../estimator/parameters.ts";
import { ForestClassifier } from "./forest-classifier.ts";
import { type ForestClassifierParameters, forestClassifierParameters } from "./forest-parameters.ts";

const parameters = forestClassifierParameters(false);

export type ExtraTreesClassifierOptions = Options<ForestClassifierParameters>;

/**
 * Extremely randomised trees: of each of √F random features one random threshold is tried, and the best of those is taken. Every tree sees all rows
 * unless `bootstrap` draws some. More bias and less variance than a random forest, and no sorting.
 *
 * Geurts, Ernst, Wehenkel 2006, https://doi.org/10.1007/s10994-006-6226-1
 */
export class ExtraTreesClassifier extends ForestClassifier {
  static {
    nameClass("ExtraTreesClassifier", ExtraTreesClassifier);
  }
  protected readonly splitter = "random";

  constructor(options: ExtraTreesClassifierOptions = {}) {
    super(parameters, options);
  }
}
