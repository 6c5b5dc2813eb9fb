import { nameClass } from "../estimator/known.ts";
import {
  boolean,
  custom,
  either,
  integer,
  list,
  type Options,
  optional,
  type Parameters,
  real,
} from "../estimator/parameters.ts";
import { type MatrixLike, toMatrix } from "../matrix/matrix-like.ts";
import { SparseMatrix } from "../matrix/sparse-matrix.ts";
import { textParameters } from "./text-parameters.ts";
import { TextVectorizer } from "./text-vectorizer.ts";

const word = custom<string>("", (value) => typeof value === "string", "a term");

export const countParameters = {
  ...textParameters,
  /** Terms of more texts go: their number, or below 1 their share; null for none (1.0 in scikit-learn, which JavaScript cannot tell from 1). */
  maxDf: optional(either(integer(1, { min: 1 }), real(0.5, { min: 0, below: 1 }))),
  /** Terms of fewer texts go: their number, or below 1 their share. */
  minDf: either(integer(1, { min: 1 }), real(0.5, { min: 0, below: 1 })),
  /** Only so many terms stay, the most frequent; of equals the first by code point. */
  maxFeatures: optional(integer(1, { min: 1 })),
  /** The terms, in the order of the columns; null to learn them. */
  vocabulary: optional(list<string>([], word)),
  /** Whether 1 is given for a term however often it occurs. */
  binary: boolean(false),
};

export type CountVectorizerOptions = Options<typeof countParameters>;

/** What vectorizers with a vocabulary share. */
export abstract class VocabularyVectorizer<
  P extends Parameters & typeof countParameters,
> extends TextVectorizer<P> {
  /** The terms in the order of the columns, by code point, [V]. */
  declare vocabulary_: string[];

  constructor(declared: P, options: Options<P>) {
    super(declared, options);
    const { vocabulary } = this.own;
    const twice = vocabulary?.find((term, at) => vocabulary.indexOf(term) < at);
    if (twice !== undefined)
      throw new RangeError(
        `${this.name}: vocabulary has ${JSON.stringify(twice)} twice, different terms are needed`,
      );
    if (vocabulary?.length === 0)
      throw new RangeError(`${this.name}: vocabulary is empty, at least one term is needed`);
  }

  override getFeatureNamesOut(): string[] {
    this.requireFitted("getFeatureNamesOut");
    return [...this.vocabulary_];
  }

  /** The terms of each row whose count is not 0. */
  inverseTransform(X: MatrixLike | SparseMatrix): string[][] {
    this.requireFitted("inverseTransform");
    const given = X instanceof SparseMatrix ? X.toDense() : toMatrix(`${this.name}.inverseTransform`, X);
    if (given.cols !== this.vocabulary_.length)
      this.refuse(
        "inverseTransform",
        `X has ${given.cols} columns, ${this.vocabulary_.length} are needed, one for each term`,
      );
    return given.toArray().map((row) => this.vocabulary_.filter((_, j) => row[j] !== 0));
  }

  protected get own(): CountVectorizerOptions {
    return this.params as unknown as CountVectorizerOptions;
  }

  protected learnTexts(terms: readonly (readonly string[])[]): SparseMatrix {
    return this.learnCounts(terms);
  }

  protected vectorize(terms: readonly (readonly string[])[]): SparseMatrix {
    return this.count(terms);
  }

  /** Learns the vocabulary, and counts. */
  protected learnCounts(terms: readonly (readonly string[])[]): SparseMatrix {
    const { vocabulary } = this.own;
    this.vocabulary_ = vocabulary ? [...vocabulary] : this.#learnVocabulary(terms);
    if (this.vocabulary_.length === 0)
      this.refuse(
        "fit",
        "no term is left, at least one is needed; a lower minDf, fewer stopWords, or another tokenPattern",
      );
    return this.count(terms);
  }

  protected count(terms: readonly (readonly string[])[]): SparseMatrix {
    const places = new Map(this.vocabulary_.map((term, j) => [term, j]));
    const counts = new Int32Array(places.size);
    const indptr = new Int32Array(terms.length + 1);
    const [data, indices]: [number[], number[]] = [[], []];
    for (const [i, text] of terms.entries()) {
      const seen: number[] = [];
      for (const term of text) {
        const j = places.get(term);
        if (j === undefined) continue;
        if (counts[j] === 0) seen.push(j);
        counts[j]! += 1;
      }
      for (const j of seen.sort((a, b) => a - b)) {
        indices.push(j);
        data.push(this.own.binary ? 1 : counts[j]!);
        counts[j] = 0;
      }
      indptr[i + 1] = indices.length;
    }
    return new SparseMatrix({ data: Float64Array.from(data), indices: Int32Array.from(indices), indptr }, [
      terms.length,
      places.size,
    ]);
  }

  #learnVocabulary(terms: readonly (readonly string[])[]): string[] {
    const { maxDf = null, minDf = 1, maxFeatures = null, binary = false } = this.own;
    const known = new Map<string, Frequency>();
    for (const [i, text] of terms.entries()) {
      for (const term of text) {
        let its = known.get(term);
        if (its === undefined) known.set(term, (its = { texts: 0, total: 0, last: -1 }));
        its.total++;
        if (its.last !== i) its.texts++;
        its.last = i;
      }
    }
    const count = (df: number) => (df < 1 ? df * terms.length : df);
    const [least, most] = [count(minDf), maxDf === null ? Number.POSITIVE_INFINITY : count(maxDf)];
    if (most < least)
      this.refuse(
        "fit",
        `maxDf ${maxDf} is ${most} texts and minDf ${minDf} is ${least}, maxDf is needed to be as many`,
      );
    const kept = [...known].filter(([, { texts }]) => texts >= least && texts <= most).map(([term]) => term);
    kept.sort(byCodePoint);
    if (maxFeatures === null || kept.length <= maxFeatures) return kept;
    const often = (term: string) => known.get(term)![binary ? "texts" : "total"];
    return kept
      .sort((a, b) => often(b) - often(a))
      .slice(0, maxFeatures)
      .sort(byCodePoint);
  }
}

interface Frequency {
  /** How many texts have the term. */
  texts: number;
  /** How often it occurs. */
  total: number;
  /** The last text that had it. */
  last: number;
}

/**
 * Texts as counts of their terms: a bag of words. A text becomes terms by its analyzer (see the options), a term a column.
 *
 * ```ts
 * new CountVectorizer({ ngramRange: [1, 2] }).fitTransform(["good news", "no news"]); // columns good, good news, news, no, no news
 * ```
 */
export class CountVectorizer extends VocabularyVectorizer<typeof countParameters> {
  static {
    nameClass("CountVectorizer", CountVectorizer);
  }

  constructor(options: CountVectorizerOptions = {}) {
    super(countParameters, options);
  }
}

/** By whole code points, as Python sorts; JavaScript's < compares halves of those beyond U+FFFF. */
function byCodePoint(a: string, b: string): number {
  if (!beyond.test(a) && !beyond.test(b)) return a < b ? -1 : Number(a > b);
  const [x, y] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < Math.min(x.length, y.length); i++)
    if (x[i] !== y[i]) return x[i]!.codePointAt(0)! - y[i]!.codePointAt(0)!;
  return x.length - y.length;
}

const beyond = /[\ud800-\udfff]/;
