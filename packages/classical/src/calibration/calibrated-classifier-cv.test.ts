import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { Matrix } from "../matrix/matrix.ts";
import { expectClose, goldenValues } from "../neighbors/golden.fixture.ts";
import { KNeighborsClassifier } from "../neighbors/k-neighbors-classifier.ts";
import { NearestCentroid } from "../neighbors/nearest-centroid.ts";
import { SVC } from "../svm/svc.ts";
import { CalibratedClassifierCV } from "./calibrated-classifier-cv.ts";
import { fitSigmoid, sigmoidAt } from "./fit-sigmoid.ts";
import { fitTemperature, scaledSoftmax } from "./fit-temperature.ts";

interface Golden {
  X: number[][];
  y: number[];
  Q: number[][];
  sigmoids: Record<"scores" | "y" | "weight" | "plain" | "weighted" | "large", number[]>;
  classifiers: {
    weight: number[];
    weighted: number[][];
    found: {
      base: "svc" | "k-nn";
      method: "sigmoid" | "isotonic" | "temperature";
      classes: number;
      ensemble: boolean;
      proba: number[][];
      predict: number[];
    }[];
  };
}
const { X, y, Q, sigmoids, classifiers } = goldenValues<Golden>("calibration");
const linear = new SVC({ kernel: "linear", tol: 1e-9 });

describe("fitSigmoid", () => {
  it("gives the targets' shares where only two scores are: 3/4 and 1/4 of two each, inside 0 and 1", () => {
    const sigmoid = fitSigmoid([1, 1, -1, -1], [true, true, false, false]);
    expect(sigmoidAt(sigmoid, 1)).toBeCloseTo(3 / 4, 9);
    expect(sigmoidAt(sigmoid, -1)).toBeCloseTo(1 / 4, 9);
    expect(sigmoidAt(sigmoid, 1e9)).toBe(1);
    expect(sigmoidAt(sigmoid, -1e9)).toBe(0);
  });

  it("is scikit-learn's, with weights and with large scores", () => {
    // Its L-BFGS stops at a gradient of 10⁻⁶.
    const { scores, y: labels, weight, plain, weighted, large } = sigmoids;
    const of = ({ A, B }: { A: number; B: number }): number[] => [A, B];
    expectClose(of(fitSigmoid(scores, labels)), plain, 1e-5);
    expectClose(of(fitSigmoid(scores, labels, weight)), weighted, 1e-5);
    const found = fitSigmoid(
      scores.map((s) => 1000 * s),
      labels,
    );
    expectClose([1000 * found.A, found.B], [1000 * large[0]!, large[1]!], 1e-5);
  });

  it("has no slope left at its end", () => {
    const { scores, y: labels } = sigmoids;
    const sigmoid = fitSigmoid(scores, labels);
    const positives = labels.filter((label) => label > 0).length;
    const [high, low] = [(positives + 1) / (positives + 2), 1 / (labels.length - positives + 2)];
    let [gA, gB] = [0, 0];
    for (const [i, s] of scores.entries()) {
      const rest = (labels[i]! > 0 ? high : low) - sigmoidAt(sigmoid, s);
      gA += s * rest;
      gB += rest;
    }
    expect(Math.max(Math.abs(gA), Math.abs(gB))).toBeLessThan(1e-8);
  });

  it("equal scores and one class end too", () => {
    expect(sigmoidAt(fitSigmoid([2, 2, 2], [true, false, true]), 2)).toBeCloseTo((2 * 0.75 + 1 / 3) / 3, 9);
    expect(sigmoidAt(fitSigmoid([1, 2], [true, true]), 1.5)).toBeGreaterThan(0.7);
    expect(sigmoidAt(fitSigmoid([0, 0], [true, false]), 0)).toBeCloseTo(0.5, 9);
  });
});

describe("fitTemperature", () => {
  it("softens what is too sure: three of four right at logits ±z is a probability of 3/4", () => {
    const logits = Matrix.fromRows([
      [9, -9],
      [9, -9],
      [-9, 9],
      [-9, 9],
    ]);
    const beta = fitTemperature(logits, [0, 0, 1, 0]);
    expect(scaledSoftmax(beta, logits).at(0, 0)).toBeCloseTo(3 / 4, 10);
  });
});

describe("CalibratedClassifierCV", () => {
  it.each(classifiers.found)(
    "is scikit-learn's: $base, $method, $classes classes, ensemble $ensemble",
    (wanted) => {
      const keep = y.flatMap((label, i) => (label < wanted.classes ? [i] : []));
      const estimator = wanted.base === "svc" ? linear : new KNeighborsClassifier({ nNeighbors: 7 });
      const { method, ensemble } = wanted;
      const model = new CalibratedClassifierCV({ estimator, method, cv: 3, ensemble }).fit(
        keep.map((i) => X[i]!),
        keep.map((i) => y[i]!),
      );
      // Its sigmoids stop at a gradient of 10⁻⁶, its machines compute in float32.
      expectClose(model.predictProba(Q), wanted.proba, 2e-5);
      expect(model.predict(Q)).toEqual(wanted.predict);
    },
  );

  it("hands weights on to the classifier and to the calibration", () => {
    const model = new CalibratedClassifierCV({ estimator: linear, cv: 3 });
    model.fit(X, y, { sampleWeight: classifiers.weight });
    expectClose(model.predictProba(Q), classifiers.weighted, 2e-5);
  });

  it("prefit leaves the classifier as it is, and averages nothing", () => {
    const estimator = new SVC({ kernel: "linear" }).fit(X, y);
    const before = JSON.stringify(estimator);
    const model = new CalibratedClassifierCV({ estimator, cv: "prefit" }).fit(X, y);
    expect(model.calibratedClassifiers_.length).toBe(1);
    expect(JSON.stringify(estimator)).toBe(before);
    expect(() => new CalibratedClassifierCV({ estimator: new SVC(), cv: "prefit" }).fit(X, y)).toThrow(
      'cv is "prefit" and the estimator has learnt nothing',
    );
  });

  it("makes the scores of overlapping normals into Bayes' probabilities", () => {
    const rng = new Philox(4);
    const rows = Array.from({ length: 3000 }, (_, i) => [rng.normal() + 2 * (i % 2)]);
    const labels = rows.map((_, i) => i % 2);
    for (const method of ["sigmoid", "isotonic"] as const) {
      const model = new CalibratedClassifierCV({ estimator: new NearestCentroid(), method }).fit(
        rows,
        labels,
      );
      for (const x of [-0.5, 0.5, 1, 1.5, 2.5])
        expect(Math.abs(model.predictProba([[x]]).at(0, 1) - 1 / (1 + Math.exp(2 - 2 * x)))).toBeLessThan(
          0.1,
        );
    }
  });

  it("refuses more folds than rows of a class, and splits that lack one", () => {
    expect(() => new CalibratedClassifierCV({ cv: 31 }).fit(X, y)).toThrow(
      "cv is 31 and class 0 has 30 rows, at least 31 of each are needed; fewer folds",
    );
    const rows = (test: (i: number) => boolean) => Int32Array.from(X.keys()).filter(test);
    const cv = [{ train: rows((i) => i < 60), test: rows((i) => i >= 60) }];
    expect(() => new CalibratedClassifierCV({ cv }).fit(X, y)).toThrow(
      "the estimator learnt from 2 classes, all 3 are needed",
    );
  });

  it("calibrates a LinearSVC unless told, which columns of any scale do not keep for long", () => {
    const model = new CalibratedClassifierCV().fit(
      X.map(([a, b]) => [a! * 1e-6, b! * 1e6]),
      y,
    );
    expect(model.calibratedClassifiers_.map(({ estimator: { name } }) => name)).toEqual(
      Array(5).fill("LinearSVC"),
    );
  });

  it("keeps the contract of estimators", () => {
    const estimator = (): NearestCentroid => new NearestCentroid();
    for (const method of ["sigmoid", "isotonic", "temperature"] as const)
      expect(checkEstimator(() => new CalibratedClassifierCV({ estimator: estimator(), method }))).toEqual(
        [],
      );
    expect(
      checkEstimator(() => new CalibratedClassifierCV({ estimator: estimator(), ensemble: false })),
    ).toEqual([]);
  });
});
