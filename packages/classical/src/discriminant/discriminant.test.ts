import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { type Case, expectClose, expectLearnt, readGolden } from "../linear/linear.fixture.ts";
import { Matrix } from "../matrix/matrix.ts";
import { empiricalCovariance, ledoitWolf, oas, shrunkCovariance } from "./covariance.ts";
import { LinearDiscriminantAnalysis } from "./linear-discriminant-analysis.ts";
import { QuadraticDiscriminantAnalysis } from "./quadratic-discriminant-analysis.ts";

type Test = Case & {
  probabilities: number[][];
  decision: number[] | number[][];
  ratio?: number[];
  transformed?: number[][];
  covariance?: number[][] | number[][][];
};
interface Covariances {
  title: string;
  data: string;
  assumeCentered: boolean;
  empirical: number[][];
  shrunk: number[][];
  ledoitWolf: [number[][], number];
  oas: [number[][], number];
}
const { linear, quadratic, covariances, samplesOf } = readGolden<{
  linear: Test[];
  quadratic: Test[];
  covariances: Covariances[];
}>("discriminant");

/** Two classes around −1 and 1, each with variance ¼. */
const X = [[-1.5], [-0.5], [0.5], [1.5]];
const y = ["left", "left", "right", "right"];

it("of means ∓1 and variance ¼ the log odds are 2x / ¼ = 8x", () => {
  for (const solver of ["svd", "lsqr", "eigen"] as const) {
    const model = new LinearDiscriminantAnalysis({ solver }).fit(X, y);
    expect(model.coef_.at(0, 0)).toBeCloseTo(8, 10);
    expect(model.intercept_[0]).toBeCloseTo(0, 10);
    expect(model.predict([[-0.1], [0.1]])).toEqual(["left", "right"]);
  }
});

it("of variances 1 and 4 around 0 a point belongs to the narrow class within √(8/3 · log 2)", () => {
  const model = new QuadraticDiscriminantAnalysis().fit([[-1], [1], [-2], [2]], [0, 0, 1, 1]);
  const edge = Math.sqrt((8 / 3) * Math.log(2));
  expect(model.predict([[edge - 1e-6], [edge + 1e-6]])).toEqual([0, 1]);
  expect((model.decisionFunction([[edge]]) as Float64Array)[0]).toBeCloseTo(0, 12);
});

/** Directions have no sign of their own. */
function expectColumns(given: Matrix, wanted: readonly number[][]): void {
  expect(given.cols).toBe(wanted[0]!.length);
  for (let j = 0; j < given.cols; j++) {
    const sign = Math.sign(given.at(0, j) * wanted[0]![j]!);
    expectClose(
      given.column(j).map((value) => sign * value),
      wanted.map((row) => row[j]!),
      1e-8,
    );
  }
}

for (const test of [...linear, ...quadratic]) {
  it(`${test.title} is scikit-learn's`, () => {
    const samples = samplesOf(test);
    const Model = test.title.startsWith("LDA") ? LinearDiscriminantAnalysis : QuadraticDiscriminantAnalysis;
    const model = new Model(test.options as object).fit(samples.X, samples.y);
    expectLearnt(model, test.learnt, 1e-8);
    expect(model.predict(samples.X)).toEqual(test.predicted);
    expectClose(model.predictProba(samples.X), test.probabilities, 1e-8);
    expectClose(model.decisionFunction(samples.X), test.decision, 1e-8);
    if (test.covariance && "covariance_" in model) expectClose(model.covariance_, test.covariance, 1e-9);
    if (!(model instanceof LinearDiscriminantAnalysis) || !test.ratio) return;
    expectClose(model.explainedVarianceRatio_!.slice(0, test.ratio.length), test.ratio, 1e-8);
    expectColumns(model.transform(samples.X), test.transformed!);
  });
}

describe("covariances", () => {
  it("(0, 0), (2, 2) have the empirical one [[1, 1], [1, 1]], shrunk by ½ [[1, ½], [½, 1]]", () => {
    const S = empiricalCovariance([
      [0, 0],
      [2, 2],
    ]);
    expect([...S.data]).toEqual([1, 1, 1, 1]);
    expect([...shrunkCovariance(S, 0.5).data]).toEqual([1, 0.5, 0.5, 1]);
  });

  for (const test of covariances)
    it(`of ${test.title} are scikit-learn's`, () => {
      const samples = samplesOf(test);
      const S = empiricalCovariance(samples.X, test);
      expectClose(S, test.empirical, 1e-11);
      expectClose(shrunkCovariance(S, 0.2), test.shrunk, 1e-11);
      const [wolf, oracle] = [ledoitWolf(samples.X, test), oas(samples.X, test)];
      expectClose(
        [...wolf.covariance.data, wolf.shrinkage],
        [...test.ledoitWolf[0].flat(), test.ledoitWolf[1]],
        1e-10,
      );
      expectClose([...oracle.covariance.data, oracle.shrinkage], [...test.oas[0].flat(), test.oas[1]], 1e-10);
    });

  it("refuse a shrinkage above 1", () => {
    expect(() => shrunkCovariance(Matrix.zeros(2, 2), 2)).toThrow(/shrinkage is 2, a number from 0 to 1/);
  });
});

describe("LinearDiscriminantAnalysis", () => {
  const three = samplesOf({ data: "three" });

  it("by all solvers decides alike", () => {
    const [svd, lsqr, eigen] = (["svd", "lsqr", "eigen"] as const).map((solver) =>
      new LinearDiscriminantAnalysis({ solver }).fit(three.X, three.y).predictProba(three.X),
    );
    expectClose(lsqr, svd, 1e-9);
    expectClose(eigen, svd, 1e-9);
  });

  it("transforms to columns that are uncorrelated with variance 1 within classes", () => {
    const model = new LinearDiscriminantAnalysis().fit(three.X, three.y);
    const Z = model.transform(three.X);
    expect(Z.names).toEqual(["lineardiscriminantanalysis0", "lineardiscriminantanalysis1"]);
    const within = [0, 1, 2].map((k) => Z.takeRows([...three.y.keys()].filter((i) => three.y[i] === k)));
    const pooled = within.reduce(
      (sum, rows) => sum.map((value, at) => value + (empiricalCovariance(rows).data[at]! * rows.rows) / 60),
      [0, 0, 0, 0],
    );
    expectClose(pooled, [1, 0, 0, 1], 1e-9);
  });

  it("takes a constant column and collinear ones by svd, refuses them by eigen", () => {
    const rows = three.X.toArray().map((row) => [...row, 7, row[0]! - row[1]!]);
    const model = new LinearDiscriminantAnalysis().fit(rows, three.y);
    const plain = new LinearDiscriminantAnalysis().fit(three.X, three.y);
    expectClose(model.predictProba(rows), plain.predictProba(three.X), 1e-8);
    expect(() => new LinearDiscriminantAnalysis({ solver: "eigen" }).fit(rows, three.y)).toThrow(
      /covariance within classes is singular/,
    );
  });

  it("refuses what cannot be", () => {
    expect(() => new LinearDiscriminantAnalysis({ shrinkage: 0.1 }).fit(X, y)).toThrow(/solver "svd"/);
    expect(() => new LinearDiscriminantAnalysis({ nComponents: 3 }).fit(three.X, three.y)).toThrow(
      /at most 2/,
    );
    expect(() => new LinearDiscriminantAnalysis({ priors: [0.5, 0.5] }).fit(three.X, three.y)).toThrow(
      /priors has 2 numbers, 3 are needed/,
    );
    expect(() => new LinearDiscriminantAnalysis({ priors: [-1, 2] })).toThrow(/at least 0 for each class/);
    expect(() => new LinearDiscriminantAnalysis().fit([[0], [1]], [0, 1])).toThrow(/more rows than classes/);
    expect(() => new LinearDiscriminantAnalysis({ solver: "lsqr" }).fit(X, y).transform(X)).toThrow(
      /"lsqr", which finds no directions/,
    );
  });

  it("keeps the contract", () => {
    for (const solver of ["svd", "lsqr"] as const)
      expect(checkEstimator(() => new LinearDiscriminantAnalysis({ solver }))).toEqual([]);
    // Without shrinkage "eigen" refuses the battery's constant and repeated columns, as the test above says.
    expect(checkEstimator(() => new LinearDiscriminantAnalysis({ solver: "eigen", shrinkage: 0.1 }))).toEqual(
      [],
    );
  });
});

describe("QuadraticDiscriminantAnalysis", () => {
  it("refuses classes too small for a covariance, by name", () => {
    expect(() => new QuadraticDiscriminantAnalysis().fit([[0], [1], [5]], ["a", "a", "b"])).toThrow(
      /class "b" has one row/,
    );
    const rows = [
      [0, 0],
      [1, 2],
      [2, 4],
      [1, 0],
      [0, 1],
      [2, 2],
    ];
    expect(() => new QuadraticDiscriminantAnalysis().fit(rows, [0, 0, 0, 1, 1, 1])).toThrow(
      /covariance of class 0 has rank 1, 2 is needed, columns that vary independently/,
    );
    expect(() => new QuadraticDiscriminantAnalysis({ shrinkage: 0.1 }).fit(rows, [0, 0, 0, 1, 1, 1])).toThrow(
      /solver "svd", "eigen" is needed/,
    );
    new QuadraticDiscriminantAnalysis({ regParam: 0.1 }).fit(rows, [0, 0, 0, 1, 1, 1]);
  });

  it("keeps the contract", () => {
    // Without regParam it refuses the battery's constant and repeated columns, as the test above says.
    expect(checkEstimator(() => new QuadraticDiscriminantAnalysis({ regParam: 0.1 }))).toEqual([]);
    expect(
      checkEstimator(() => new QuadraticDiscriminantAnalysis({ solver: "eigen", shrinkage: "auto" })),
    ).toEqual([]);
  });
});
