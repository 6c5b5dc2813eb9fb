import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Matrix } from "../matrix/matrix.ts";
import { rankColumns } from "../trees/ranked-columns.ts";
import { growthParameters } from "../trees/tree-parameters.ts";
import { ExtraTreesRegressor } from "./extra-trees-regressor.ts";
import { type ForestPlan, forestDraw, forestTree } from "./forest-tree.ts";
import { RandomForestClassifier } from "./random-forest-classifier.ts";
import { RandomForestRegressor } from "./random-forest-regressor.ts";

const rng = new Philox(4);
const X = Matrix.zeros(150, 5);
for (let at = 0; at < X.data.length; at++) X.data[at] = rng.normal();
const real = Array.from({ length: 150 }, (_, i) => X.at(i, 0) + X.at(i, 1) ** 2 + 0.2 * rng.normal());
const classes = real.map((value) => (value > 1 ? "high" : value > 0 ? "middle" : "low"));

describe("by hand", () => {
  it("a forest answers with the mean of its trees", () => {
    const forest = new RandomForestRegressor({ nEstimators: 3 }).fit([[0], [1], [2], [3]], [0, 1, 2, 3]);
    const first = forest.trees_.map(
      (tree) => tree.value[forest.apply([[0]])[0]![forest.trees_.indexOf(tree)]!]!,
    );
    expect(forest.predict([[0]])[0]).toBeCloseTo((first[0]! + first[1]! + first[2]!) / 3, 15);
  });
});

describe("forestTree", () => {
  const defaults = Object.fromEntries(
    Object.entries(growthParameters).map(([key, one]) => [key, one.default]),
  ) as unknown as ForestPlan["growth"];
  const plan: ForestPlan = {
    columns: rankColumns(X),
    growth: { ...defaults, maxFeatures: 2 },
    target: { kind: "values", y: Float64Array.from(real), criterion: "squared_error" },
    weight: undefined,
    drawn: 150,
    balancesDraws: false,
  };

  it("is a function of the plan, the seed and its number alone: any worker builds the same tree", () => {
    const forest = new RandomForestRegressor({ nEstimators: 4, maxFeatures: 2, randomState: 9 }).fit(X, real);
    for (const i of [3, 0, 2]) expect(forestTree(plan, 9, i)).toEqual(forest.trees_[i]);
    expect(forestTree(plan, 9, 1)).not.toEqual(forestTree(plan, 9, 2));
    expect(forestTree(plan, 8, 1)).not.toEqual(forestTree(plan, 9, 1));
  });

  it("more trees leave the first ones as they are", () => {
    const [few, more] = [3, 6].map((nEstimators) => new RandomForestRegressor({ nEstimators }).fit(X, real));
    expect(more!.trees_.slice(0, 3)).toEqual(few!.trees_);
  });

  it("counts each drawn row as often as it came", () => {
    const tree = forestTree(plan, 9, 0);
    const drawn = forestDraw(plan, 9, 0);
    expect(tree.weightedNNodeSamples[0]).toBe(150);
    expect(tree.nNodeSamples[0]).toBe(drawn.filter((n) => n > 0).length);
  });
});

describe("forests", () => {
  it("importances find the columns that matter, and sum to 1", () => {
    const { featureImportances_ } = new RandomForestRegressor({ nEstimators: 30 }).fit(X, real);
    expect(featureImportances_.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(Math.min(featureImportances_[0]!, featureImportances_[1]!)).toBeGreaterThan(0.15);
    expect(Math.max(...featureImportances_.slice(2))).toBeLessThan(0.1);
  });

  it("sampleWeight is how likely a row is drawn: rows of weight 0 are out of every bag", () => {
    const sampleWeight = real.map((_, i) => Number(i < 100));
    const forest = new RandomForestClassifier({ nEstimators: 10 }).fit(X, classes, { sampleWeight });
    const only = X.takeRows(Array.from({ length: 100 }, (_, i) => i));
    expect(forest.score(only, classes.slice(0, 100))).toBeGreaterThan(0.95);
    expect(Math.max(...forest.trees_.map((tree) => tree.nNodeSamples[0]!))).toBeLessThanOrEqual(100);
  });

  it("balanced classes: the rare one is predicted more", () => {
    const rare = real.map((value) => value > 2.5);
    const share = (classWeight: "balanced" | "balanced_subsample" | null) => {
      const forest = new RandomForestClassifier({ nEstimators: 30, classWeight, maxDepth: 3 }).fit(X, rare);
      return forest
        .predictProba(X)
        .column(1)
        .reduce((a, b) => a + b, 0);
    };
    expect(share("balanced")).toBeGreaterThan(1.5 * share(null));
    expect(share("balanced_subsample")).toBeGreaterThan(1.5 * share(null));
  });

  it("warns of rows that every tree has drawn, and leaves them out of the score", () => {
    const forest = new RandomForestClassifier({ nEstimators: 2, oobScore: true }).fit(X, classes);
    expect(forest.warnings_?.[0]).toMatch(/every tree drew \d+ of 150 rows/);
    expect(forest.oobScore_).toBeGreaterThan(0.4);
    expect(forest.oobDecisionFunction_!.data.some((value) => Number.isNaN(value))).toBe(true);
  });

  it("out of bag is no better than it should be: noise cannot be predicted", () => {
    const noise = real.map(() => rng.normal());
    const forest = new RandomForestRegressor({ nEstimators: 40, oobScore: true }).fit(X, noise);
    expect(forest.score(X, noise)).toBeGreaterThan(0.7);
    expect(forest.oobScore_).toBeLessThan(0.15);
  });

  it("maxSamples makes draws smaller", () => {
    const forest = new RandomForestRegressor({ nEstimators: 3, maxSamples: 0.2 }).fit(X, real);
    for (const tree of forest.trees_) expect(tree.weightedNNodeSamples[0]).toBe(30);
  });

  it("takes missing values", () => {
    const holes = Matrix.fromRows(
      X.toArray().map((row, i) => row.map((v, j) => ((i + j) % 7 === 0 ? Number.NaN : v))),
    );
    for (const forest of [
      new RandomForestRegressor({ nEstimators: 20 }),
      new ExtraTreesRegressor({ nEstimators: 20 }),
    ])
      expect(forest.fit(holes, real).score(holes, real)).toBeGreaterThan(0.7);
  });

  it("refuses out-of-bag scores and draws without bootstrap", () => {
    expect(() => new ExtraTreesRegressor({ oobScore: true }).fit(X, real)).toThrow(
      /oobScore without bootstrap/,
    );
    expect(() => new ExtraTreesRegressor({ maxSamples: 10 }).fit(X, real)).toThrow(
      /maxSamples is 10 without bootstrap/,
    );
  });
});
