/**
 * Naive Bayes with normal features: p(x_j | k) = N(x_j; θ_kj, σ²_kj).
 *
 *   log p(k) − ½ Σ_j log(2π σ²_kj) − ½ Σ_j (x_j − θ_kj)²/σ²_kj
 *
 * θ and σ² are the class's means and variances; σ² is raised by ε = varSmoothing · the largest variance of a column, so that a feature
 * that is constant within a class does not decide alone. Parts are joined by
 *
 *   θ = (n₁θ₁ + n₂θ₂)/n,   n σ² = n₁σ₁² + n₂σ₂² + n₁n₂/n · (θ₁ − θ₂)²
 *
 * Chan, Golub and LeVeque 1983, https://doi.org/10.1080/00031305.1983.10483115
 */

import { priorsParameter } from "../discriminant/class-statistics.ts";
import type { Classified } from "../estimator/classifier.ts";
import { nameClass } from "../estimator/known.ts";
import { type Options, real } from "../estimator/parameters.ts";
import { Matrix } from "../matrix/matrix.ts";
import { type Batch, NaiveBayes } from "./naive-bayes.ts";

const parameters = {
  /** p(k) in the order of `classes_`, summing to 1; null: the shares of the rows. */
  priors: priorsParameter,
  /** ε over the largest variance of a column. */
  varSmoothing: real(1e-9, { min: 0 }),
};
export type GaussianNBOptions = Options<typeof parameters>;

/** See the head of the file. */
export class GaussianNB extends NaiveBayes<typeof parameters> {
  static {
    nameClass("GaussianNB", GaussianNB);
  }
  /** θ, [K, F]. */
  declare theta_: Matrix;
  /** σ² + ε, [K, F]. */
  declare var_: Matrix;
  /** ε, of the last rows absorbed. */
  declare epsilon_: number;
  /** p(k), [K]. */
  declare classPrior_: Float64Array;

  constructor(options: GaussianNBOptions = {}) {
    super(parameters, options);
  }

  protected clear(X: Matrix, classes: number): void {
    const { priors } = this.params;
    const where = `${this.name}.fit`;
    if (priors && priors.length !== classes)
      throw new RangeError(
        `${where}: priors has ${priors.length} numbers, ${classes} are needed, one for each class`,
      );
    const total = priors ? Array.from(priors).reduce((sum, p) => sum + p, 0) : 1;
    if (Math.abs(total - 1) > 1e-8) throw new RangeError(`${where}: priors sum to ${total}, 1 is needed`);
    this.theta_ = Matrix.zeros(classes, X.cols);
    this.var_ = Matrix.zeros(classes, X.cols);
    this.classCount_ = new Float64Array(classes);
    this.epsilon_ = 0;
  }

  protected absorb({ X, y, classes, sampleWeight }: Batch): void {
    const F = X.cols;
    for (let at = 0; at < this.var_.data.length; at++) this.var_.data[at]! -= this.epsilon_;
    // Of columns that do not vary at all 1 stands in, so that the priors answer.
    this.epsilon_ = this.params.varSmoothing * (largestVariance(X) || 1);
    const count = new Float64Array(classes);
    const mean = Matrix.zeros(classes, F);
    const variance = Matrix.zeros(classes, F);
    const each = (visit: (k: number, w: number, x: Float64Array) => void) => {
      for (let i = 0; i < X.rows; i++) visit(y[i]!, sampleWeight?.[i] ?? 1, X.row(i));
    };
    each((k, w, x) => {
      count[k]! += w;
      for (let j = 0; j < F; j++) mean.data[k * F + j]! += w * x[j]!;
    });
    for (let k = 0; k < classes; k++)
      for (let j = 0; j < F; j++) if (count[k]! > 0) mean.data[k * F + j]! /= count[k]!;
    each((k, w, x) => {
      for (let j = 0; j < F; j++) variance.data[k * F + j]! += w * (x[j]! - mean.at(k, j)) ** 2;
    });
    for (let k = 0; k < classes; k++)
      this.#join(k, { n: count[k]!, mean: mean.row(k), squares: variance.row(k) });
    for (let at = 0; at < this.var_.data.length; at++) this.var_.data[at]! += this.epsilon_;
  }

  protected settle(): void {
    const { priors } = this.params;
    const total = this.classCount_.reduce((sum, n) => sum + n, 0);
    this.classPrior_ = priors ? Float64Array.from(priors) : this.classCount_.map((n) => n / total);
  }

  protected override learn(data: Classified): void {
    super.learn(data);
    this.#requireVariances("fit");
  }

  protected joint(X: Matrix): Matrix {
    this.#requireVariances("predict");
    const [K, F] = [this.theta_.rows, X.cols];
    const out = Matrix.zeros(X.rows, K);
    for (let k = 0; k < K; k++) {
      const [theta, variance] = [this.theta_.row(k), this.var_.row(k)];
      const constant =
        Math.log(this.classPrior_[k]!) -
        0.5 * variance.reduce((sum, v) => sum + Math.log(2 * Math.PI * v), 0);
      for (let i = 0; i < X.rows; i++) {
        let square = 0;
        for (let j = 0; j < F; j++) square += (X.data[i * F + j]! - theta[j]!) ** 2 / variance[j]!;
        // A class that has had no rows has no variance either.
        out.data[i * K + k] = this.classCount_[k]! > 0 ? constant - 0.5 * square : Number.NEGATIVE_INFINITY;
      }
    }
    return out;
  }

  /** Else log p(x | k) would be NaN. Rows that come in parts may raise a variance later, so that predict asks again. */
  #requireVariances(method: string): void {
    const { data, cols } = this.var_;
    const at = data.findIndex(
      (v, place) =>
        this.classCount_[Math.floor(place / cols)]! > 0 && !(v > 0 && v < Number.POSITIVE_INFINITY),
    );
    if (at < 0) return;
    const label = JSON.stringify(this.classes_[Math.floor(at / cols)]);
    const remedy = data[at] === 0 ? "varSmoothing above 0 raises it" : "a scaled column has one";
    this.refuse(
      method,
      `column ${at % cols} has variance ${data[at]} in class ${label}, a finite one above 0 is needed; ${remedy}`,
    );
  }

  /** Adds n rows of a class with this mean and these sums of squares about it. */
  #join(k: number, { n, mean, squares }: { n: number; mean: Float64Array; squares: Float64Array }): void {
    const before = this.classCount_[k]!;
    const total = before + n;
    if (n === 0) return;
    const [theta, variance] = [this.theta_.row(k), this.var_.row(k)];
    for (let j = 0; j < mean.length; j++) {
      const apart = mean[j]! - theta[j]!;
      const between = before > 0 ? ((before * n) / total) * apart ** 2 : 0;
      variance[j] = (before * variance[j]! + squares[j]! + between) / total;
      theta[j]! += (n / total) * apart;
    }
    this.classCount_[k] = total;
  }
}

function largestVariance({ data, rows, cols }: Matrix): number {
  let largest = 0;
  for (let j = 0; j < cols; j++) {
    let [mean, squares] = [0, 0];
    for (let i = 0; i < rows; i++) mean += data[i * cols + j]! / rows;
    for (let i = 0; i < rows; i++) squares += (data[i * cols + j]! - mean) ** 2 / rows;
    largest = Math.max(largest, squares);
  }
  return largest;
}
