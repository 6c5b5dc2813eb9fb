import { Philox } from "@blankfile/tensor";
import { describe, expect, it, vi } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { toMatrix } from "../matrix/matrix-like.ts";
import { expectClose, goldenValues } from "../neighbors/golden.fixture.ts";
import { couplePairs } from "./couple-pairs.ts";
import { kernelMatrix, kernelOf } from "./kernels/kernel-function.ts";
import { NuSVC } from "./nu-svc.ts";
import { SVC, type SVCOptions } from "./svc.ts";

interface Described {
  support: number[];
  dual_coef: number[][];
  intercept: number[];
  decision: number[];
  predict: number[];
}
interface Golden {
  X: number[][];
  y: number[];
  Q: number[][];
  weight: number[];
  classifiers: (Described & {
    options: SVCOptions;
    classes: number;
    n_support: number[];
    coef?: number[][];
  })[];
  others: { weighted: Described; ovo: number[][]; nu_svc: Described[]; nu_svc_weighted: Described };
}
const { X, y, Q, weight, classifiers, others } = goldenValues<Golden>("svm");
const tol = 1e-9;
/** LIBSVM keeps its kernels in float32. */
const close = 1e-5;

function upTo(classes: number): { rows: number[][]; labels: number[]; weights: number[] } {
  const keep = y.flatMap((label, i) => (label < classes ? [i] : []));
  return {
    rows: keep.map((i) => X[i]!),
    labels: keep.map((i) => y[i]!),
    weights: keep.map((i) => weight[i]!),
  };
}

function compare(model: SVC | NuSVC, wanted: Described, tolerance = close): void {
  expectClose(model.intercept_, wanted.intercept, tolerance);
  expectClose(model.decisionFunction(Q), wanted.decision, tolerance);
  expect(model.predict(Q)).toEqual(wanted.predict);
}

describe("SVC", () => {
  it("the widest street between (0, 0) and (2, 0) is at x = 1: f = x − 1", () => {
    const model = new SVC({ kernel: "linear", C: 10 }).fit(
      [
        [0, 0],
        [2, 0],
        [5, 1],
        [-3, 1],
      ],
      ["left", "right", "right", "left"],
    );
    expectClose(model.coef_!, [[1, 0]], 1e-3);
    expectClose(model.decisionFunction([[1.5, 7]]) as Float64Array, [0.5], 1e-3);
    expect(model.predict([[0.9, 0]])).toEqual(["left"]);
    expect([...model.support_]).toEqual([0, 1]);
    expect([...model.nSupport_]).toEqual([1, 1]);
  });

  it.each(classifiers)("is LIBSVM's: $options, $classes classes", (wanted) => {
    const { rows, labels } = upTo(wanted.classes);
    const model = new SVC({ ...wanted.options, tol }).fit(rows, labels);
    compare(model, wanted);
    expectClose(model.support_, wanted.support, 0);
    expectClose(model.nSupport_, wanted.n_support, 0);
    // A linear kernel of rank 3 leaves β undetermined, not w.
    if (wanted.coef) expectClose(model.coef_!, wanted.coef, close);
    else expectClose(model.dualCoef_, wanted.dual_coef, 1e-4);
  });

  it("is LIBSVM's with weights of classes and samples, and with a decision for each pair", () => {
    const weighted = new SVC({ classWeight: { 0: 3 }, gamma: 0.4, tol }).fit(X, y, { sampleWeight: weight });
    compare(weighted, others.weighted);
    const pairs = new SVC({ decisionFunctionShape: "ovo", gamma: 0.4, tol }).fit(X, y);
    expectClose(pairs.decisionFunction(Q) as Matrix, others.ovo, close);
  });

  it("takes a kernel given as a matrix or as a function", () => {
    const { rows, labels } = upTo(3);
    const options = { kernel: "rbf", gamma: 0.4, degree: 3, coef0: 0 } as const;
    const [fit, test] = [toMatrix("X", rows), toMatrix("Q", Q)];
    const kernel = kernelOf(options, fit);
    const wanted = new SVC({ gamma: 0.4, tol }).fit(rows, labels).decisionFunction(Q) as Matrix;
    const given = new SVC({ kernel: "precomputed", tol }).fit(kernelMatrix(kernel, fit, fit), labels);
    expectClose(given.decisionFunction(kernelMatrix(kernel, test, fit)) as Matrix, wanted, 1e-6);
    const own = new SVC({
      kernel: (a, b) => Math.exp(-0.4 * a.reduce((sum, value, j) => sum + (value - b[j]!) ** 2, 0)),
      tol,
    }).fit(rows, labels);
    expectClose(own.decisionFunction(Q) as Matrix, wanted, 1e-6);
    expect(() => new SVC({ kernel: "precomputed" }).fit(rows, labels)).toThrow(
      'SVC.fit: X is 90 × 3 with kernel "precomputed", the square matrix of all rows with all rows is needed',
    );
  });

  it("ties of votes go to the first class, or with breakTies to the greatest score", () => {
    const model = new SVC({ breakTies: true, tol }).fit(X, y);
    const scores = model.decisionFunction(Q) as Matrix;
    expect(model.predict(Q)).toEqual(
      Array.from({ length: Q.length }, (_, i) => scores.row(i).indexOf(Math.max(...scores.row(i)))),
    );
  });

  it("refuses one class, classes without weight, and predictProba without probability", () => {
    expect(() =>
      new SVC().fit(
        X,
        X.map(() => 1),
      ),
    ).toThrow("SVC.fit: y has the one class 1, at least 2 are needed");
    expect(() => new SVC().fit(X, y, { sampleWeight: y.map((label) => (label === 1 ? 0 : 1)) })).toThrow(
      "SVC.fit: all samples of class 1 weigh 0",
    );
    expect(() => new SVC({ kernel: () => Number.NaN }).fit(X, y)).toThrow(
      "kernel: the value of samples 0 and 0 is NaN",
    );
    expect(() => new SVC().fit(X, y).predictProba(Q)).toThrow("probability was false in fit, true is needed");
  });

  it("takes γ from the rows as they weigh, whatever their classes weigh", () => {
    const gamma = (options: SVCOptions, sampleWeight?: number[]) =>
      new SVC(options).fit(X, y, sampleWeight ? { sampleWeight } : {}).kernel_.gamma;
    expect(gamma({ classWeight: "balanced" })).toBe(gamma({}));
    const twice = y.map((_, i) => 1 + (i % 2));
    expect(gamma({}, twice)).not.toBe(gamma({}));
  });

  it("says when maxIter ends it", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(new SVC({ maxIter: 3 }).fit(X, y).warnings_![0]).toContain(
      "stopped after 3 iterations with a violation of",
    );
    warn.mockRestore();
  });

  it("stops where weights are so large that the violation is rounding, and says so", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const sampleWeight = y.map(() => 1e99);
    const machine = new NuSVC({ nu: 0.1 }).fit(X, y, { sampleWeight });
    expect(Math.max(...machine.nIter_)).toBeLessThan(1_000_000);
    expect(machine.warnings_![0]).toMatch(/^stopped after \d+ iterations with a violation of/);
    warn.mockRestore();
  });

  it("keeps the contract of estimators", () => {
    for (const options of [{}, { kernel: "linear" }, { kernel: "poly" }, { probability: true }] as const)
      expect(checkEstimator(() => new SVC({ tol: 1e-8, ...options }), { weightTolerance: 1e-5 })).toEqual([]);
    expect(checkEstimator(() => new NuSVC({ tol: 1e-8 }), { weightTolerance: 1e-5 })).toEqual([]);
  });
});

describe("NuSVC", () => {
  /** All is divided by the margin found, which is below 1, and LIBSVM's error with it. */
  const divided = 5e-5;

  it("is LIBSVM's, also with weights", () => {
    for (const classes of [2, 3]) {
      const { rows, labels, weights } = upTo(classes);
      compare(
        new NuSVC({ nu: 0.3, gamma: 0.3, tol }).fit(rows, labels),
        others.nu_svc[classes - 2]!,
        divided,
      );
      if (classes === 2) {
        const model = new NuSVC({ nu: 0.3, gamma: 0.3, tol }).fit(rows, labels, { sampleWeight: weights });
        compare(model, others.nu_svc_weighted, divided);
      }
    }
  });

  it("refuses a ν that a class cannot meet", () => {
    const labels = y.map((_, i) => Number(i < 4));
    expect(() => new NuSVC({ nu: 0.5 }).fit(X, labels)).toThrow(
      /NuSVC.fit: nu is 0.5 with classes of 86 and 4/,
    );
  });
});

describe("probability", () => {
  it("couples pairs: equal ones give 1/K, and consistent ones the probabilities they come from", () => {
    expectClose(couplePairs(new Float64Array(9).fill(0.5), 3), [1 / 3, 1 / 3, 1 / 3], 1e-14);
    const p = [0.5, 0.3, 0.2];
    const r = Float64Array.from(
      { length: 9 },
      (_, at) => p[Math.floor(at / 3)]! / (p[Math.floor(at / 3)]! + p[at % 3]!),
    );
    expectClose(couplePairs(r, 3), p, 1e-14);
  });

  it("is near the share of each class where normal densities overlap", () => {
    const rng = new Philox(11);
    const rows = Array.from({ length: 1200 }, (_, i) => [rng.normal() + 1.5 * (i % 2), rng.normal()]);
    const labels = rows.map((_, i) => i % 2);
    const model = new SVC({ kernel: "linear", probability: true }).fit(rows, labels);
    // Bayes: ln p/(1 − p) = 1.5 x − 1.125.
    for (const x of [-1, 0, 0.75, 1.5, 2.5]) {
      const p = model.predictProba([[x, 0]]).at(0, 1);
      expect(Math.abs(p - 1 / (1 + Math.exp(1.125 - 1.5 * x)))).toBeLessThan(0.06);
    }
  });

  it("is the same for the same randomState", () => {
    const proba = (randomState: number): number[][] =>
      new SVC({ probability: true, randomState }).fit(X, y).predictProba(Q).toArray();
    expect(proba(1)).toEqual(proba(1));
    expect(proba(1)).not.toEqual(proba(2));
  });
});
