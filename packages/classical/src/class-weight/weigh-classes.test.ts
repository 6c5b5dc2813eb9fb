import { expect, it } from "vitest";
import { ExtraTreesClassifier } from "../forests/extra-trees-classifier.ts";
import { LogisticRegression } from "../generalized-linear/logistic/logistic-regression.ts";
import { expectClose } from "../linear/linear.fixture.ts";
import { SVC } from "../svm/svc.ts";
import { DecisionTreeClassifier } from "../trees/decision-tree-classifier.ts";
import { classWeights, weightsAgainstRest, weightsOfRows } from "./weigh-classes.ts";

it("balanced weights of 1 and 3 rows are 4/(2 · 1) and 4/(2 · 3); given ones stand by label", () => {
  const data = { y: Int32Array.of(0, 1, 1, 1), classes: ["a", "b"], sampleWeight: undefined };
  expectClose(classWeights("here", "balanced", data), [2, 2 / 3], 1e-15);
  expectClose(classWeights("here", { b: 5 }, data), [1, 5], 0);
  const three = {
    y: Int32Array.of(0, 1, 2),
    classes: ["a", "b", "c"],
    sampleWeight: Float64Array.of(1, 2, 1),
    own: 1,
  };
  expectClose(weightsAgainstRest("here", { a: 7, b: 5 }, three), [1, 10, 1], 0);
});

it("balanced counts the classes of which there is weight", () => {
  const data = { y: Int32Array.of(0, 1, 2), classes: [0, 1, 2], sampleWeight: Float64Array.of(3, 1, 0) };
  // n / (K n_k) of n = 4 and K = 2.
  expectClose(classWeights("here", "balanced", data), [2 / 3, 2, 0], 1e-15);
  expectClose(weightsOfRows("here", "balanced", data), [2, 2, 0], 1e-15);
});

it.each([
  ["SVC", () => new SVC({ classWeight: { c: 2 } })],
  ["LogisticRegression", () => new LogisticRegression({ classWeight: { c: 2 } })],
  ["DecisionTreeClassifier", () => new DecisionTreeClassifier({ classWeight: { c: 2 } })],
  ["ExtraTreesClassifier", () => new ExtraTreesClassifier({ classWeight: { c: 2 }, nEstimators: 2 })],
] as const)("%s refuses a weight for a class that is none, in the same words", (name, make) => {
  expect(() => make().fit([[0], [1]], ["a", "b"])).toThrow(
    `${name}.fit: classWeight names "c", one of "a", "b" is needed, the classes of y`,
  );
});
