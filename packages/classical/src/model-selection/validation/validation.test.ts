import { readFileSync } from "node:fs";
import { parseCsv } from "@blankfile/data";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Centred, MeanOnly, Nearest } from "../../check-estimator/honest.fixture.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { KNeighborsClassifier } from "../../neighbors/k-neighbors-classifier.ts";
import { KNeighborsRegressor } from "../../neighbors/k-neighbors-regressor.ts";
import { Pipeline } from "../../pipeline/pipeline.ts";
import { GroupKFold } from "../splitters/group-k-fold.ts";
import { KFold } from "../splitters/k-fold.ts";
import { ShuffleSplit } from "../splitters/shuffle-split.ts";
import { crossValPredict, crossValPredictProba } from "./cross-val-predict.ts";
import { crossValidate, crossValScore } from "./cross-validate.ts";
import { learningCurve, validationCurve } from "./curves.ts";
import { permutationTestScore } from "./permutation-test-score.ts";

const file = new URL("../../../../../golden/classical/validation.json", import.meta.url);
const golden = JSON.parse(readFileSync(file, "utf8")).values;
const X = Matrix.fromRows(golden.X);
const { y, target, groups } = golden as { y: number[]; target: number[]; groups: number[] };
const knn = new KNeighborsClassifier({ nNeighbors: 3 });
const regressor = new KNeighborsRegressor({ nNeighbors: 4 });

function near(found: Iterable<number>, wanted: number[] | number[][]): void {
  const list = [...found];
  expect(list.length).toBe(wanted.flat().length);
  for (const [i, value] of wanted.flat().entries()) expect(list[i]).toBeCloseTo(value, 12);
}

describe("crossValidate", () => {
  it("by hand: the mean of the others, R² on two rows", () => {
    const scores = crossValScore(new MeanOnly(), [[0], [0], [0], [0]], [1, 3, 5, 7], { cv: 2 });
    // Folds {1, 3} and {5, 7}: the mean of the others is off by 4 from the middle, R² = 1 − (25 + 9) / (1 + 1).
    expect([...scores]).toEqual([-16, -16]);
  });

  it("gives scikit-learn's scores, several at once and on the training rows too", () => {
    const found = crossValidate(knn, X, y, {
      cv: 4,
      scoring: { accuracy: "accuracy", f1_macro: "f1_macro", neg_log_loss: "neg_log_loss" },
      returnTrainScore: true,
    });
    for (const [key, wanted] of Object.entries(golden.crossValidate as Record<string, number[]>)) {
      const [part, ...name] = key.split("_");
      near(found[part as "test" | "train"]![name.join("_")]!, wanted);
    }
    near(crossValScore(regressor, X, target), golden.regression);
    near(crossValScore(knn, X, y, { cv: new GroupKFold({ nSplits: 3 }), groups }), golden.grouped);
  });

  it("fits every step on the training rows alone", () => {
    const seen: number[] = [];
    class Counting extends Centred {
      protected override learn(data: Parameters<Centred["learn"]>[0]): void {
        seen.push(data.X.rows);
        super.learn(data);
      }
    }
    const pipeline = new Pipeline({ steps: { centre: new Counting(), model: new Nearest() } });
    crossValScore(pipeline, X, y, { cv: 4 });
    expect(seen).toEqual([45, 45, 45, 45]);
    expect(pipeline.isFitted).toBe(false);
  });

  it("takes weights to fit and to scores, tables as they are, and tells progress and times", () => {
    const table = parseCsv(`a,b\n${golden.X.map(([a, b]: number[]) => `${a},${b}`).join("\n")}\n`);
    const sampleWeight = y.map((_, i) => (i % 10 === 0 ? 0 : 1 + (i % 2)));
    const steps: number[] = [];
    let clock = 0;
    const options = {
      cv: 3,
      sampleWeight,
      returnEstimator: true,
      onProgress: (done: number) => steps.push(done),
      now: () => clock++,
    };
    const { test, estimators, fitTime, splits } = crossValidate(new Nearest(), table, y, options);
    expect(steps).toEqual([1, 2, 3]);
    expect([...fitTime!]).toEqual([1, 1, 1]);
    const [{ train, test: held }] = splits as [{ train: Int32Array; test: Int32Array }];
    const pick = <T>(list: readonly T[], rows: Int32Array) => Array.from(rows, (i) => list[i]!);
    const by = new Nearest().fit(table.rows(train), pick(y, train), {
      sampleWeight: pick(sampleWeight, train),
    });
    expect(estimators![0]!.learnt()).toEqual(by.learnt());
    expect(test.score![0]).toBe(
      by.score(table.rows(held), pick(y, held), { sampleWeight: pick(sampleWeight, held) }),
    );
  });
});

describe("predictions of rows that were not learnt from", () => {
  it("are scikit-learn's", () => {
    expect(crossValPredict(knn, X, y)).toEqual(golden.predict);
    near(crossValPredictProba(knn, X, y).data, golden.predictProba);
  });

  it("say 0 of a class that a fold has not seen", () => {
    const probabilities = crossValPredictProba(
      new KNeighborsClassifier({ nNeighbors: 1 }),
      [[0], [1], [2], [3], [9]],
      ["a", "b", "a", "b", "c"],
      { cv: new KFold() },
    );
    expect([...probabilities.row(4)]).toEqual([0, 1, 0]);
  });

  it("refuse splits that test a row never or twice", () => {
    expect(() => crossValPredict(knn, X, y, { cv: new ShuffleSplit() })).toThrow(
      /row \d+ is tested \d times, once is needed/,
    );
  });
});

describe("curves", () => {
  it("over rows are scikit-learn's", () => {
    const shares = learningCurve(regressor, X, target, { cv: 3, trainSizes: [0.2, 0.5, 1] });
    expect([...shares.trainSizes]).toEqual(golden.learningCurve.sizes);
    near(shares.trainScores.data, golden.learningCurve.train);
    near(shares.testScores.data, golden.learningCurve.test);
    const counts = learningCurve(knn, X, y, { cv: 3, trainSizes: [10, 25] });
    expect([...counts.trainSizes]).toEqual(golden.learningCounts.sizes);
    near(counts.testScores.data, golden.learningCounts.test);
  });

  it("over a parameter are scikit-learn's", () => {
    const { trainScores, testScores } = validationCurve(knn, X, y, {
      paramName: "nNeighbors",
      paramRange: [1, 3, 7],
      cv: 4,
    });
    near(trainScores.data, golden.validationCurve.train);
    near(testScores.data, golden.validationCurve.test);
  });

  it("with shuffle take the smaller sets from the larger ones, the same for a seed", () => {
    const run = (randomState: number) =>
      learningCurve(regressor, X, target, { cv: 3, shuffle: true, randomState }).testScores.data;
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });

  it("refuse sizes beyond the rows", () => {
    expect(() => learningCurve(knn, X, y, { trainSizes: [49] })).toThrow(
      /trainSizes 49, shares above 0 up to 1 or whole numbers up to 48/,
    );
  });
});

describe("permutationTestScore", () => {
  it("finds structure where there is some, and none in noise", () => {
    const found = permutationTestScore(knn, X, y, { nPermutations: 50, cv: 3 });
    expect(found.pvalue).toBe(1 / 51);
    const noise = y.map((_, i) => (i * 7919) % 3);
    expect(permutationTestScore(knn, X, noise, { nPermutations: 50, cv: 3 }).pvalue).toBeGreaterThan(0.05);
  });

  it("keeps labels within their groups", () => {
    const fixed = permutationTestScore(knn, X, y, { nPermutations: 3, cv: 3, groups: y });
    expect([...fixed.permutationScores]).toEqual([fixed.score, fixed.score, fixed.score]);
  });
});

describe("what would be leakage", () => {
  const warn = vi.spyOn(console, "warn");
  beforeEach(() => warn.mockClear().mockImplementation(() => {}));
  afterEach(() => warn.mockReset());

  it("is warned of where a transformer has been fitted before", () => {
    const scale = new Centred().fit(X);
    crossValScore(new Pipeline({ steps: { scale, model: new Nearest() } }), X, y);
    expect(warn.mock.calls.flat().join("\n")).toContain('crossValidate: "scale" was fitted before');
  });

  it("is refused where a split tests what it learns from", () => {
    const cv = [{ train: Int32Array.of(0, 1, 2), test: Int32Array.of(2, 3) }];
    expect(() => crossValScore(knn, X, y, { cv })).toThrow(
      "crossValidate: split 0 tests row 2, which it learns from; every row on one side is needed",
    );
  });

  it("unknown scores are refused, and estimators without one", () => {
    expect(() => crossValScore(knn, X, y, { scoring: "acuracy" })).toThrow(/"acuracy", one of accuracy/);
    expect(() => crossValScore(new Centred(), X)).toThrow(
      "crossValidate: Centred has no score, scoring is needed",
    );
  });
});
