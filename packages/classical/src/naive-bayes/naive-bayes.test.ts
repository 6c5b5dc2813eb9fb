import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { type Case, expectClose, expectLearnt, readGolden } from "../linear/linear.fixture.ts";
import { BernoulliNB } from "./bernoulli-nb.ts";
import { CategoricalNB } from "./categorical-nb.ts";
import { ComplementNB } from "./complement-nb.ts";
import { GaussianNB } from "./gaussian-nb.ts";
import { MultinomialNB } from "./multinomial-nb.ts";

type Test = Case & {
  model: keyof typeof models;
  parts: boolean;
  joint: number[][];
  probabilities: number[][];
};
const models = { GaussianNB, MultinomialNB, ComplementNB, BernoulliNB, CategoricalNB };
const { cases, samplesOf } = readGolden<{ cases: Test[] }>("naive_bayes");

it("of words: class a has (2, 0), b has (1, 3), so that with α = 1 θ is (3/4, 1/4) and (2/6, 4/6)", () => {
  const model = new MultinomialNB().fit(
    [
      [2, 0],
      [1, 1],
      [0, 2],
    ],
    ["a", "b", "b"],
  );
  expectClose(model.featureLogProb_, [3 / 4, 1 / 4, 2 / 6, 4 / 6].map(Math.log), 1e-14);
  // Of one word each: 1/3 · 3/4 · 1/4 against 2/3 · 1/3 · 2/3.
  expectClose(model.predictProba([[1, 1]]), [[27 / 91, 64 / 91]], 1e-14);
});

it("of normal features: (0, 2) and (10, 12) have means 1 and 11 and variance 1", () => {
  const model = new GaussianNB({ varSmoothing: 0 }).fit(
    [[0], [2], [10], [12]],
    ["low", "low", "high", "high"],
  );
  expectClose(model.theta_, [11, 1], 1e-14);
  expectClose(model.var_, [1, 1], 1e-14);
  expectClose(model.predictJointLogProba([[1]]).data[1], Math.log(0.5) - 0.5 * Math.log(2 * Math.PI), 1e-14);
});

it("absent features speak in BernoulliNB: p = (2/3, 1/3), and 0 has 1 − p", () => {
  const model = new BernoulliNB().fit([[5], [0]], [1, 0]);
  expectClose(model.predictProba([[0]]), [[2 / 3, 1 / 3]], 1e-14);
});

for (const test of cases) {
  it(`${test.title} is scikit-learn's`, () => {
    const { X, y, weight } = samplesOf(test);
    const model = new models[test.model](test.options as object);
    if (!test.parts) model.fit(X, y, test.weighted ? { sampleWeight: weight } : {});
    for (const [from, to] of test.parts
      ? [
          [0, 10],
          [10, 30],
          [30, 45],
        ]
      : []) {
      const rows = Array.from({ length: to! - from! }, (_, i) => from! + i);
      const part = { classes: [0, 1, 2], ...(test.weighted && { sampleWeight: weight.slice(from, to) }) };
      model.partialFit(X.takeRows(rows), y.slice(from, to), part);
    }
    // In parts, scikit-learn takes the new ε (10⁻⁹ of a variance) from the old σ², where here it is the old ε.
    expectLearnt(model, test.learnt, test.parts && test.model === "GaussianNB" ? 1e-8 : 1e-11);
    expectClose(model.predictJointLogProba(X), test.joint, test.parts ? 1e-7 : 1e-9);
    expectClose(model.predictProba(X), test.probabilities, test.parts ? 1e-7 : 1e-9);
    expect(model.predict(X)).toEqual(test.predicted);
  });
}

describe("partialFit", () => {
  const { X, y } = samplesOf({ data: "counts" });

  it("in parts is the fit to all rows", () => {
    for (const [name, Model] of Object.entries(models)) {
      const { X, y } = samplesOf({ data: name === "GaussianNB" ? "normal" : "counts" });
      const [whole, parts] = [new Model(), new Model()];
      whole.fit(X, y);
      for (const from of [0, 15, 30]) {
        const rows = Array.from({ length: 15 }, (_, i) => from + i);
        parts.partialFit(X.takeRows(rows), y.slice(from, from + 15), { classes: [0, 1, 2] });
      }
      // ε of GaussianNB is that of the last rows.
      expectClose(parts.predictProba(X), whole.predictProba(X), 1e-6);
    }
  });

  it("asks for the classes first, and for the same ones later", () => {
    expect(() => new MultinomialNB().partialFit(X, y)).toThrow(/the first call has no classes/);
    const model = new MultinomialNB().partialFit(X, y, { classes: [0, 1, 2, 5] });
    expect(() => model.partialFit(X, y, { classes: [0, 1, 2] })).toThrow(
      /classes are 0, 1, 2, 0, 1, 2, 5 are needed/,
    );
    expect(() => model.partialFit(X, y.with(0, 9))).toThrow(/y\[0\] is 9, one of 0, 1, 2, 5 is needed/);
    expect(() => model.partialFit(X.takeColumns([0]), y)).toThrow(/X has 1 columns, 5 are needed/);
  });

  it("a class without rows has probability 0", () => {
    for (const Model of [GaussianNB, MultinomialNB, BernoulliNB]) {
      const model = new Model().partialFit(X, y, { classes: [0, 1, 2, 5] });
      const p = model.predictProba(X);
      for (let i = 0; i < p.rows; i++) expect(p.at(i, 3)).toBe(0);
    }
  });
});

describe("bad input", () => {
  it("negative counts are refused", () => {
    expect(() => new MultinomialNB().fit([[1, -2]], ["a"])).toThrow(
      /X\[0, 1\] is -2, numbers of at least 0 are needed/,
    );
    expect(() => new CategoricalNB().fit([[-1]], ["a"])).toThrow(/X\[0, 0\] is -1/);
  });

  it("fractions and unknown categories are refused", () => {
    expect(() => new CategoricalNB().fit([[0.5]], ["a"])).toThrow(
      /X\[0, 0\] is 0.5, a whole number of at least 0/,
    );
    const model = new CategoricalNB().fit([[0], [1]], ["a", "b"]);
    expect(() => model.predict([[2]])).toThrow(/X\[0, 0\] is category 2, one of 0 to 1 is needed as in fit/);
    expect(new CategoricalNB({ minCategories: 3 }).fit([[0], [1]], ["a", "b"]).predict([[2]])).toEqual(["a"]);
  });

  it("BernoulliNB without binarize takes 0 and 1 only", () => {
    expect(() => new BernoulliNB({ binarize: null }).fit([[0, 2]], ["a"])).toThrow(
      /X\[0, 1\] is 2, 0 or 1 is needed/,
    );
  });

  it("priors and alphas of another number are refused", () => {
    const X = [[1], [2]];
    expect(() => new GaussianNB({ priors: [1] }).fit(X, [0, 1])).toThrow(
      /priors has 1 numbers, 2 are needed/,
    );
    expect(() => new GaussianNB({ priors: [0.5, 0.1] }).fit(X, [0, 1])).toThrow(
      /priors sum to 0.6, 1 is needed/,
    );
    expect(() => new MultinomialNB({ classPrior: [1] }).fit(X, [0, 1])).toThrow(/classPrior has 1 numbers/);
    expect(() => new MultinomialNB({ alpha: [1, 2] }).fit(X, [0, 1])).toThrow(
      /alpha has 2 numbers, 1 are needed/,
    );
  });
});

it("without alpha, a row that no class can give is open between them, not NaN", () => {
  const model = new MultinomialNB({ alpha: 0 }).fit(
    [
      [1, 0, 0],
      [0, 1, 0],
    ],
    ["a", "b"],
  );
  expectClose(
    model.predictProba([
      [0, 0, 1],
      [1, 0, 0],
    ]),
    [
      [0.5, 0.5],
      [1, 0],
    ],
    0,
  );
});

it("one class is fine", () => {
  for (const Model of Object.values(models))
    expect(new Model().fit([[1], [2]], ["x", "x"]).predict([[1]])).toEqual(["x"]);
});

it("keep the contract", () => {
  for (const Model of [GaussianNB, MultinomialNB, ComplementNB, BernoulliNB]) {
    const make = () => new Model() as GaussianNB;
    expect(checkEstimator(make)).toEqual([]);
  }
});

it("ComplementNB keeps small counts of the other classes beside a large one of its own", () => {
  const counts = [
    [1e90, 1],
    [1, 3],
  ];
  const model = new ComplementNB().fit(counts, ["a", "b"]);
  // Beside a: (1 + 1, 3 + 1) of 6; beside b: (1e90 + 1, 1 + 1).
  expectClose(model.featureLogProb_.row(0), [Math.log(3), Math.log(1.5)], 1e-12);
  expectClose(model.featureLogProb_.row(1), [0, -Math.log(2e-90)], 1e-12);
});

describe("GaussianNB where variances say nothing", () => {
  it("answers by the priors where all columns are constant, or there is one row", () => {
    const same = new GaussianNB().fit([[0], [0], [0], [0]], ["a", "b", "b", "b"]);
    expectClose(same.predictProba([[0]]), [[0.25, 0.75]], 1e-12);
    expect(new GaussianNB().fit([[7, 3]], ["a"]).predictProba([[7, 3]]).data).toEqual(Float64Array.of(1));
  });

  it("refuses a variance of 0 that nothing raises", () => {
    const X = [
      [1, 0],
      [1, 1],
      [2, 0],
      [2, 1],
    ];
    expect(() => new GaussianNB({ varSmoothing: 0 }).fit(X, ["a", "a", "b", "b"])).toThrow(
      'GaussianNB.fit: column 0 has variance 0 in class "a", a finite one above 0 is needed; varSmoothing above 0 raises it',
    );
  });
});
