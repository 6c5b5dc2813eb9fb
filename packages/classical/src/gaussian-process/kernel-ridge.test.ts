import { describe, expect, it, vi } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { expectClose } from "../neighbors/golden.fixture.ts";
import { golden } from "./golden-kernels.fixture.ts";
import { KernelRidge, type KernelRidgeOptions } from "./kernel-ridge.ts";

const { X, y, Q, ridge } = golden;

describe("KernelRidge", () => {
  it("of one column without intercept is Σxy / (Σx² + λ)", () => {
    const model = new KernelRidge({ alpha: 2 }).fit([[1], [2]], [2, 5]);
    expectClose(model.predict([[1]]), [12 / 7], 1e-14);
  });

  it.each(ridge.found)("is scikit-learn's: $options", ({ options, plain, dual_coef, weighted }) => {
    const model = new KernelRidge(options as KernelRidgeOptions).fit(X, y);
    expectClose(model.predict(Q), plain, 1e-10);
    expectClose(model.dualCoef_, dual_coef, 1e-10);
    model.fit(X, y, { sampleWeight: ridge.weight });
    expectClose(model.predict(Q), weighted, 1e-10);
  });

  it("without penalty and with equal rows takes the shortest solution, and says so", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const model = new KernelRidge({ alpha: 0 }).fit([[1], [1], [2]], [1, 1, 2]);
    expectClose(model.predict([[3]]), [3], 1e-12);
    expect(model.warnings_![0]).toContain("K + 0 I is not positive definite, least squares are used");
    warn.mockRestore();
  });

  it("refuses a precomputed kernel that is not square", () => {
    expect(() => new KernelRidge({ kernel: "precomputed" }).fit(X, y)).toThrow("X is 25 × 2 with kernel");
  });

  it("keeps the contract of estimators", () => {
    expect(checkEstimator(() => new KernelRidge())).toEqual([]);
    expect(checkEstimator(() => new KernelRidge({ kernel: "rbf" }))).toEqual([]);
  });
});
