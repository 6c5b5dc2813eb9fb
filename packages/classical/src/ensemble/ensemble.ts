import { Table } from "@blankfile/data";
import { Estimator, type FitOptions } from "../estimator/estimator.ts";
import type { Parameters } from "../estimator/parameters.ts";
import { validateWeight } from "../estimator/validate.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";

/** An estimator over others. A table goes to them as it is, so that pipelines among them find its words. */
export abstract class Ensemble<P extends Parameters> extends Estimator<P> {
  /** The start of fit. */
  protected beginAny(
    X: MatrixLike,
    options: FitOptions,
  ): { X: MatrixLike; sampleWeight: Float64Array | undefined; rows: number } {
    if (!(X instanceof Table)) {
      const begun = this.begin(X, options);
      return { ...begun, rows: begun.X.rows };
    }
    const { sampleWeight } = options;
    if (sampleWeight !== undefined && !this.traits.takesWeight)
      this.refuse("fit", "sampleWeight is given, one of the estimators has no use for it; leave it out");
    if (X.length === 0) this.refuse("fit", "X has 0 rows, at least one row is needed");
    const weight = sampleWeight && validateWeight(`${this.name}.fit`, sampleWeight, X.length);
    this.forget();
    this.nFeaturesIn_ = X.names.length;
    this.featureNamesIn_ = X.names;
    return { X, sampleWeight: weight, rows: X.length };
  }

  /** The start of every other method: the table's columns in the order of fit. */
  protected checkedAny(method: string, X: MatrixLike): MatrixLike {
    if (!(X instanceof Table) || !this.featureNamesIn_) return this.checked(method, X);
    this.requireFitted(method);
    return X.select(this.featureNamesIn_);
  }

  /** What failed has learnt nothing. */
  protected guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (reason) {
      this.forget();
      throw reason;
    }
  }
}
