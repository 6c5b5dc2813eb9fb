import { Philox } from "@blankfile/tensor";
import { describe, expect, it, vi } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { expectClose } from "../neighbors/golden.fixture.ts";
import { GaussianProcessRegressor } from "./gaussian-process-regressor.ts";
import { covariances, golden, type Named, rows } from "./golden-kernels.fixture.ts";
import { thetaOf } from "./kernels/covariance.ts";
import { productKernel, sumKernel } from "./kernels/joined-kernels.ts";
import { constantKernel, whiteKernel } from "./kernels/other-kernels.ts";
import { rbf } from "./kernels/stationary.ts";

const { X, y, Q, learnt } = golden;
const noisy = sumKernel(
  productKernel(constantKernel(), rbf({ lengthScale: [1, 1] })),
  whiteKernel({ noiseLevel: 0.1 }),
);

describe("GaussianProcessRegressor", () => {
  it("with one value 3 at 0, the mean is 3 e^{−x²/2} and the variance 1 − e^{−x²}", () => {
    const model = new GaussianProcessRegressor({ kernel: rbf(), optimizer: null, alpha: 0 }).fit([[0]], [3]);
    const { mean, std } = model.predict([[0], [1], [9]], { returnStd: true });
    expectClose(mean, [3, 3 * Math.exp(-0.5), 3 * Math.exp(-40.5)], 1e-14);
    expectClose(std, [0, Math.sqrt(1 - Math.exp(-1)), 1], 1e-14);
    expect(model.logMarginalLikelihood()).toBeCloseTo(-4.5 - 0.5 * Math.log(2 * Math.PI), 13);
  });

  it.each(Object.keys(covariances) as Named[])("is scikit-learn's with a given kernel: %s", (name) => {
    const wanted = golden.covariances[name];
    const options = { kernel: covariances[name], alpha: 0.01, optimizer: null } as const;
    const [fit, test] = [rows(X, wanted.columns), rows(Q, wanted.columns)];
    const model = new GaussianProcessRegressor(options).fit(fit, y);
    // A condition number of 10⁴ takes four digits.
    expectClose(model.predict(test), wanted.mean, 1e-9);
    expectClose(model.predict(test, { returnStd: true }).std, wanted.std, 1e-9);
    expectClose(model.predict(test.takeRows([0, 1, 2]), { returnCov: true }).cov, wanted.cov, 1e-9);
    const slope = new Float64Array(wanted.theta.length);
    expectClose([model.logMarginalLikelihood(wanted.theta, slope)], [wanted.likelihood], 1e-9);
    expectClose(slope, wanted.slope, 1e-8);
  });

  it("learns scikit-learn's θ, and is not worse than its start", () => {
    const model = new GaussianProcessRegressor({ kernel: noisy, normalizeY: true }).fit(X, y);
    expect(model.logMarginalLikelihood()).toBeCloseTo(learnt.likelihood, 7);
    expectClose(thetaOf(model.kernel_), learnt.theta, 1e-4);
    const { mean, std } = model.predict(Q, { returnStd: true });
    expectClose(mean, learnt.mean, 1e-5);
    expectClose(std, learnt.std, 1e-5);
    expect(model.logMarginalLikelihood()).toBeGreaterThan(model.logMarginalLikelihood(thetaOf(noisy)));
  });

  it("restarts find what a bad start misses", () => {
    const bad = sumKernel(rbf({ lengthScale: 500 }), whiteKernel({ noiseLevel: 900 }));
    const quiet = vi.spyOn(console, "warn").mockImplementation(() => {});
    const reached = (nRestartsOptimizer: number): number =>
      new GaussianProcessRegressor({ kernel: bad, nRestartsOptimizer, randomState: 1 })
        .fit(X, y)
        .logMarginalLikelihood();
    expect(reached(5)).toBeGreaterThanOrEqual(reached(0));
    expect(reached(5)).toBe(reached(5));
    quiet.mockRestore();
  });

  it("draws functions with the posterior's mean and covariance, through the points without noise", () => {
    const model = new GaussianProcessRegressor({ kernel: rbf(), optimizer: null }).fit([[0], [2]], [1, -1]);
    const test = [[0], [1], [1.5]];
    const drawn = model.sampleY(test, 4000, { rng: new Philox(3) });
    const { mean, cov } = model.predict(test, { returnCov: true });
    for (let i = 0; i < 3; i++) {
      const row = drawn.row(i);
      const m = row.reduce((a, b) => a + b, 0) / 4000;
      expect(Math.abs(m - mean[i]!)).toBeLessThan(5 * Math.sqrt((cov.at(i, i) + 1e-9) / 4000) + 1e-4);
      const v = row.reduce((a, b) => a + (b - m) ** 2, 0) / 4000;
      expect(Math.abs(v - cov.at(i, i))).toBeLessThan(5 * Math.sqrt(2 / 4000) * cov.at(i, i) + 1e-8);
    }
  });

  it("alpha may be a noise for each row", () => {
    const alpha = [0.1, 10];
    const model = new GaussianProcessRegressor({ kernel: rbf(), optimizer: null, alpha }).fit(
      [[0], [50]],
      [1, 1],
    );
    expectClose(model.predict([[0], [50]]), [1 / 1.1, 1 / 11], 1e-12);
    expect(() => new GaussianProcessRegressor({ alpha: [1, 2, 3] }).fit([[0], [1]], [1, 2])).toThrow(
      "alpha has 3 numbers for 2 rows",
    );
  });

  it("refuses a matrix that is not positive definite, and says when θ is at a bound", () => {
    const twice = new GaussianProcessRegressor({ kernel: rbf(), optimizer: null, alpha: 0 });
    expect(() => twice.fit([[1], [1]], [0, 1])).toThrow(
      /GaussianProcessRegressor.fit: rbf\(lengthScale=1\) gives a matrix on these rows that is not positive definite .* a larger alpha/,
    );
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const narrow = rbf({ lengthScale: 0.02, lengthScaleBounds: [0.01, 0.03] });
    const model = new GaussianProcessRegressor({ kernel: narrow, alpha: 0.01 }).fit(
      [[0], [1], [2], [3]],
      [0, 1, 2, 3],
    );
    expect(model.warnings_).toBeUndefined();
    const wide = rbf({ lengthScale: 0.9, lengthScaleBounds: [0.5, 1] });
    const long = new GaussianProcessRegressor({ kernel: wide, alpha: 0.01 }).fit(
      [[0], [1], [2], [3]],
      [0, 1, 2, 3],
    );
    expect(long.warnings_![0]).toContain("θ ended at its bounds in place 0 of rbf(lengthScale=1)");
    warn.mockRestore();
  });

  it("bounds that leave one value fix it", () => {
    const kernel = rbf({ lengthScale: 2, lengthScaleBounds: [2, 2] });
    const model = new GaussianProcessRegressor({ kernel, alpha: 0.1 }).fit(X, y);
    expectClose(thetaOf(model.kernel_), [Math.log(2)], 1e-15);
    expect(model.warnings_).toBeUndefined();
  });

  it("keeps the contract of estimators", () => {
    expect(checkEstimator(() => new GaussianProcessRegressor({ alpha: 0.01 }), { tolerance: 1e-6 })).toEqual(
      [],
    );
    expect(checkEstimator(() => new GaussianProcessRegressor({ alpha: 0.01, optimizer: null }))).toEqual([]);
  });
});
