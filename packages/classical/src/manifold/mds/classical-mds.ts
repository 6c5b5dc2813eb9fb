import type { Traits } from "../../estimator/estimator.ts";
import { nameClass } from "../../estimator/known.ts";
import { choice, integer, type Options } from "../../estimator/parameters.ts";
import type { Unlabelled } from "../../estimator/transformer.ts";
import { pairwiseDistances } from "../../metrics/pairwise/pairwise-distances.ts";
import { Embedder } from "../embedder.ts";
import { classicalScaling } from "./classical-scaling.ts";

const parameters = {
  nComponents: integer(2, { min: 1 }),
  metric: choice("euclidean", "manhattan", "chebyshev", "cosine", "precomputed"),
};

/** Classical scaling: with Euclidean distances it is principal component analysis, from distances alone. See `classical-scaling.ts`. */
export class ClassicalMDS extends Embedder<typeof parameters> {
  static {
    nameClass("ClassicalMDS", ClassicalMDS);
  }
  /** Of −½ J D² J, from the largest, [nComponents]. */
  declare eigenvalues_: Float64Array;

  constructor(options: Options<typeof parameters> = {}) {
    super(parameters, options);
  }

  override get traits(): Traits {
    return { minRows: 2 };
  }

  protected learn({ X }: Unlabelled): void {
    const { nComponents, metric } = this.params;
    if (metric === "precomputed" && X.rows !== X.cols)
      this.refuse(
        "fit",
        `X is ${X.rows} × ${X.cols} with metric "precomputed", a square of distances is needed`,
      );
    if (nComponents >= X.rows)
      this.refuse("fit", `nComponents is ${nComponents} for ${X.rows} rows, less than ${X.rows} are needed`);
    const delta = metric === "precomputed" ? X : pairwiseDistances(X, X, { metric });
    const { embedding, eigenvalues } = classicalScaling(delta, nComponents);
    this.embedding_ = embedding;
    this.eigenvalues_ = eigenvalues;
  }
}
