import { expect, it } from "vitest";
import { RandomForestClassifier } from "../../forests/random-forest-classifier.ts";
import { LinearSVC } from "../../linear/margins/linear-svc.ts";
import { scorerOf } from "../../metrics/scoring/scorer-of.ts";
import { Pipeline } from "../../pipeline/pipeline.ts";
import { StandardScaler } from "../../preprocessing/scaling/standard-scaler.ts";
import { crossValPredictProba } from "./cross-val-predict.ts";
import { crossValidate } from "./cross-validate.ts";

const X = Array.from({ length: 30 }, (_, i) => [i < 15 ? i : i + 100]);
const y = X.map(([x]) => (x! < 15 ? "low" : "high"));

it("a pipeline of a forest has no decisions and is judged by its probabilities", () => {
  const forest = new Pipeline({
    steps: { scale: new StandardScaler(), forest: new RandomForestClassifier({ nEstimators: 10 }) },
  });
  const { test } = crossValidate(forest, X, y, { cv: 3, scoring: scorerOf("roc_auc") });
  expect(test.score).toEqual(Float64Array.of(1, 1, 1));
});

it("a pipeline of a linear machine is judged by its decisions, and refused where probabilities are needed", () => {
  const machine = new Pipeline({ steps: { scale: new StandardScaler(), svc: new LinearSVC() } });
  const { test } = crossValidate(machine, X, y, { cv: 3, scoring: scorerOf("roc_auc") });
  expect(test.score).toEqual(Float64Array.of(1, 1, 1));
  expect(() => crossValidate(machine, X, y, { cv: 3, scoring: scorerOf("neg_log_loss") })).toThrow(
    "scorer: the estimator has no predictProba, which the metric needs; a scorer by predict does not",
  );
  expect(() => crossValPredictProba(machine, X, y, { cv: 3 })).toThrow(
    "crossValPredictProba: Pipeline has no predictProba, a classifier with probabilities is needed",
  );
});
