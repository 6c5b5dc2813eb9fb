import { argmaxRows, type Classified, Classifier } from "../estimator/classifier.ts";
import { nameClass } from "../estimator/known.ts";
import type { Label } from "../estimator/labels.ts";
import { custom, type Options, optional, real } from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { neighborWeights, weightParameter } from "./neighbor-weights.ts";
import type { NeighborIndex } from "./search/neighbor-index.ts";
import { withinRadius } from "./search/radius-neighbors.ts";
import { indexOf, searchParameters } from "./search-parameters.ts";

const parameters = {
  radius: real(1, { min: 0 }),
  weights: weightParameter,
  ...searchParameters,
  /** What a row without neighbours is called: null refuses it; "mostFrequent", or a label. */
  outlierLabel: optional(
    custom<Label>(
      0,
      (value) => ["string", "boolean"].includes(typeof value) || Number.isInteger(value),
      'a label or "mostFrequent"',
    ),
  ),
};
export type RadiusNeighborsClassifierOptions = Options<typeof parameters>;

/** The class that most of the points within a radius have: P(c | x) = Σ wᵢ [yᵢ = c] / Σ wᵢ over them. */
export class RadiusNeighborsClassifier extends Classifier<typeof parameters> {
  static {
    nameClass("RadiusNeighborsClassifier", RadiusNeighborsClassifier);
  }
  declare index_: NeighborIndex;
  /** The class of each row of fit, as a place in `classes_`, [N]. */
  declare codes_: Int32Array;
  /** The label of rows without neighbours; null where they are refused. */
  declare outlierLabel_: Label | null;

  constructor(options: RadiusNeighborsClassifierOptions = {}) {
    super(parameters, options);
  }

  /** [N, K]; a row without neighbours has 1 at the outliers' label, or only zeros where that is no class of fit. */
  predictProba(X: MatrixLike): Matrix {
    return this.#votes("predictProba", this.checked("predictProba", X));
  }

  override predict(X: MatrixLike): Label[] {
    const votes = this.#votes("predict", this.checked("predict", X));
    return Array.from(argmaxRows(votes), (code, i) =>
      votes.at(i, code) > 0 ? this.classes_[code]! : this.outlierLabel_!,
    );
  }

  protected override get minClasses(): number {
    return 1;
  }

  protected learn({ X, y, classes }: Classified): void {
    const { outlierLabel } = this.params;
    const counts = new Int32Array(classes.length);
    for (const code of y) counts[code]!++;
    const label =
      outlierLabel === "mostFrequent" ? classes[counts.indexOf(Math.max(...counts))]! : outlierLabel;
    if (label !== null && typeof label !== typeof classes[0])
      this.refuse(
        "fit",
        `outlierLabel is ${JSON.stringify(label)}, a ${typeof classes[0]} is needed as the labels are`,
      );
    this.index_ = indexOf(`${this.name}.fit`, X, this.params);
    this.codes_ = y.slice();
    this.outlierLabel_ = label;
  }

  protected codes(X: Matrix): Int32Array {
    return argmaxRows(this.#votes("predict", X));
  }

  #votes(method: string, X: Matrix): Matrix {
    const where = `${this.name}.${method}`;
    const { radius, weights: rule } = this.params;
    const { indptr, indices, distances } = withinRadius(where, this.index_, { queries: X, radius });
    const K = this.classes_.length;
    const out = Matrix.zeros(X.rows, K);
    for (let q = 0; q < X.rows; q++) {
      const [from, to] = [indptr[q]!, indptr[q + 1]!];
      if (from === to) {
        const code = this.#outlier(method, q);
        if (code >= 0) out.data[q * K + code] = 1;
        continue;
      }
      const weights = neighborWeights(where, rule, distances.subarray(from, to));
      const total = weights.reduce((a, b) => a + b, 0);
      for (let i = from; i < to; i++)
        out.data[q * K + this.codes_[indices[i]!]!]! += weights[i - from]! / total;
    }
    return out;
  }

  /** The place of the outliers' label, or −1. */
  #outlier(method: string, row: number): number {
    if (this.outlierLabel_ === null)
      this.refuse(
        method,
        `row ${row} has no neighbours within ${this.params.radius}, one is needed; a larger radius, or outlierLabel`,
      );
    return this.classes_.indexOf(this.outlierLabel_);
  }
}
