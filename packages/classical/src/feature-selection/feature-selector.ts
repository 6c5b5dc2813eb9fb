import type { Parameters } from "../estimator/parameters.ts";
import { Transformer } from "../estimator/transformer.ts";
import { Matrix } from "../matrix/matrix.ts";
import { type MatrixLike, toMatrix } from "../matrix/matrix-like.ts";

/** A transformer that keeps some columns. Subclasses set `support_` in `learn`. */
export abstract class FeatureSelector<P extends Parameters> extends Transformer<P> {
  /** 1 for the columns kept, [F]. */
  declare support_: Uint8Array;

  /** Whether each column is kept, [F]. */
  getSupport(): boolean[] {
    this.requireFitted("getSupport");
    return Array.from(this.support_, (kept) => kept === 1);
  }

  /** Their places. */
  getSupportIndices(): number[] {
    return this.getSupport().flatMap((kept, j) => (kept ? [j] : []));
  }

  override getFeatureNamesOut(): string[] {
    const names = this.namesIn();
    return this.getSupportIndices().map((j) => names[j]!);
  }

  /** As wide as in fit again; 0 in the columns that were not kept. */
  inverseTransform(X: MatrixLike): Matrix {
    const kept = this.getSupportIndices();
    const given = toMatrix(`${this.name}.inverseTransform`, X);
    if (given.cols !== kept.length)
      this.refuse(
        "inverseTransform",
        `X has ${given.cols} columns, ${kept.length} are needed as transform gives`,
      );
    const out = Matrix.zeros(given.rows, this.nFeaturesIn_!);
    for (let i = 0; i < given.rows; i++)
      for (const [at, j] of kept.entries()) out.data[i * out.cols + j] = given.at(i, at);
    return out.withNames(this.namesIn());
  }

  protected change(X: Matrix): Matrix {
    return X.takeColumns(this.getSupportIndices());
  }

  /** Notes which columns are kept. None is allowed, and said. */
  protected keep(isKept: (j: number) => boolean, F: number): void {
    this.support_ = Uint8Array.from({ length: F }, (_, j) => Number(isKept(j)));
    if (!this.support_.includes(1)) this.warn("no column is kept; a looser threshold keeps some");
  }

  protected requireTarget(y: unknown): void {
    if (y === undefined || y === null)
      throw new TypeError(`${this.name}.fit: y is missing, a target for each row is needed`);
  }
}
