import { describe, expect, it } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";
import { expectClose } from "../../neighbors/golden.fixture.ts";
import { covariances, golden, type Named, rows } from "../golden-kernels.fixture.ts";
import { showKernel, thetaBounds, thetaOf, withTheta } from "./covariance.ts";
import { covarianceDiagonal, covarianceGradient, covarianceMatrix } from "./covariance-matrix.ts";
import { exponentiation, productKernel, sumKernel } from "./joined-kernels.ts";
import { constantKernel, dotProduct, expSineSquared, whiteKernel } from "./other-kernels.ts";
import { matern, rationalQuadratic, rbf } from "./stationary.ts";

describe("covarianceMatrix", () => {
  it("is what the formulas say of points 1 apart", () => {
    const [X, Z] = [Matrix.fromRows([[0]]), Matrix.fromRows([[1]])];
    const of = (kernel: Parameters<typeof covarianceMatrix>[0]): number =>
      covarianceMatrix(kernel, X, Z).data[0]!;
    expect(of(rbf())).toBeCloseTo(Math.exp(-0.5), 15);
    expect(of(matern({ nu: 0.5 }))).toBeCloseTo(Math.exp(-1), 15);
    expect(of(matern({ nu: 1.5 }))).toBeCloseTo((1 + Math.sqrt(3)) * Math.exp(-Math.sqrt(3)), 15);
    expect(of(rationalQuadratic())).toBeCloseTo(2 / 3, 15);
    expect(of(expSineSquared({ periodicity: 1 }))).toBeCloseTo(1, 15);
    expect(of(expSineSquared({ periodicity: 2 }))).toBeCloseTo(Math.exp(-2), 15);
    expect(of(dotProduct({ sigma0: 3 }))).toBe(9);
    expect(of(sumKernel(constantKernel({ constantValue: 2 }), whiteKernel()))).toBe(2);
    expect(covarianceMatrix(whiteKernel({ noiseLevel: 0.3 }), X).data[0]).toBe(0.3);
    expect(of(exponentiation(constantKernel({ constantValue: 2 }), 3))).toBe(8);
  });

  it.each(Object.keys(covariances) as Named[])("is scikit-learn's, with its gradient: %s", (name) => {
    const [kernel, wanted] = [covariances[name], golden.covariances[name]];
    const [X, Q] = [rows(golden.X, wanted.columns), rows(golden.Q, wanted.columns)];
    const { K, gradients } = covarianceGradient(kernel, X.takeRows([0, 1, 2, 3, 4, 5]));
    expectClose(thetaOf(kernel), wanted.theta, 1e-14);
    expectClose(K, wanted.K, 1e-13);
    expect(gradients.length).toBe(wanted.theta.length);
    for (const [j, slope] of gradients.entries())
      expectClose(slope, (wanted.gradient[j] as number[][]).flat(), 1e-12);
    expectClose(covarianceMatrix(kernel, X.takeRows([0, 1, 2]), Q), wanted.across, 1e-13);
    expectClose(covarianceDiagonal(kernel, Q), wanted.diagonal, 1e-13);
  });

  it.each(Object.keys(covariances) as Named[])(
    "changes with θ as its gradient says, by central differences: %s",
    (name) => {
      const kernel = covariances[name];
      const X = rows(golden.X, golden.covariances[name].columns).takeRows([0, 1, 2, 3]);
      const [theta, { gradients }] = [thetaOf(kernel), covarianceGradient(kernel, X)];
      for (let j = 0; j < theta.length; j++) {
        const at = (step: number): Float64Array =>
          covarianceMatrix(
            withTheta(
              kernel,
              theta.map((t, i) => (i === j ? t + step : t)),
            ),
            X,
          ).data;
        // Differences are off by h² times a third derivative.
        const [after, before] = [at(1e-5), at(-1e-5)];
        expectClose(
          gradients[j]!,
          after.map((value, i) => (value - before[i]!) / 2e-5),
          1e-8,
        );
      }
    },
  );

  it("a fixed number has no place in θ", () => {
    const kernel = productKernel(
      constantKernel({ constantValueBounds: "fixed" }),
      rbf({ lengthScaleBounds: [0.1, 10] }),
    );
    expect(thetaOf(kernel).length).toBe(1);
    expectClose(thetaBounds(kernel)[0]!, [Math.log(0.1), Math.log(10)], 1e-15);
    expect(showKernel(withTheta(kernel, [Math.log(3)]))).toBe(
      "constantKernel(constantValue=1) * rbf(lengthScale=3)",
    );
  });

  it("refuses what cannot be a hyperparameter", () => {
    expect(() => rbf({ lengthScale: 0 })).toThrow("rbf: lengthScale is 0, a finite number > 0 is needed");
    expect(() => matern({ nu: 2 })).toThrow("matern: nu is 2, 0.5, 1.5, 2.5 or Infinity is needed");
    expect(() => whiteKernel({ noiseLevelBounds: [2, 1] })).toThrow("bounds [2, 1]");
    expect(() => sumKernel(rbf())).toThrow("sumKernel: 1 kernels, at least 2 are needed");
    expect(() => exponentiation(rbf(), 0)).toThrow("exponent is 0");
    expect(() => covarianceMatrix(rbf({ lengthScale: [1, 2] }), Matrix.zeros(2, 3))).toThrow(
      "rbf: 2 length scales for 3 columns",
    );
  });
});
