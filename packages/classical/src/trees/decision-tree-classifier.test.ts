import { describe, expect, it } from "vitest";
import { DecisionTreeClassifier } from "./decision-tree-classifier.ts";
import { goldenTrees, inputs } from "./golden-trees.fixture.ts";

const y = goldenTrees("classifier")[1]![1].y;
const { X, missing, test } = inputs;

describe("by hand", () => {
  it("two questions tell exclusive or, though the first gains nothing", () => {
    const model = new DecisionTreeClassifier().fit(
      [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ],
      ["no", "yes", "yes", "no"],
    );
    expect(
      model.predict([
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ]),
    ).toEqual(["no", "yes", "yes", "no"]);
    expect([model.getDepth(), model.getNLeaves()]).toEqual([2, 4]);
    expect(Array.from(model.featureImportances_)).toEqual([0, 1]);
  });

  it("a leaf answers with the shares of the classes in it", () => {
    const model = new DecisionTreeClassifier({ maxDepth: 1 }).fit([[0], [1], [1], [5]], ["a", "a", "b", "b"]);
    // Cuts at 0.5 and 3 are equally good; the lower wins: {a} and {a, b, b}.
    expect(model.predictProba([[0], [5]]).toArray()).toEqual([
      [1, 0],
      [1 / 3, 2 / 3],
    ]);
    expect(model.decisionPath([[5]])[0]).toEqual(Int32Array.of(0, 2));
    expect(Array.from(model.apply([[0], [5]]))).toEqual([1, 2]);
  });

  it("class weights count as so many samples", () => {
    const model = new DecisionTreeClassifier({ maxDepth: 1, classWeight: { a: 3 } });
    model.fit([[0], [0], [0], [1]], ["a", "b", "b", "b"]);
    expect(model.predictProba([[0]]).at(0, 0)).toBeCloseTo(3 / 5, 15);
    const balanced = new DecisionTreeClassifier({ maxDepth: 1, classWeight: "balanced" });
    expect(
      balanced
        .fit([[0], [0], [0], [0]], ["a", "b", "b", "b"])
        .predictProba([[0]])
        .at(0, 0),
    ).toBeCloseTo(0.5, 15);
  });
});

describe("missing values", () => {
  it("go to the side where they leave the two purest", () => {
    const rows = [[0], [1], [2], [3], [Number.NaN], [Number.NaN]];
    const left = new DecisionTreeClassifier({ maxDepth: 1 }).fit(rows, [0, 0, 1, 1, 0, 0]);
    expect(left.predict([[Number.NaN], [9]])).toEqual([0, 1]);
    const right = new DecisionTreeClassifier({ maxDepth: 1 }).fit(rows, [0, 0, 1, 1, 1, 1]);
    expect(right.predict([[Number.NaN], [-9]])).toEqual([1, 0]);
  });

  it("may be a side of their own", () => {
    const model = new DecisionTreeClassifier().fit([[3], [1], [2], [Number.NaN]], [0, 0, 0, 1]);
    expect(model.tree_.threshold[0]).toBe(Number.POSITIVE_INFINITY);
    expect(model.predict([[1e99], [Number.NaN]])).toEqual([0, 1]);
  });

  it("that fit has not seen go where more samples went", () => {
    const model = new DecisionTreeClassifier().fit([[0], [1], [1], [1]], [0, 1, 1, 1]);
    expect(model.predict([[Number.NaN]])).toEqual([1]);
  });

  it("may be a whole column", () => {
    const model = new DecisionTreeClassifier().fit(
      [
        [Number.NaN, 1],
        [Number.NaN, 2],
      ],
      [0, 1],
    );
    expect(model.tree_.feature[0]).toBe(1);
  });
});

describe("DecisionTreeClassifier", () => {
  it("every split lowers the weighted impurity", () => {
    const { tree_: t } = new DecisionTreeClassifier().fit(missing, y);
    for (let node = 0; node < t.nodeCount; node++) {
      if (t.childrenLeft[node] === -1) continue;
      const mass = (k: number) => t.weightedNNodeSamples[k]! * t.impurity[k]!;
      expect(mass(t.childrenLeft[node]!) + mass(t.childrenRight[node]!)).toBeLessThanOrEqual(
        mass(node) + 1e-9,
      );
      const [left, right] = [t.childrenLeft[node]!, t.childrenRight[node]!];
      expect(t.nNodeSamples[left]! + t.nNodeSamples[right]!).toBe(t.nNodeSamples[node]);
    }
  });

  it("names every row it has learnt when nothing limits it, with any splitter", () => {
    for (const splitter of ["best", "random"] as const)
      for (const maxFeatures of [null, "sqrt", 0.5] as const)
        expect(new DecisionTreeClassifier({ splitter, maxFeatures }).fit(X, y).score(X, y)).toBe(1);
  });

  it("importances sum to 1", () => {
    const { featureImportances_ } = new DecisionTreeClassifier({ splitter: "random" }).fit(X, y);
    expect(featureImportances_.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  });

  it("a weight of 2 is the row twice", () => {
    const weights = y.map((_, i) => 1 + (i % 2));
    const rows = weights.flatMap((w, i) => Array<number>(w).fill(i));
    const weighted = new DecisionTreeClassifier().fit(X, y, { sampleWeight: weights });
    const repeated = new DecisionTreeClassifier().fit(
      X.takeRows(rows),
      rows.map((i) => y[i]!),
    );
    expect(weighted.tree_.threshold).toEqual(repeated.tree_.threshold);
    expect(weighted.predict(test)).toEqual(repeated.predict(test));
  });

  it("with as many leaves allowed as there can be, best first is the whole tree", () => {
    const [whole, best] = [null, 160].map((maxLeafNodes) =>
      new DecisionTreeClassifier({ maxLeafNodes }).fit(X, y),
    );
    expect(best!.getNLeaves()).toBe(whole!.getNLeaves());
    expect(best!.predict(test)).toEqual(whole!.predict(test));
  });

  it("with one class is a leaf", () => {
    const model = new DecisionTreeClassifier().fit(
      X,
      y.map(() => 7),
    );
    expect([model.getNLeaves(), model.predict(test)[0], model.featureImportances_[0]]).toEqual([1, 7, 0]);
  });

  it("refuses signs of another number, of three classes, and weights of classes that are not there", () => {
    expect(() => new DecisionTreeClassifier({ monotonicCst: [1] }).fit(X, y)).toThrow(
      /1 signs, 4 are needed/,
    );
    expect(() => new DecisionTreeClassifier({ monotonicCst: [1, 0, 0, 0] }).fit(X, y)).toThrow(
      /3 classes, two/,
    );
    expect(() => new DecisionTreeClassifier({ classWeight: { 9: 1 } }).fit(X, y)).toThrow(
      /DecisionTreeClassifier.fit: classWeight names "9", one of .* is needed/,
    );
    expect(() => new DecisionTreeClassifier({ minSamplesSplit: 1 })).toThrow(
      /minSamplesSplit is 1, a whole number ≥ 2/,
    );
  });
});
