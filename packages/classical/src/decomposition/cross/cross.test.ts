import { describe, expect, it, vi } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import type { AnyEstimator } from "../../estimator/known.ts";
import { LinearRegression } from "../../linear/least-squares/linear-regression.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { expectLearntNear, expectNear, goldenDecomposition, optionsHere } from "../golden.fixture.ts";
import { CCA } from "./cca.ts";
import { PLSCanonical } from "./pls-canonical.ts";
import { PLSRegression } from "./pls-regression.ts";

const golden = goldenDecomposition<{
  X: number[][];
  Y: number[][];
  cases: {
    kind: "PLSRegression" | "PLSCanonical" | "CCA";
    options: Record<string, unknown>;
    columns: number;
    learnt: Record<string, number[] | number[][]>;
    transformed: number[][];
    y: number[][];
    predicted: number[][];
  }[];
}>("cross");
const classes = { PLSRegression, PLSCanonical, CCA };
const X = Matrix.fromRows(golden.X);
const Y = Matrix.fromRows(golden.Y);

describe("partial least squares", () => {
  it("by hand: y = 2x + 1 is found by one component of x, whose score is x, scaled", () => {
    const model = new PLSRegression({ nComponents: 1 }).fit([[0], [1], [2]], [1, 3, 5]);
    expectNear(model.coef_, [2], 1e-14);
    expectNear(model.predict([[10]]), [21], 1e-13);
    expectNear(model.transform([[0], [1], [2]]), [-1, 0, 1], 1e-14);
  });

  it.each(golden.cases.map((one) => [`${one.kind} ${JSON.stringify(one.options)}`, one] as const))(
    "scikit-learn gives the same: %s",
    (_, one) => {
      const y = Y.takeColumns(Array.from({ length: one.columns }, (_, j) => j));
      const model = new classes[one.kind]({ ...optionsHere(one.options), tol: 1e-20, maxIter: 5000 }).fit(
        X,
        y,
      );
      // Power iterations end within ε of √tol = 1e-10, and errors of one pair pass on to the next.
      expectLearntNear(model, one.learnt, 1e-7);
      expectNear(model.transform(X), one.transformed, 1e-7);
      expectNear(model.transformY(y), one.y, 1e-7);
      expectNear(model.predict(X), one.predicted, 1e-7);
    },
  );

  it("with all components is ordinary least squares, for each column of Y", () => {
    const model = new PLSRegression({ nComponents: 6, tol: 1e-14 }).fit(X, Y);
    for (let q = 0; q < 3; q++)
      expectNear(model.predict(X).column(q), new LinearRegression().fit(X, Y.column(q)).predict(X), 1e-9);
  });

  it("scores of X do not correlate with each other", () => {
    for (const model of [new PLSRegression(), new PLSCanonical(), new CCA()]) {
      const T = model.fit(X, Y).transform(X);
      expect(T.column(0).reduce((sum, t, i) => sum + t * T.at(i, 1), 0)).toBeCloseTo(0, 9);
    }
  });

  it("scores by CCA correlate more than those by covariance", () => {
    const correlation = (model: PLSCanonical | CCA) => {
      const [t, u] = [model.fit(X, Y).transform(X).column(0), model.transformY(Y).column(0)];
      const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
      return dot(t, u) / Math.sqrt(dot(t, t) * dot(u, u));
    };
    expect(correlation(new CCA())).toBeGreaterThan(correlation(new PLSCanonical()));
  });

  it("stops with a warning where nothing of Y is left, and refuses what does not fit", () => {
    const said = vi.spyOn(console, "warn").mockImplementation(() => {});
    const exact = [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ];
    expect(new PLSRegression({ scale: false }).fit(exact, [1, 0, -1, 0]).warnings_).toHaveLength(1);
    said.mockRestore();
    expect(() => new CCA({ nComponents: 2 }).fit(X, Y.column(0))).toThrow("at most 1 is needed");
    expect(() => new PLSRegression().fit(X)).toThrow("PLSRegression.fit: y is missing");
    expect(() => new PLSRegression().fit(X, [1, 2])).toThrow("y has 2 values, 50 are needed");
    expect(() => new PLSRegression().fit(X, new Float64Array(50))).toThrow("Y is constant");
  });

  it.each(Object.entries(classes))("%s keeps the contract", (_, Class) => {
    expect(checkEstimator(() => new Class({ nComponents: 1 }) as unknown as AnyEstimator)).toEqual([]);
  });
});
