import { readFileSync } from "node:fs";
import { parseCsv } from "@blankfile/data";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { OneHotEncoder } from "../encoding/one-hot-encoder.ts";
import type { AnyEstimator } from "../estimator/known.ts";
import { LogisticRegression } from "../generalized-linear/logistic/logistic-regression.ts";
import { LinearRegression } from "../linear/least-squares/linear-regression.ts";
import { Ridge } from "../linear/least-squares/ridge.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { KFold } from "../model-selection/splitters/k-fold.ts";
import { GaussianNB } from "../naive-bayes/gaussian-nb.ts";
import { KNeighborsClassifier } from "../neighbors/k-neighbors-classifier.ts";
import { KNeighborsRegressor } from "../neighbors/k-neighbors-regressor.ts";
import { ColumnTransformer } from "../pipeline/column-transformer.ts";
import { makePipeline } from "../pipeline/pipeline.ts";
import { DecisionTreeClassifier } from "../trees/decision-tree-classifier.ts";
import { DecisionTreeRegressor } from "../trees/decision-tree-regressor.ts";
import type { Members } from "./members.ts";
import { StackingClassifier } from "./stacking-classifier.ts";
import { StackingRegressor } from "./stacking-regressor.ts";
import { VotingClassifier } from "./voting-classifier.ts";
import { VotingRegressor } from "./voting-regressor.ts";

interface Votes {
  hard: number[];
  soft: number[][];
  weighted: number[][];
  stacked: number[][];
  transformed: number[][];
  through: number[][];
}

const file = new URL("../../../../golden/classical/ensemble.json", import.meta.url);
const golden = (JSON.parse(readFileSync(file, "utf8")) as { values: Record<string, never> }).values;
const { X, test, real, weight } = golden as unknown as {
  X: number[][];
  test: number[][];
  real: number[];
  weight: number[];
};

const any = (estimator: unknown) => estimator as AnyEstimator;
const precise = { tol: 1e-12, maxIter: 10_000 };
const linear = () => any(new LogisticRegression(precise));
const classifiers = (): Members => ({
  linear: linear(),
  bayes: any(new GaussianNB()),
  near: any(new KNeighborsClassifier({ nNeighbors: 5 })),
});
const regressors = (): Members => ({
  plain: any(new LinearRegression()),
  ridge: any(new Ridge({ alpha: 5 })),
  near: any(new KNeighborsRegressor({ nNeighbors: 5 })),
});
const withoutNear = ({ near: _, ...others }: Members): Members => others;

function worst(actual: Matrix | Float64Array, expected: number[] | number[][]): number {
  const found = "cols" in actual ? actual.data : actual;
  const wanted = expected.flat();
  if (found.length !== wanted.length) return Number.POSITIVE_INFINITY;
  return Math.max(...wanted.map((value, i) => Math.abs(found[i]! - value)));
}

describe("voting by hand", () => {
  it("of three the class wins that two name, and a weight of 3 outvotes them", () => {
    const near = (nNeighbors: number) => any(new KNeighborsClassifier({ nNeighbors }));
    const estimators = { three: near(3), again: near(3), one: near(1) };
    const rows = [[0], [1], [2], [3]];
    const y = ["a", "b", "a", "b"];
    // The three nearest of 1 are a, b, a; the nearest is b.
    expect(new VotingClassifier({ estimators }).fit(rows, y).predict([[1]])).toEqual(["a"]);
    const heavy = new VotingClassifier({ estimators, weights: [1, 1, 3] }).fit(rows, y);
    expect(heavy.predict([[1]])).toEqual(["b"]);
    const soft = new VotingClassifier({ estimators, voting: "soft" }).fit(rows, y);
    expect(soft.predictProba([[1]]).at(0, 0)).toBeCloseTo((2 / 3 + 2 / 3 + 0) / 3, 15);
  });

  it("numbers are averaged: (1 · 2 + 3 · 4) / 4 = 3.5", () => {
    const mean = any(new KNeighborsRegressor({ nNeighbors: 2 }));
    const nearest = any(new KNeighborsRegressor({ nNeighbors: 1 }));
    const model = new VotingRegressor({ estimators: { mean, nearest }, weights: [1, 3] });
    expect([...model.fit([[0], [1]], [0, 4]).predict([[1]])]).toEqual([3.5]);
  });
});

describe("scikit-learn's values", () => {
  it.each(["two", "three"])("of %s classes", (name) => {
    const y = golden[name] as unknown as number[];
    const expected = golden[`votes-${name}`] as unknown as Votes;
    const estimators = classifiers();
    const some = withoutNear(estimators);
    const hard = new VotingClassifier({ estimators, weights: [1, 2, 1.5] }).fit(X, y);
    expect(hard.predict(test)).toEqual(expected.hard);
    const soft = new VotingClassifier({ estimators, voting: "soft", weights: [1, 2, 0.5] }).fit(X, y);
    expect(worst(soft.predictProba(test), expected.soft)).toBeLessThan(1e-7);
    const heavy = new VotingClassifier({ estimators: some, voting: "soft" }).fit(X, y, {
      sampleWeight: weight,
    });
    expect(worst(heavy.predictProba(test), expected.weighted)).toBeLessThan(1e-7);
    const stacked = new StackingClassifier({
      estimators,
      finalEstimator: linear(),
      cv: new KFold({ nSplits: 4 }),
    });
    expect(worst(stacked.fit(X, y).transform(test), expected.transformed)).toBeLessThan(1e-7);
    expect(worst(stacked.predictProba(test), expected.stacked)).toBeLessThan(1e-6);
    const through = new StackingClassifier({
      estimators: some,
      finalEstimator: linear(),
      passthrough: true,
      stackMethod: "predict",
    }).fit(X, y);
    expect(worst(through.predictProba(test), expected.through)).toBeLessThan(1e-6);
  });

  it("of numbers", () => {
    const expected = golden.numbers as unknown as Record<string, number[]>;
    const estimators = regressors();
    const some = withoutNear(estimators);
    const sampleWeight = weight;
    const found = {
      voted: new VotingRegressor({ estimators, weights: [1, 2, 3] }).fit(X, real),
      weighted: new VotingRegressor({ estimators: some }).fit(X, real, { sampleWeight }),
      stacked: new StackingRegressor({ estimators }).fit(X, real),
      through: new StackingRegressor({
        estimators,
        finalEstimator: any(new Ridge()),
        cv: 3,
        passthrough: true,
      }).fit(X, real),
      heavy: new StackingRegressor({ estimators: some, finalEstimator: any(new Ridge()) }).fit(X, real, {
        sampleWeight,
      }),
    };
    for (const [name, model] of Object.entries(found))
      expect(worst(model.predict(test), expected[name]!), name).toBeLessThan(1e-9);
  });
});

describe("the contract holds for", () => {
  const tree = { maxDepth: 2 };
  const makers: Record<string, () => AnyEstimator> = {
    "VotingClassifier, hard": () =>
      any(
        new VotingClassifier({
          estimators: { tree: any(new DecisionTreeClassifier(tree)), bayes: any(new GaussianNB()) },
        }),
      ),
    "VotingClassifier, soft": () =>
      any(
        new VotingClassifier({
          voting: "soft",
          estimators: { tree: any(new DecisionTreeClassifier(tree)), bayes: any(new GaussianNB()) },
        }),
      ),
    VotingRegressor: () =>
      any(
        new VotingRegressor({
          estimators: { tree: any(new DecisionTreeRegressor(tree)), ridge: any(new Ridge()) },
        }),
      ),
    StackingClassifier: () =>
      any(
        new StackingClassifier({
          estimators: { tree: any(new DecisionTreeClassifier(tree)), bayes: any(new GaussianNB()) },
          cv: 3,
        }),
      ),
    StackingRegressor: () =>
      any(
        new StackingRegressor({
          estimators: { tree: any(new DecisionTreeRegressor(tree)), ridge: any(new Ridge()) },
        }),
      ),
  };
  it.each(Object.entries(makers))("%s", (_, make) => {
    expect(checkEstimator(make)).toEqual([]);
  });
});

describe("tables and refusals", () => {
  it("a table with words goes to pipelines inside as it is", () => {
    const table = parseCsv("town,size\nOslo,1\nRome,2\nOslo,3\nRome,4\nOslo,5\nRome,6\n");
    const make = () =>
      any(
        makePipeline(
          any(
            new ColumnTransformer({
              transformers: { town: [any(new OneHotEncoder()), ["town"]], size: ["passthrough", ["size"]] },
            }),
          ),
          any(new LinearRegression()),
        ),
      );
    const y = [1, 12, 3, 14, 5, 16];
    for (const Kind of [VotingRegressor, StackingRegressor]) {
      const model = new Kind({
        estimators: { one: make(), two: make() },
        ...(Kind === StackingRegressor ? { cv: 2 } : {}),
      } as never);
      expect(model.fit(table, y).score(table.select(["size", "town"]), y)).toBeGreaterThan(0.98);
    }
  });

  it("no members, other kinds, weights of another number and probabilities of hard votes are refused", () => {
    expect(() => new VotingClassifier()).toThrow(/no estimators are given, one is needed/);
    expect(() => new VotingClassifier({ estimators: { a: any(new Ridge()) } })).toThrow(
      /an object of classifiers/,
    );
    const estimators = classifiers();
    expect(() => new VotingClassifier({ estimators, weights: [1] })).toThrow(
      /weights has 1 numbers, 3 are needed/,
    );
    const hard = new VotingClassifier({ estimators }).fit(X, golden.two!);
    expect(() => hard.predictProba(test)).toThrow(/voting is "hard", "soft"/);
    const model = new VotingClassifier({ estimators }).setParams({
      near: any(new GaussianNB()),
      linear__C: 2,
    });
    expect(model.params.estimators.near).toBeInstanceOf(GaussianNB);
    expect(() =>
      new StackingRegressor({
        estimators: regressors(),
        cv: [{ train: Int32Array.of(0, 1, 2), test: Int32Array.of(3) }],
      }).fit(X, real),
    ).toThrow(/row 0 is tested 0 times, once is needed/);
  });

  it('"drop" leaves a member out, and its weight', () => {
    const estimators = { ...regressors(), plain: "drop" as const };
    const model = new VotingRegressor({ estimators, weights: [100, 0, 1] }).fit(X, real);
    const near = new KNeighborsRegressor({ nNeighbors: 5 }).fit(X, real).predict(test);
    expect([...model.predict(test)]).toEqual([...near]);
  });
});
