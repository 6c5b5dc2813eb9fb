/** Against scikit-learn; see golden/classical_text.py. */
import { describe, expect, it } from "vitest";
import { expectClose, golden } from "../preprocessing/node/golden.fixture.ts";
import { CountVectorizer } from "./count-vectorizer.ts";
import { FeatureHasher, type NamedRow } from "./feature-hasher.ts";
import { HashingVectorizer } from "./hashing-vectorizer.ts";
import { murmurHash } from "./murmur-hash.ts";
import { TfidfTransformer } from "./tfidf-transformer.ts";
import { TfidfVectorizer } from "./tfidf-vectorizer.ts";

interface Case {
  options: object;
  out: number[][];
}

const values = golden<{
  texts: string[];
  new: string[];
  cases: (Case & { kind: "CountVectorizer" | "TfidfVectorizer"; terms: string[]; fitted: number[][] })[];
  analyzed: { analyzer: "char"; ngramRange: [number, number]; text: string; terms: string[] }[];
  hashes: [string, number][];
  hashing: Case[];
  hasher: Case[];
  rows: NamedRow[];
  counts: number[][];
  tfidf: Case[];
}>("text");

describe("scikit-learn gives the same", () => {
  const classes = { CountVectorizer, TfidfVectorizer };
  it.each(values.cases)("$kind $options", ({ kind, options, terms, fitted, out }) => {
    const vectorizer = new classes[kind](options);
    expectClose(vectorizer.fitTransform(values.texts), fitted);
    expect(vectorizer.getFeatureNamesOut()).toEqual(terms);
    expectClose(vectorizer.transform(values.new), out);
  });

  it.each(values.analyzed)("terms of $analyzer $ngramRange", ({ analyzer, ngramRange, text, terms }) => {
    expect(new CountVectorizer({ analyzer, ngramRange }).analyze(text)).toEqual(terms);
  });

  it.each(values.hashes)("the hash of %j is %i", (text, hash) => {
    expect(murmurHash(text)).toBe(hash);
  });

  it.each(values.hashing)("HashingVectorizer $options", ({ options, out }) => {
    expectClose(new HashingVectorizer(options).transform(values.texts), out);
  });

  it.each(values.hasher)("FeatureHasher $options", ({ options, out }) => {
    expectClose(new FeatureHasher(options).transform(values.rows), out);
  });

  it.each(values.tfidf)("TfidfTransformer $options", ({ options, out }) => {
    expectClose(new TfidfTransformer(options).fitTransform(values.counts), out);
  });
});
