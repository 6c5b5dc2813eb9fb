import { Estimator } from "../estimator/estimator.ts";
import { nameClass } from "../estimator/known.ts";
import { boolean, choice, integer, type Options } from "../estimator/parameters.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { SparseMatrix } from "../matrix/sparse-matrix.ts";
import { hashedPlace } from "./murmur-hash.ts";

const parameters = {
  /** V. scikit-learn has 2²⁰, which only sparse rows can bear; transformSparse of this does too. */
  nFeatures: integer(1024, { min: 1 }),
  /** What a row is: { name: value }, [[name, value], …], or [name, …], which count 1. */
  inputType: choice("dict", "pair", "string"),
  /** Whether a name of a negative hash counts negative, so that names of one column cancel out on average. */
  alternateSign: boolean(true),
};

export type FeatureHasherOptions = Options<typeof parameters>;

/** A row by names: a value is a number, or a word, which makes the name "name=word" count 1. */
export type NamedRow =
  | Readonly<Record<string, number | string>>
  | readonly (readonly [name: string, value: number | string])[]
  | readonly string[];

/**
 * Named values as V columns, a name's column being its hash modulo V: for categories without number, without learning them. It learns nothing.
 *
 * Weinberger et al. 2009, https://arxiv.org/abs/0902.2206. The hash is MurmurHash3, as in scikit-learn.
 */
export class FeatureHasher extends Estimator<typeof parameters> {
  static {
    nameClass("FeatureHasher", FeatureHasher);
  }

  readonly kind = "transformer";

  constructor(options: FeatureHasherOptions = {}) {
    super(parameters, options);
  }

  fit(_rows?: unknown): this {
    this.nFeaturesIn_ = 1;
    return this;
  }

  transform(rows: readonly NamedRow[]): Matrix {
    return this.transformSparse(rows).toDense().withNames(this.getFeatureNamesOut());
  }

  transformSparse(rows: readonly NamedRow[]): SparseMatrix {
    const { nFeatures, alternateSign } = this.params;
    const hashed = rows.map((row, i) => {
      const out = new Map<number, number>();
      for (const [name, value] of this.#pairs(row, i)) {
        const term = typeof value === "string" ? `${name}=${value}` : name;
        const { column, sign } = hashedPlace(term, nFeatures);
        const amount = typeof value === "string" ? 1 : value;
        out.set(column, (out.get(column) ?? 0) + (alternateSign ? sign * amount : amount));
      }
      return out;
    });
    return SparseMatrix.fromRows(hashed, nFeatures);
  }

  fitTransform(rows: readonly NamedRow[]): Matrix {
    return this.fit(rows).transform(rows);
  }

  getFeatureNamesOut(): string[] {
    return Array.from({ length: this.params.nFeatures }, (_, j) => `featurehasher${j}`);
  }

  #pairs(row: NamedRow, i: number): (readonly [string, number | string])[] {
    const { inputType } = this.params;
    const isList = Array.isArray(row);
    if (row === null || typeof row !== "object" || isList !== (inputType !== "dict"))
      throw new TypeError(
        `FeatureHasher.transform: X[${i}] is ${JSON.stringify(row)?.slice(0, 40)}, ${inputType === "dict" ? "an object of values by name" : `a list of ${inputType}s`} is needed`,
      );
    const pairs = isList ? row.map((one) => (inputType === "string" ? [one, 1] : one)) : Object.entries(row);
    for (const [name, value] of pairs as [unknown, unknown][]) {
      if (typeof name === "string" && (typeof value === "string" || Number.isFinite(value))) continue;
      throw new TypeError(
        `FeatureHasher.transform: X[${i}] has ${JSON.stringify(name)} with ${String(value)}, a name with a finite number or a word is needed`,
      );
    }
    return pairs as [string, number | string][];
  }
}
