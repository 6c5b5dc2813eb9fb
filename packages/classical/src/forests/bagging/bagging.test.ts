import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import type { Classified } from "../../estimator/classifier.ts";
import { Classifier } from "../../estimator/classifier.ts";
import { nameClass } from "../../estimator/known.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { DecisionTreeClassifier } from "../../trees/decision-tree-classifier.ts";
import { DecisionTreeRegressor } from "../../trees/decision-tree-regressor.ts";
import { bagDraw, bagParameters, bagPlan } from "./bag.ts";
import { BaggingClassifier } from "./bagging-classifier.ts";
import { BaggingRegressor } from "./bagging-regressor.ts";

const rng = new Philox(8);
const X = Matrix.zeros(120, 4);
for (let at = 0; at < X.data.length; at++) X.data[at] = rng.normal();
const real = Array.from({ length: 120 }, (_, i) => X.at(i, 0) + X.at(i, 1) + 0.3 * rng.normal());
const classes = real.map((value) => (value > 0 ? "up" : "down"));

/** Names the class that is most frequent; has no probabilities and takes no weights. */
class Majority extends Classifier<Record<never, never>> {
  static {
    nameClass("Majority", Majority);
  }
  declare most_: number;
  declare rows_: number;
  constructor() {
    super({});
  }
  protected override get minClasses(): number {
    return 1;
  }
  protected learn({ y, classes: all }: Classified): void {
    const counts = all.map((_, k) => y.filter((code) => code === k).length);
    this.most_ = counts.indexOf(Math.max(...counts));
    this.rows_ = y.length;
  }
  protected codes(X: Matrix): Int32Array {
    return new Int32Array(X.rows).fill(this.most_);
  }
}

describe("by hand", () => {
  it("those without probabilities vote", () => {
    const model = new BaggingClassifier({ estimator: new Majority() as never, nEstimators: 4 });
    const shares = model.fit([[0], [1], [2]], ["a", "a", "b"]).predictProba([[5]]);
    const votes = model.estimators_.map((one) =>
      Number((one as unknown as Majority).predict([[0]])[0] === "a"),
    );
    expect(shares.at(0, 0)).toBe(votes.reduce((a, b) => a + b, 0) / 4);
    for (const one of model.estimators_) expect((one as unknown as Majority).rows_).toBe(3);
  });

  it("a regressor answers with the mean of those inside", () => {
    const model = new BaggingRegressor({ nEstimators: 3 }).fit(X, real);
    const parts = model.estimators_.map((one) => (one as unknown as DecisionTreeRegressor).predict(X)[7]!);
    expect(model.predict(X)[7]).toBeCloseTo((parts[0]! + parts[1]! + parts[2]!) / 3, 14);
  });
});

describe("bagging", () => {
  it("draws rows and columns by number, with and without replacement", () => {
    const defaults = Object.fromEntries(
      Object.entries(bagParameters).map(([key, one]) => [key, one.default]),
    ) as never;
    const plan = bagPlan(
      Object.assign({}, defaults, { maxSamples: 30, maxFeatures: 0.5, bootstrap: false }),
      X,
      undefined,
    );
    const { counts, features } = bagDraw(plan, 3);
    expect(counts.reduce((a, b) => a + b)).toBe(30);
    expect(Math.max(...counts)).toBe(1);
    expect(new Set(features).size).toBe(2);
    expect(bagDraw(plan, 3)).toEqual({ counts, features });
    const twice = bagDraw({ ...plan, bootstrap: true, bootstrapFeatures: true, features: 4, size: 400 }, 0);
    expect(Math.max(...twice.counts)).toBeGreaterThan(1);
    expect(twice.features.length).toBe(4);
  });

  it("gives each clone a seed of its own and leaves the estimator alone", () => {
    const estimator = new DecisionTreeClassifier({ splitter: "random" });
    const model = new BaggingClassifier({ estimator: estimator as never, nEstimators: 3 }).fit(X, classes);
    expect(new Set(model.estimators_.map((one) => one.getParams().randomState)).size).toBe(3);
    expect([estimator.isFitted, estimator.params.randomState]).toEqual([false, 0]);
  });

  it("many are better than one on rows out of bag", () => {
    const one = new DecisionTreeClassifier().fit(
      X.takeRows(Array.from({ length: 60 }, (_, i) => i)),
      classes.slice(0, 60),
    );
    const apart = one.score(X.takeRows(Array.from({ length: 60 }, (_, i) => 60 + i)), classes.slice(60));
    const bag = new BaggingClassifier({ nEstimators: 50, oobScore: true }).fit(X, classes);
    expect(bag.oobScore_).toBeGreaterThan(apart);
    expect(bag.warnings_).toBeUndefined();
  });

  it("rows of weight 0 are never drawn", () => {
    const sampleWeight = real.map((_, i) => Number(i % 2 === 0));
    const model = new BaggingRegressor({ nEstimators: 4 }).fit(X, real, { sampleWeight });
    for (const one of model.estimators_)
      expect((one as unknown as DecisionTreeRegressor).tree_.nNodeSamples[0]).toBeLessThanOrEqual(60);
  });

  it("refuses what is no classifier, oobScore without bootstrap and more rows than there are", () => {
    expect(() => new BaggingClassifier({ estimator: new DecisionTreeRegressor() as never })).toThrow(
      /a classifier, or null/,
    );
    expect(() => new BaggingRegressor({ oobScore: true, bootstrap: false }).fit(X, real)).toThrow(
      /without bootstrap/,
    );
    expect(() => new BaggingRegressor({ maxSamples: 500, bootstrap: false }).fit(X, real)).toThrow(
      /at most 120 rows/,
    );
  });
});
