import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { AnyEstimator } from "../estimator/known.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { DecisionTreeClassifier } from "../trees/decision-tree-classifier.ts";
import { DecisionTreeRegressor } from "../trees/decision-tree-regressor.ts";
import { BaggingClassifier } from "./bagging/bagging-classifier.ts";
import { BaggingRegressor } from "./bagging/bagging-regressor.ts";
import { ExtraTreesClassifier } from "./extra-trees-classifier.ts";
import { ExtraTreesRegressor } from "./extra-trees-regressor.ts";
import { IsolationForest } from "./isolation-forest.ts";
import { RandomForestClassifier } from "./random-forest-classifier.ts";
import { RandomForestRegressor } from "./random-forest-regressor.ts";

/** Scores of scikit-learn's models over twenty seeds (golden/classical_forests.py); these are to be as good. */
interface Spread {
  mean: number;
  sd: number;
  oobMean: number | "NaN";
  oobSd: number | "NaN";
}

const file = new URL("../../../../golden/classical/forests.json", import.meta.url);
const { values } = JSON.parse(readFileSync(file, "utf8")) as {
  values: {
    inputs: { X: number[][]; real: number[]; classes: number[] };
    quality: Record<string, Spread>;
    isolation: { test: number[][]; mean: number[]; sd: number[] };
  };
};
const { inputs, quality, isolation } = values;
const [X, test] = [Matrix.fromRows(inputs.X.slice(0, 250)), Matrix.fromRows(inputs.X.slice(250))];

const many = { nEstimators: 40 };
const makers: Record<string, (randomState: number) => AnyEstimator> = {
  DecisionTreeClassifier: (randomState) => new DecisionTreeClassifier({ randomState }),
  DecisionTreeRegressor: (randomState) => new DecisionTreeRegressor({ randomState }),
  DecisionTreeClassifierRandom: (randomState) =>
    new DecisionTreeClassifier({ splitter: "random", randomState }),
  RandomForestClassifier: (randomState) =>
    new RandomForestClassifier({ ...many, oobScore: true, randomState }),
  RandomForestRegressor: (randomState) => new RandomForestRegressor({ ...many, oobScore: true, randomState }),
  ExtraTreesClassifier: (randomState) => new ExtraTreesClassifier({ ...many, randomState }),
  ExtraTreesRegressor: (randomState) =>
    new ExtraTreesRegressor({ ...many, bootstrap: true, oobScore: true, randomState }),
  BaggingClassifier: (randomState) =>
    new BaggingClassifier({ nEstimators: 30, maxFeatures: 4, oobScore: true, randomState }),
  BaggingRegressor: (randomState) =>
    new BaggingRegressor({ nEstimators: 30, maxSamples: 200, oobScore: true, randomState }),
};

type Scoring = AnyEstimator & { score(X: MatrixLike, y: ArrayLike<number>): number; oobScore_?: number };

describe("as good as scikit-learn's on rows kept apart, and out of bag: the mean of eight seeds", () => {
  it.each(Object.entries(makers))("%s", (name, make) => {
    const y = name.includes("Classifier") ? inputs.classes : inputs.real;
    const spread = quality[name]!;
    const [scores, oob]: [number[], number[]] = [[], []];
    for (let seed = 0; seed < 8; seed++) {
      const model = make(seed).fit(X, y.slice(0, 250)) as Scoring;
      scores.push(model.score(test, y.slice(250)));
      if (model.oobScore_ !== undefined) oob.push(model.oobScore_);
    }
    expectNear(scores, spread.mean, spread.sd);
    if (oob.length > 0) expectNear(oob, Number(spread.oobMean), Number(spread.oobSd));
  });
});

/** Two means differ by less than four standard errors; those of a tree that ours decides without chance by less than four deviations of scikit-learn's. */
function expectNear(scores: number[], mean: number, sd: number): void {
  const own = scores.reduce((a, b) => a + b, 0) / scores.length;
  const isConstant = scores.every((score) => score === scores[0]);
  const error = isConstant ? sd : sd * Math.sqrt(1 / scores.length + 1 / 20);
  expect(Math.abs(own - mean)).toBeLessThan(4 * error);
}

describe("IsolationForest", () => {
  it("scores each row as scikit-learn's does, within what seeds change", () => {
    const rows = Matrix.fromRows(inputs.X.slice(0, 300));
    const seeds = [0, 1, 2, 3, 4, 5, 6, 7];
    const scores = seeds.map((randomState) =>
      new IsolationForest({ randomState }).fit(rows).scoreSamples(isolation.test),
    );
    for (const [i, mean] of isolation.mean.entries()) {
      const own = scores.reduce((sum, one) => sum + one[i]!, 0) / seeds.length;
      // 25 rows at four and a half standard errors: a chance of 2 · 10⁻⁴ to fail without cause.
      expect(Math.abs(own - mean)).toBeLessThan(
        4.5 * isolation.sd[i]! * Math.sqrt(1 / seeds.length + 1 / 20),
      );
    }
  });
});
