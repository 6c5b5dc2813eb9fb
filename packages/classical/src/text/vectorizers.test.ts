import { Table } from "@blankfile/data";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { Nearest } from "../check-estimator/honest.fixture.ts";
import { fromJSON } from "../estimator/json.ts";
import { ColumnTransformer } from "../pipeline/column-transformer.ts";
import { Pipeline } from "../pipeline/pipeline.ts";
import { CountVectorizer } from "./count-vectorizer.ts";
import { FeatureHasher } from "./feature-hasher.ts";
import { HashingVectorizer } from "./hashing-vectorizer.ts";
import { TfidfTransformer } from "./tfidf-transformer.ts";
import { TfidfVectorizer } from "./tfidf-vectorizer.ts";

const texts = ["good news", "no news", "good good day"];

describe("CountVectorizer", () => {
  it("counts words, a column for each", () => {
    const vectorizer = new CountVectorizer();
    const Z = vectorizer.fitTransform(texts);
    expect(Z.names).toEqual(["day", "good", "news", "no"]);
    expect(Z.toArray()).toEqual([
      [0, 1, 1, 0],
      [0, 0, 1, 1],
      [1, 2, 0, 0],
    ]);
    expect(vectorizer.inverseTransform(Z)[2]).toEqual(["day", "good"]);
    expect(vectorizer.transformSparse(texts).count).toBe(6);
  });

  it("passes over words that fit has not seen, and takes functions", () => {
    expect(new CountVectorizer().fit(texts).transform(["bad news"]).toArray()).toEqual([[0, 0, 1, 0]]);
    const own = new CountVectorizer({
      tokenizer: (text) => text.split("-"),
      preprocessor: (text) => `${text}-end`,
    });
    expect(own.fit(["a-b"]).vocabulary_).toEqual(["a", "b", "end"]);
    expect(new CountVectorizer({ analyzer: (text) => [text.slice(0, 1)] }).fit(texts).vocabulary_).toEqual([
      "g",
      "n",
    ]);
    expect(new CountVectorizer({ tokenPattern: "(\\w)\\w*" }).fit(texts).vocabulary_).toEqual([
      "d",
      "g",
      "n",
    ]);
  });

  it("is a step of a pipeline, and of a column transformer by one column's name", () => {
    const model = new Pipeline({ steps: { words: new TfidfVectorizer(), model: new Nearest() } });
    expect(model.fit(texts, ["+", "-", "+"]).predict(["no day", "good"])).toEqual(["-", "+"]);
    const table = new Table(Object.entries({ text: { kind: "text", values: texts } } as const));
    const columns = new ColumnTransformer({
      transformers: { words: [new CountVectorizer({ minDf: 2 }), "text"] },
    });
    expect(columns.fitTransform(table).names).toEqual(["words__good", "words__news"]);
    expect(new CountVectorizer().fit(table).vocabulary_.length).toBe(4);
  });

  it("comes back from JSON", () => {
    const vectorizer = new TfidfVectorizer({ ngramRange: [1, 2] }).fit(texts);
    const back = fromJSON(JSON.stringify(vectorizer)) as unknown as TfidfVectorizer;
    expect(back.transform(texts)).toEqual(vectorizer.transform(texts));
  });

  it("refuses what is no text, no words left, and options that cannot be", () => {
    expect(() => new CountVectorizer().fit("one text" as never)).toThrow(
      /X is one text, a list of texts is needed/,
    );
    expect(() => new CountVectorizer().fit(["a", null])).toThrow(/X\[1\] is null, a text is needed/);
    expect(() => new CountVectorizer().fit([[1]] as never)).toThrow(/X\[0\] is \[1\]/);
    expect(() => new CountVectorizer().fit([])).toThrow(/0 texts/);
    expect(() => new CountVectorizer().fit(["a b"])).toThrow(/no term is left/);
    expect(() => new CountVectorizer({ minDf: 3, maxDf: 2 }).fit(texts)).toThrow(
      /maxDf is needed to be as many/,
    );
    expect(() => new CountVectorizer({ vocabulary: ["a", "a"] })).toThrow(/"a" twice/);
    expect(() => new CountVectorizer({ ngramRange: [2, 1] })).toThrow(/1 ≤ from ≤ to/);
    expect(() => new CountVectorizer({ tokenPattern: "(" })).toThrow(/a regular expression/);
    expect(() => new CountVectorizer().transform(texts)).toThrow(/call fit/);
  });
});

describe("TfidfVectorizer", () => {
  it("weighs by ln((1 + 3) / (1 + df)) + 1, and rows have norm 1", () => {
    const vectorizer = new TfidfVectorizer({ norm: null }).fit(texts);
    expect(vectorizer.idf_![0]).toBeCloseTo(Math.log(2) + 1, 14);
    expect(vectorizer.transform(["good good"]).at(0, 1)).toBeCloseTo(2 * (Math.log(4 / 3) + 1), 14);
    for (const row of new TfidfVectorizer().fitTransform(texts).toArray())
      expect(Math.hypot(...row)).toBeCloseTo(1, 14);
  });

  it("is TfidfTransformer behind CountVectorizer", () => {
    const both = new TfidfTransformer({ sublinearTf: true }).fitTransform(
      new CountVectorizer().fitTransform(texts),
    );
    expect(new TfidfVectorizer({ sublinearTf: true }).fitTransform(texts)).toEqual(both);
  });

  it("refuses terms that no text has where it would divide by 0", () => {
    const vectorizer = new TfidfVectorizer({ smoothIdf: false, vocabulary: ["good", "bad"] });
    expect(() => vectorizer.fit(texts)).toThrow(/no text has "bad"/);
    expect(() => new TfidfTransformer({ smoothIdf: false }).fit([[1, 0]])).toThrow(
      /column 1 is 0 in every row/,
    );
    expect(() => new TfidfTransformer({ sublinearTf: true }).fit([[-1]])).toThrow(/at least 0/);
  });

  it("TfidfTransformer keeps the contract", () => {
    expect(checkEstimator((() => new TfidfTransformer()) as never)).toEqual([]);
  });
});

describe("hashing", () => {
  it("needs no fit, and says when its rows are too wide to be dense", () => {
    expect(
      new HashingVectorizer({ norm: null, alternateSign: false }).transform(["news news"]).data.indexOf(2),
    ).toBeGreaterThan(-1);
    const wide = new HashingVectorizer({ nFeatures: 2 ** 26 });
    expect(() => wide.transform(texts)).toThrow(/at most 50000000 are taken/);
    expect(wide.transformSparse(texts).count).toBe(6);
  });

  it("FeatureHasher takes names with values, pairs and names alone", () => {
    const hash = (inputType: "dict" | "pair" | "string", row: never) =>
      new FeatureHasher({ nFeatures: 16, inputType }).transform([row]).toArray();
    expect(
      hash("pair", [
        ["a", 2],
        ["b", "x"],
      ] as never),
    ).toEqual(hash("dict", { a: 2, b: "x" } as never));
    expect(hash("string", ["a", "a", "b=x"] as never)).toEqual(hash("dict", { a: 2, b: "x" } as never));
    expect(() => hash("dict", ["a"] as never)).toThrow(/an object of values by name is needed/);
    expect(() => hash("dict", { a: Number.NaN } as never)).toThrow(/"a" with NaN/);
  });
});
