import { nameClass } from "../estimator/known.ts";
import { boolean, choice, integer, type Options, optional, withDefault } from "../estimator/parameters.ts";
import { SparseMatrix } from "../matrix/sparse-matrix.ts";
import { hashedPlace } from "./murmur-hash.ts";
import { textParameters } from "./text-parameters.ts";
import { TextVectorizer } from "./text-vectorizer.ts";
import { weighTerms } from "./weigh-terms.ts";

const parameters = {
  ...textParameters,
  /** V. scikit-learn has 2²⁰, which only sparse rows can bear; transformSparse of this does too. */
  nFeatures: integer(1024, { min: 1 }),
  /** Whether a term of a negative hash counts −1, so that terms of one column cancel out on average. */
  alternateSign: boolean(true),
  /** Each row is divided by its own norm; null for none. */
  norm: withDefault<"l1" | "l2" | null>("l2", optional(choice("l1", "l2"))),
  /** Whether every column that is not 0 is 1. */
  binary: boolean(false),
};

export type HashingVectorizerOptions = Options<typeof parameters>;

/**
 * Texts as counts of their terms in V columns, a term's column being its hash modulo V: no vocabulary to learn or keep, and no way back.
 *
 * Weinberger et al. 2009, "Feature hashing for large scale multitask learning", https://arxiv.org/abs/0902.2206. The hash is MurmurHash3.
 */
export class HashingVectorizer extends TextVectorizer<typeof parameters> {
  static {
    nameClass("HashingVectorizer", HashingVectorizer);
  }

  constructor(options: HashingVectorizerOptions = {}) {
    super(parameters, options);
  }

  override getFeatureNamesOut(): string[] {
    return Array.from({ length: this.params.nFeatures }, (_, j) => `hashingvectorizer${j}`);
  }

  /** Nothing is learnt: transform works before fit. */
  protected override requireFitted(): void {}

  protected learnTexts(terms: readonly (readonly string[])[]): SparseMatrix {
    return this.vectorize(terms);
  }

  protected vectorize(terms: readonly (readonly string[])[]): SparseMatrix {
    const { nFeatures, alternateSign, norm, binary } = this.params;
    const rows = terms.map((text) => {
      const row = new Map<number, number>();
      for (const term of text) {
        const { column, sign } = hashedPlace(term, nFeatures);
        row.set(column, (row.get(column) ?? 0) + (alternateSign ? sign : 1));
      }
      return row;
    });
    const counts = SparseMatrix.fromRows(rows, nFeatures);
    const values = binary ? counts.withData(counts.data.map(() => 1)) : counts;
    return weighTerms(values, null, { norm, sublinearTf: false });
  }
}
