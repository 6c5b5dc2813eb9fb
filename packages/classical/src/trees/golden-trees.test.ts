import { describe, expect, it } from "vitest";
import type { PruningPath } from "./cost-complexity.ts";
import { DecisionTreeClassifier } from "./decision-tree-classifier.ts";
import { DecisionTreeRegressor } from "./decision-tree-regressor.ts";
import { type GoldenTree, goldenTrees, inputs } from "./golden-trees.fixture.ts";
import type { Tree } from "./tree.ts";

describe("node for node the tree of scikit-learn", () => {
  it.each(goldenTrees("classifier"))("DecisionTreeClassifier %s", (_, golden) => {
    const model = new DecisionTreeClassifier(golden.options);
    const X = inputs[golden.rows];
    const options = golden.weighted ? { sampleWeight: inputs.weight } : {};
    compare(model.fit(X, golden.y, options), golden);
    expect(model.predict(inputs.test)).toEqual(golden.predicted);
    comparePaths(model.costComplexityPruningPath(X, golden.y, options), golden);
  });

  it.each(goldenTrees("regressor"))("DecisionTreeRegressor %s", (_, golden) => {
    const model = new DecisionTreeRegressor(golden.options);
    const X = inputs[golden.rows];
    const options = golden.weighted ? { sampleWeight: inputs.weight } : {};
    compare(model.fit(X, golden.y, options), golden);
    close(model.predict(inputs.test), golden.predicted);
    comparePaths(model.costComplexityPruningPath(X, golden.y, options), golden);
  });
});

function compare(
  model: { tree_: Tree; featureImportances_: Float64Array; getDepth(): number; getNLeaves(): number },
  golden: GoldenTree,
): void {
  const { tree_ } = model;
  for (const key of ["childrenLeft", "childrenRight", "feature", "nNodeSamples"] as const)
    expect(Array.from(tree_[key]), key).toEqual(golden[key]);
  // Of leaves scikit-learn keeps what was tried last.
  const side = (sides: ArrayLike<number>) =>
    golden.childrenLeft.map((child, node) => (child < 0 ? 0 : sides[node]));
  expect(side(tree_.missingGoToLeft)).toEqual(side(golden.missingGoToLeft));
  close(tree_.threshold, golden.threshold.map(Number));
  for (const key of ["impurity", "weightedNNodeSamples", "value"] as const) close(tree_[key], golden[key]);
  close(model.featureImportances_, golden.importances);
  expect(model.getDepth()).toBe(golden.depth);
  expect(model.getNLeaves()).toBe(golden.childrenLeft.filter((child) => child < 0).length);
}

function comparePaths(path: PruningPath, golden: GoldenTree): void {
  close(path.ccpAlphas, golden.ccpAlphas);
  close(path.impurities, golden.impurities);
}

function close(actual: ArrayLike<number>, expected: number[]): void {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) {
    if (Number.isFinite(value)) expect(Math.abs(actual[i]! - value), `${i}`).toBeLessThan(1e-9);
    else expect(actual[i]).toBe(value);
  }
}
