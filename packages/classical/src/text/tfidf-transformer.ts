import type { Traits } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import type { Options } from "../estimator/parameters.ts";
import { Transformer, type Unlabelled } from "../estimator/transformer.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { SparseMatrix } from "../matrix/sparse-matrix.ts";
import { inverseFrequencies, weighTerms, weightParameters } from "./weigh-terms.ts";

export type TfidfTransformerOptions = Options<typeof weightParameters>;

/**
 * Counts of terms weighed by how few texts have them.
 *
 *   tf · idf,   idf = ln((1 + N) / (1 + df)) + 1,   then each row divided by its norm
 *
 * Spärck Jones 1972, "A statistical interpretation of term specificity and its application in retrieval", https://doi.org/10.1108/eb026526. The + 1
 * behind the logarithm, scikit-learn's, keeps terms that all texts have.
 */
export class TfidfTransformer extends Transformer<typeof weightParameters> {
  static {
    nameClass("TfidfTransformer", TfidfTransformer);
  }

  /** [V]; null without useIdf. */
  declare idf_: Float64Array | null;

  constructor(options: TfidfTransformerOptions = {}) {
    super(weightParameters, options);
  }

  override get traits(): Traits {
    return { nonNegative: this.params.sublinearTf };
  }

  protected learn({ X }: Unlabelled): void {
    const { useIdf, smoothIdf } = this.params;
    const df = new Float64Array(X.cols);
    for (let at = 0; at < X.data.length; at++) if (X.data[at] !== 0) df[at % X.cols]! += 1;
    if (useIdf && !smoothIdf) {
      const j = df.indexOf(0);
      if (j >= 0)
        this.refuse("fit", `column ${j} is 0 in every row, a term of some text is needed; smoothIdf`);
    }
    this.idf_ = useIdf ? inverseFrequencies(df, X.rows, smoothIdf) : null;
  }

  protected change(X: Matrix): Matrix {
    return weighTerms(sparseOf(X), this.idf_, this.params).toDense();
  }
}

function sparseOf(X: Matrix): SparseMatrix {
  const rows = Array.from({ length: X.rows }, (_, i) => new Map(X.row(i).entries()));
  return SparseMatrix.fromRows(rows, X.cols);
}
