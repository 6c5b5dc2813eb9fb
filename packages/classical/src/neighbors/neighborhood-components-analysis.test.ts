import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { Matrix } from "../matrix/matrix.ts";
import { expectClose, goldenValues } from "./golden.fixture.ts";
import { KNeighborsClassifier } from "./k-neighbors-classifier.ts";
import { expectedRight, NeighborhoodComponentsAnalysis } from "./neighborhood-components-analysis.ts";

interface Golden {
  X: number[][];
  y: number[];
  components: { A: number[][]; objective: number; gradient: number[]; reached: number };
}
const { X, y, components } = goldenValues<Golden>("neighbors");

describe("NeighborhoodComponentsAnalysis", () => {
  it("two rows of one class and one beside them are right by e^{−d}/(e^{−d} + e^{−e}) each, and 0", () => {
    const rows = Matrix.fromRows([[0], [1], [3]]);
    const p = (own: number, other: number): number => Math.exp(-own) / (Math.exp(-own) + Math.exp(-other));
    const right = expectedRight(
      Matrix.fromRows([[1]]),
      { X: rows, codes: Int32Array.of(0, 0, 1) },
      new Float64Array(1),
    );
    expect(right).toBeCloseTo(p(1, 9) + p(1, 4), 14);
  });

  it("has scikit-learn's objective and gradient, that of differences, and goes as high", () => {
    const codes = Int32Array.from(y);
    const at = (A: Matrix, gradient = new Float64Array(6)): number =>
      expectedRight(A, { X: Matrix.fromRows(X), codes }, gradient);
    const [A, slope] = [Matrix.fromRows(components.A), new Float64Array(6)];
    expect(at(A, slope)).toBeCloseTo(components.objective, 10);
    expectClose(
      slope,
      components.gradient.map((g) => -g),
      1e-10,
    );
    for (let k = 0; k < 6; k++) {
      const moved = (step: number): number =>
        at(
          new Matrix(
            A.data.map((a, i) => (i === k ? a + step : a)),
            [2, 3],
          ),
        );
      expect(Math.abs((moved(1e-5) - moved(-1e-5)) / 2e-5 + slope[k]!)).toBeLessThan(1e-7);
    }
    const model = new NeighborhoodComponentsAnalysis({
      nComponents: 2,
      init: A,
      maxIter: 500,
      tol: 1e-8,
    }).fit(X, y);
    // The objective has several tops, on rays without an end.
    expect(model.objective_ * X.length).toBeGreaterThan(0.98 * components.reached);
  });

  it("stretches the column that tells classes apart, so that neighbours are of one class", () => {
    const rng = new Philox(1);
    const rows = Array.from({ length: 120 }, (_, i) => [
      1.5 * rng.normal(),
      (i % 2) + 0.1 * rng.normal(),
      1.5 * rng.normal(),
    ]);
    const labels = rows.map((_, i) => i % 2);
    const nca = new NeighborhoodComponentsAnalysis({
      nComponents: 1,
      init: Matrix.fromRows([[0.5, 0.5, 0.5]]),
    });
    const mapped = nca.fitTransform(rows, labels);
    const lengths = [0, 1, 2].map((j) => Math.hypot(...nca.components_.column(j)));
    expect(lengths[1]).toBeGreaterThan(3 * Math.max(lengths[0]!, lengths[2]!));
    const score = (data: number[][] | Matrix): number =>
      new KNeighborsClassifier().fit(data, labels).score(data, labels);
    expect(score(mapped)).toBeGreaterThan(score(rows));
    expect(nca.getFeatureNamesOut()).toEqual(["neighborhoodcomponentsanalysis0"]);
  });

  it("starts where it is told", () => {
    const one = Matrix.fromRows([[0, 1, 0]]);
    const model = new NeighborhoodComponentsAnalysis({ nComponents: 1, init: one, tol: 1e9 }).fit(X, y);
    expect(model.components_.toArray()).toEqual([[0, 1, 0]]);
    expect(() => new NeighborhoodComponentsAnalysis({ init: one }).fit(X, y)).toThrow(
      "init is 1 × 3, 3 × 3 is needed",
    );
  });

  it("refuses one class, too many components, and no y", () => {
    const of = (nComponents: number) => new NeighborhoodComponentsAnalysis({ nComponents });
    expect(() =>
      of(2).fit(
        X,
        X.map(() => 1),
      ),
    ).toThrow("y has one class, at least 2 are needed");
    expect(() => of(4).fit(X, y)).toThrow("nComponents is 4 for 3 columns");
    expect(() => of(2).fit(X)).toThrow("y is missing");
  });

  it("keeps the contract of estimators", () => {
    expect(checkEstimator(() => new NeighborhoodComponentsAnalysis({ init: "pca" }))).toEqual([]);
  });
});
