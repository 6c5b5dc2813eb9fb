import { nameClass } from "../estimator/known.ts";
import type { Options } from "../estimator/parameters.ts";
import { ForestClassifier } from "./forest-classifier.ts";
import { type ForestClassifierParameters, forestClassifierParameters } from "./forest-parameters.ts";

const parameters = forestClassifierParameters(true);

export type RandomForestClassifierOptions = Options<ForestClassifierParameters>;

/**
 * Many deep trees, each grown on rows drawn with replacement and looking at √F random features at each node. A deep tree alone errs much with the
 * draw of its rows; trees that err differently average to a steady answer.
 *
 *   p(k | x) = 1/T Σ_t p_t(k | x)
 *
 * Breiman 2001, "Random forests", https://doi.org/10.1023/A:1010933404324; that article counts votes, here as in scikit-learn shares are averaged.
 */
export class RandomForestClassifier extends ForestClassifier {
  static {
    nameClass("RandomForestClassifier", RandomForestClassifier);
  }
  protected readonly splitter = "best";

  constructor(options: RandomForestClassifierOptions = {}) {
    super(parameters, options);
  }
}
