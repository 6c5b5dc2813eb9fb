import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Matrix } from "../matrix/matrix.ts";
import { DecisionTreeRegressor } from "./decision-tree-regressor.ts";

const column = (values: number[]) => Matrix.fromRows(values.map((value) => [value]));

describe("by hand", () => {
  it("a stump parts 1 1 5 9 at 1.5 and answers with the means", () => {
    const model = new DecisionTreeRegressor({ maxDepth: 1 }).fit(column([0, 1, 2, 3]), [1, 1, 5, 9]);
    // S² / (n_L n_R) of y − 4: 9/3 after one, 36/4 after two, 25/3 after three.
    expect(model.tree_.threshold[0]).toBe(1.5);
    expect(Array.from(model.predict(column([0, 3])))).toEqual([1, 7]);
    expect(Array.from(model.tree_.impurity)).toEqual([11, 0, 4]);
  });

  it("by the absolute error it answers with medians", () => {
    const model = new DecisionTreeRegressor({ criterion: "absolute_error", maxDepth: 1 });
    model.fit(column([0, 1, 2, 3, 4, 5, 6]), [1, 2, 3, 100, 101, 102, 110]);
    expect(Array.from(model.predict(column([0, 6])))).toEqual([2, 101.5]);
    expect(model.tree_.value[0]).toBe(100);
  });

  it("the weighted median is the middle of two where just half the weight lies below", () => {
    const model = new DecisionTreeRegressor({ criterion: "absolute_error" });
    const X = Matrix.zeros(3, 1);
    expect(model.fit(X, [1, 5, 9], { sampleWeight: [2, 1, 1] }).predict(X)[0]).toBe(3);
    expect(model.fit(X, [1, 5, 9], { sampleWeight: [2, 1, 2] }).predict(X)[0]).toBe(5);
  });

  it("a Poisson tree makes no side whose rate would be 0", () => {
    const X = column([0, 1, 2, 3]);
    const [rate, mean] = (["poisson", "squared_error"] as const).map((criterion) =>
      new DecisionTreeRegressor({ criterion }).fit(X, [0, 0, 3, 5]).predict(X),
    );
    expect(Array.from(mean!)).toEqual([0, 0, 3, 5]);
    expect(Math.min(...rate!)).toBeGreaterThan(0);
  });
});

describe("DecisionTreeRegressor", () => {
  const rng = new Philox(5);
  const X = Matrix.zeros(300, 3);
  for (let at = 0; at < X.data.length; at++) X.data[at] = rng.normal();
  const y = Array.from(
    { length: 300 },
    (_, i) => X.at(i, 0) ** 3 + Math.sin(3 * X.at(i, 1)) + 0.3 * rng.normal(),
  );

  it.each(["squared_error", "absolute_error"] as const)("obeys monotone signs by %s", (criterion) => {
    const model = new DecisionTreeRegressor({ criterion, monotonicCst: [1, 0, -1] }).fit(X, y);
    for (let i = 0; i < 60; i++) {
      const steps = Matrix.zeros(40, 3);
      for (let s = 0; s < 40; s++) steps.data.set(X.row(i), 3 * s);
      for (const [j, sign] of [
        [0, 1],
        [2, -1],
      ] as const) {
        const along = new Matrix(steps.data.slice(), [40, 3]);
        for (let s = 0; s < 40; s++) along.data[3 * s + j] = -3 + (6 * s) / 39;
        const path = model.predict(along);
        for (let s = 1; s < 40; s++) expect(sign * (path[s]! - path[s - 1]!)).toBeGreaterThanOrEqual(-1e-12);
      }
    }
  });

  it("friedman_mse grows the tree of squared_error", () => {
    const [a, b] = (["friedman_mse", "squared_error"] as const).map((criterion) =>
      new DecisionTreeRegressor({ criterion, maxDepth: 5 }).fit(X, y),
    );
    expect(a!.tree_).toEqual(b!.tree_);
  });

  it("a target far from 0 grows the same tree", () => {
    const [near, far] = [0, 2 ** 30].map((offset) =>
      new DecisionTreeRegressor({ maxDepth: 4 }).fit(
        X,
        y.map((value) => Math.round(value * 64) / 64 + offset),
      ),
    );
    expect(far!.tree_.threshold).toEqual(near!.tree_.threshold);
  });

  it("a tiny target grows the same tree", () => {
    const [near, small] = [1, 2 ** -60].map((scale) =>
      new DecisionTreeRegressor({ maxDepth: 4 }).fit(
        X,
        y.map((value) => value * scale),
      ),
    );
    expect(small!.tree_.threshold).toEqual(near!.tree_.threshold);
  });

  it("keeps to its limits", () => {
    const leaves = (options: object) => {
      const { tree_ } = new DecisionTreeRegressor(options).fit(X, y);
      return tree_.nNodeSamples.filter((_, node) => tree_.childrenLeft[node] === -1);
    };
    expect(Math.min(...leaves({ minSamplesLeaf: 7 }))).toBeGreaterThanOrEqual(7);
    expect(Math.min(...leaves({ minSamplesLeaf: 0.1 }))).toBeGreaterThanOrEqual(30);
    expect(Math.min(...leaves({ minWeightFractionLeaf: 0.05, splitter: "random" }))).toBeGreaterThanOrEqual(
      15,
    );
    expect(leaves({ maxLeafNodes: 9 }).length).toBe(9);
    expect(new DecisionTreeRegressor({ maxDepth: 3 }).fit(X, y).getDepth()).toBe(3);
  });

  it("refuses negative counts and counts that are all 0", () => {
    const model = new DecisionTreeRegressor({ criterion: "poisson" });
    expect(() => model.fit(column([1, 2]), [1, -1])).toThrow(/y\[1\] is -1, numbers of at least 0/);
    expect(() => model.fit(column([1, 2]), [0, 0])).toThrow(/all 2 targets are 0/);
  });
});
