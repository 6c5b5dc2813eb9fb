import { argmaxRows, type Classified, Classifier } from "../estimator/classifier.ts";
import { nameClass } from "../estimator/known.ts";
import { choice, either, list, type Options, optional, real } from "../estimator/parameters.ts";
import { columnMeans } from "../matrix/columns.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";

const parameters = {
  /** euclidean: centroids are means; manhattan: medians. */
  metric: choice("euclidean", "manhattan"),
  /** Δ; null shrinks nothing. */
  shrinkThreshold: optional(real(0, { above: 0 })),
  /** Of the classes: all equal, as in fit, or given. */
  priors: either(choice("uniform", "empirical"), list([], real(0, { min: 0 }))),
};
export type NearestCentroidOptions = Options<typeof parameters>;

/**
 * The class whose centroid is nearest. With shrinkThreshold Δ, nearest shrunken centroids:
 *
 *   d_kj = (x̄_kj − x̄_j) / (m_k (s_j + s₀)),   m_k = √(1/N_k − 1/N),   s₀ = median s_j
 *   d′_kj = sign(d_kj) max(|d_kj| − Δ, 0),   x̄′_kj = x̄_j + m_k (s_j + s₀) d′_kj
 *
 * with s_j the pooled standard deviation within classes. Columns whose d′ is 0 in all classes have no say. Scores are
 * δ_k(x) = −Σⱼ (x_j − x̄′_kj)² / s_j² + 2 ln π_k; probabilities are the softmax of the scores, as scikit-learn has it (Hastie's eq. 18.8 halves
 * them first). Tibshirani et al. 2002, https://doi.org/10.1073/pnas.082099299; Hastie et al., Elements of Statistical Learning, 18.2.
 */
export class NearestCentroid extends Classifier<typeof parameters> {
  static {
    nameClass("NearestCentroid", NearestCentroid);
  }
  /** [K, F] */
  declare centroids_: Matrix;
  /** d′, [K, F]; NaN in columns that are constant in every class. */
  declare deviations_: Matrix;
  /** s, [F]. */
  declare withinClassStdDev_: Float64Array;
  /** π, [K]. */
  declare classPrior_: Float64Array;

  constructor(options: NearestCentroidOptions = {}) {
    super(parameters, options);
  }

  /** Whether a method is there: scores are defined for euclidean only. */
  has(method: string): boolean {
    return this.params.metric === "euclidean" || (method !== "decisionFunction" && method !== "predictProba");
  }

  /** δ, [N, K]; of two classes δ₁ − δ₀, [N]. */
  decisionFunction(X: MatrixLike): Matrix | Float64Array {
    const scores = this.#scores(this.checked("decisionFunction", X), "decisionFunction");
    if (this.classes_.length > 2) return scores;
    return Float64Array.from({ length: scores.rows }, (_, i) => scores.at(i, 1) - scores.at(i, 0));
  }

  /** [N, K] */
  predictProba(X: MatrixLike): Matrix {
    const scores = this.#scores(this.checked("predictProba", X), "predictProba");
    for (let i = 0; i < scores.rows; i++) {
      const row = scores.row(i);
      const most = Math.max(...row);
      for (let k = 0; k < row.length; k++) row[k] = Math.exp(row[k]! - most);
      const total = row.reduce((a, b) => a + b, 0);
      for (let k = 0; k < row.length; k++) row[k]! /= total;
    }
    return scores;
  }

  protected learn({ X, y, classes }: Classified): void {
    const counts = new Float64Array(classes.length);
    for (const code of y) counts[code]!++;
    this.classPrior_ = this.#priors(counts, X.rows);
    const order = Array.from(y.keys());
    const members = classes.map((_, k) => X.takeRows(order.filter((i) => y[i] === k)));
    const middle = this.params.metric === "manhattan" ? columnMedians : columnMeans;
    this.centroids_ = Matrix.fromRows(members.map((rows) => middle(rows)));
    this.withinClassStdDev_ = pooledDeviation(X, y, this.centroids_);
    this.#shrink(columnMeans(X), counts);
  }

  protected codes(X: Matrix): Int32Array {
    const K = this.classes_.length;
    if (
      this.has("decisionFunction") &&
      !this.classPrior_.every((prior) => Math.abs(prior - 1 / K) <= 1e-8 + 1e-5 / K)
    )
      return argmaxRows(this.#scores(X, "predict"));
    const nearness = Matrix.zeros(X.rows, K);
    const power = this.params.metric === "euclidean" ? 2 : 1;
    for (let i = 0, at = 0; i < X.rows; i++) {
      for (let k = 0; k < K; k++, at++) {
        for (let j = 0; j < X.cols; j++)
          nearness.data[at]! -= Math.abs(X.at(i, j) - this.centroids_.at(k, j)) ** power;
      }
    }
    return argmaxRows(nearness);
  }

  #priors(counts: Float64Array, N: number): Float64Array {
    const { priors } = this.params;
    if (priors === "uniform") return counts.map(() => 1 / counts.length);
    if (priors === "empirical") return counts.map((count) => count / N);
    if (typeof priors === "string" || priors.length !== counts.length)
      this.refuse("fit", `${priors.length} priors for ${counts.length} classes, one for each is needed`);
    const total = priors.reduce((a, b) => a + b, 0);
    if (Math.abs(total - 1) > 1e-5)
      this.refuse("fit", `priors sum to ${total}, 1 is needed; divide each by their sum`);
    return Float64Array.from(priors);
  }

  #shrink(mean: Float64Array, counts: Float64Array): void {
    const { data, rows: K, cols: F } = this.centroids_;
    const N = counts.reduce((a, b) => a + b, 0);
    const s0 = median(this.withinClassStdDev_.slice());
    const threshold = this.params.shrinkThreshold;
    this.deviations_ = Matrix.zeros(K, F);
    for (let k = 0, at = 0; k < K; k++) {
      for (let j = 0; j < F; j++, at++) {
        const scale = Math.sqrt(1 / counts[k]! - 1 / N) * (this.withinClassStdDev_[j]! + s0);
        const d = (data[at]! - mean[j]!) / scale;
        this.deviations_.data[at] =
          threshold === null ? d : Math.sign(d) * Math.max(Math.abs(d) - threshold, 0);
        // A column that never varies within a class, while most do not, has nothing to be measured by.
        if (threshold !== null && scale > 0) data[at] = mean[j]! + scale * this.deviations_.data[at]!;
      }
    }
  }

  #scores(X: Matrix, method: string): Matrix {
    if (!this.has("decisionFunction"))
      this.refuse(method, `metric "manhattan" has no scores, metric "euclidean" is needed`);
    const { centroids_: centroids, withinClassStdDev_: s } = this;
    const out = Matrix.zeros(X.rows, centroids.rows);
    for (let i = 0, at = 0; i < X.rows; i++) {
      for (let k = 0; k < centroids.rows; k++, at++) {
        let sum = 0;
        for (let j = 0; j < X.cols; j++) sum += ((X.at(i, j) - centroids.at(k, j)) / (s[j] || 1)) ** 2;
        out.data[at] = 2 * Math.log(this.classPrior_[k]!) - sum;
      }
    }
    return out;
  }
}

/** √(Σᵢ (x_ij − x̄_{yᵢ j})² / (N − K)), [F]. */
function pooledDeviation(X: Matrix, y: Int32Array, centroids: Matrix): Float64Array {
  const out = new Float64Array(X.cols);
  for (let i = 0; i < X.rows; i++)
    for (let j = 0; j < X.cols; j++) out[j]! += (X.at(i, j) - centroids.at(y[i]!, j)) ** 2;
  const freedom = X.rows - centroids.rows;
  return out.map((sum) => (freedom > 0 ? Math.sqrt(sum / freedom) : 0));
}

function columnMedians(X: Matrix): Float64Array {
  return Float64Array.from({ length: X.cols }, (_, j) => median(X.column(j)));
}

/** Sorts its argument. */
function median(values: Float64Array): number {
  values.sort();
  const half = values.length >> 1;
  return values.length % 2 === 1 ? values[half]! : (values[half - 1]! + values[half]!) / 2;
}
