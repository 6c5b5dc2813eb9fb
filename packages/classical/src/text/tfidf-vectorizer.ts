import { nameClass } from "../estimator/known.ts";
import type { Options } from "../estimator/parameters.ts";
import type { SparseMatrix } from "../matrix/sparse-matrix.ts";
import { countParameters, VocabularyVectorizer } from "./count-vectorizer.ts";
import { documentFrequencies, inverseFrequencies, weighTerms, weightParameters } from "./weigh-terms.ts";

const parameters = { ...countParameters, ...weightParameters };

export type TfidfVectorizerOptions = Options<typeof parameters>;

/** CountVectorizer, then TfidfTransformer: texts as weighed counts of their terms. */
export class TfidfVectorizer extends VocabularyVectorizer<typeof parameters> {
  static {
    nameClass("TfidfVectorizer", TfidfVectorizer);
  }

  /** [V]; null without useIdf. */
  declare idf_: Float64Array | null;

  constructor(options: TfidfVectorizerOptions = {}) {
    super(parameters, options);
  }

  protected override learnTexts(terms: readonly (readonly string[])[]): SparseMatrix {
    const { useIdf, smoothIdf } = this.params;
    this.idf_ = null;
    const counts = this.learnCounts(terms);
    if (useIdf) {
      const df = documentFrequencies(counts);
      if (!smoothIdf && df.includes(0))
        this.refuse(
          "fit",
          `no text has ${JSON.stringify(this.vocabulary_[df.indexOf(0)])}, a text with it is needed; smoothIdf`,
        );
      this.idf_ = inverseFrequencies(df, terms.length, smoothIdf);
    }
    return weighTerms(counts, this.idf_, this.params);
  }

  protected override vectorize(terms: readonly (readonly string[])[]): SparseMatrix {
    return weighTerms(this.count(terms), this.idf_, this.params);
  }
}
