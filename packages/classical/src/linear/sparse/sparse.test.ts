import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { gramSums } from "../../optimize/gram.ts";
import { type Case, expectClose, expectLearnt, readGolden } from "../linear.fixture.ts";
import { coordinateDescent } from "./coordinate-descent.ts";
import { coordinateDescentGram } from "./coordinate-descent-gram.ts";
import { ElasticNet } from "./elastic-net.ts";
import { ElasticNetCV } from "./elastic-net-cv.ts";
import { enetPath, lassoPath } from "./enet-path.ts";
import { Lasso } from "./lasso.ts";
import { LassoCV } from "./lasso-cv.ts";

interface Paths {
  lasso: { alphas: number[]; coefs: number[][] };
  enet: { alphas: number[]; coefs: number[][] };
  LassoCV: Case;
  "LassoCV weighted": Case;
  ElasticNetCV: Case;
}
const { nets, paths, samplesOf } = readGolden<{ nets: Case[]; paths: Paths }>("linear");
const tight = { tol: 1e-14, maxIter: 200_000 };

it("of one column, w = S(xᵀy / N, α) / (xᵀx / N): (−1, −3), (1, 3) with α = 1 gives 2", () => {
  expect(new Lasso({ alpha: 1, tol: 0 }).fit([[-1], [1]], [-3, 3]).coef_[0]).toBeCloseTo(2, 14);
  expect(new Lasso({ alpha: 3 }).fit([[-1], [1]], [-3, 3]).coef_[0]).toBe(0);
  // S(3, 0.5) / (1 + 0.5)
  const net = new ElasticNet({ alpha: 1, l1Ratio: 0.5, tol: 1e-15 }).fit([[-1], [1]], [-3, 3]);
  expect(net.coef_[0]).toBeCloseTo(2.5 / 1.5, 14);
});

for (const test of nets) {
  // scikit-learn's own duality gap bounds both to about 1e-7.
  it(`${test.title} is scikit-learn's`, () => {
    const { X, y, weight } = samplesOf(test);
    const Model = test.title.startsWith("Lasso") ? Lasso : ElasticNet;
    const model = new Model({ ...test.options, ...tight });
    model.fit(X, y, test.weighted ? { sampleWeight: weight } : {});
    expectLearnt(model, test.learnt, 1e-6);
    expectClose(model.predict(X), test.predicted, 1e-6);
    expect(model.warnings_).toBeUndefined();
  });
}

/** For each column, how far the subgradient at w is from holding 0. */
function violation(
  model: ElasticNet | Lasso,
  X: Matrix,
  { y, l1, l2 }: { y: number[]; l1: number; l2: number },
) {
  const predicted = model.predict(X);
  return Array.from(model.coef_, (w, j) => {
    const column = X.column(j);
    const mean = column.reduce((a, b) => a + b, 0) / X.rows;
    const u = column.reduce((sum, x, i) => sum + (x - mean) * (y[i]! - predicted[i]!), 0) / X.rows - l2 * w;
    return w === 0 ? Math.max(0, Math.abs(u) - l1) : Math.abs(u - l1 * Math.sign(w));
  });
}

describe("the conditions of Karush, Kuhn and Tucker", () => {
  for (const data of ["tall", "wide"]) {
    it(`hold for ${data} data: xᵀr / N is α sign(w) where w ≠ 0 and within ±α elsewhere`, () => {
      const { X, y } = samplesOf({ data });
      for (const alpha of [0.02, 0.2, 1]) {
        const lasso = new Lasso({ alpha, ...tight }).fit(X, y);
        for (const off of violation(lasso, X, { y, l1: alpha, l2: 0 })) expect(off).toBeLessThan(1e-6);
        const net = new ElasticNet({ alpha, l1Ratio: 0.3, ...tight }).fit(X, y);
        for (const off of violation(net, X, { y, l1: 0.3 * alpha, l2: 0.7 * alpha }))
          expect(off).toBeLessThan(1e-6);
      }
    });
  }

  it("the gap bounds what is left to gain", () => {
    const { X, y } = samplesOf({ data: "tall" });
    const objective = (model: Lasso) => {
      const r = model.predict(X).map((value, i) => y[i]! - value);
      const l1 = model.coef_.reduce((sum, w) => sum + Math.abs(w), 0);
      return r.reduce((sum, value) => sum + value * value, 0) / (2 * y.length) + 0.1 * l1;
    };
    const best = objective(new Lasso({ alpha: 0.1, ...tight }).fit(X, y));
    for (const maxIter of [1, 3, 10]) {
      const early = new Lasso({ alpha: 0.1, maxIter, tol: 0 }).fit(X, y);
      expect(early.warnings_?.[0]).toMatch(/duality gap/);
      expect(objective(early) - best).toBeLessThanOrEqual(early.dualGap_ + 1e-12);
    }
  });
});

describe("coordinate descent", () => {
  it("with products is the one with residuals", () => {
    const { X, y } = samplesOf({ data: "tall" });
    const target = Float64Array.from(y);
    for (const penalty of [
      { l1: 3, l2: 0, positive: false },
      { l1: 1, l2: 5, positive: true },
    ]) {
      const [plain, fast] = [new Float64Array(X.cols), new Float64Array(X.cols)];
      const rules = { maxIter: 1000, tol: 1e-12, draw: null };
      const one = coordinateDescent({ columns: X.transpose(), y: target }, plain, penalty, rules);
      const other = coordinateDescentGram(gramSums(X, { y: target }), fast, penalty, rules);
      expectClose(fast, plain, 1e-10);
      expect(Math.abs(one.iterations - other.iterations)).toBeLessThanOrEqual(1);
    }
  });

  it("drawn coordinates end where those in turn do", () => {
    const { X, y } = samplesOf({ data: "wide" });
    const inTurn = new Lasso({ alpha: 0.1, ...tight }).fit(X, y);
    const drawn = new Lasso({ alpha: 0.1, ...tight, selection: "random", randomState: 7 }).fit(X, y);
    expectClose(drawn.coef_, inTurn.coef_, 1e-5);
  });

  it("a warm start at the solution needs a round or two", () => {
    const { X, y } = samplesOf({ data: "tall" });
    const model = new Lasso({ alpha: 0.1, warmStart: true, tol: 1e-10 }).fit(X, y);
    const first = model.nIter_;
    expect(model.fit(X, y).nIter_).toBeLessThan(Math.min(first, 3));
  });

  it("a constant column stays at 0", () => {
    const model = new Lasso({ alpha: 0.01 }).fit(
      [
        [1, 5],
        [2, 5],
        [4, 5],
      ],
      [1, 2, 3],
    );
    expect(model.coef_[1]).toBe(0);
  });
});

describe("paths", () => {
  const { X, y, weight } = samplesOf({ data: "tall" });

  it("of the lasso and the elastic net are scikit-learn's", () => {
    const lasso = lassoPath(X, y, { alphas: 12, ...tight });
    expectClose(lasso.alphas, paths.lasso.alphas, 1e-12);
    expectClose(lasso.coefs, paths.lasso.coefs, 1e-6);
    const net = enetPath(X, y, { alphas: 12, l1Ratio: 0.3, eps: 0.01, ...tight });
    expectClose(net.alphas, paths.enet.alphas, 1e-12);
    expectClose(net.coefs, paths.enet.coefs, 1e-6);
  });

  it("begin with w = 0", () => {
    const { coefs } = lassoPath(X, y);
    expect([...coefs.column(0)].every((w) => Math.abs(w) < 1e-12)).toBe(true);
    expect([...coefs.column(1)].some((w) => w !== 0)).toBe(true);
  });

  it("LassoCV and ElasticNetCV choose as scikit-learn does", () => {
    const cv = new LassoCV({ alphas: 20, ...tight }).fit(X, y);
    expectLearnt(cv, paths.LassoCV.learnt, 1e-6);
    const weighted = new LassoCV({ alphas: 20, ...tight }).fit(X, y, { sampleWeight: weight });
    expectLearnt(weighted, paths["LassoCV weighted"].learnt, 1e-6);
    const net = new ElasticNetCV({ alphas: 10, l1Ratio: [0.2, 0.7, 1], ...tight }).fit(X, y);
    const { alpha_, coef_, intercept_, l1_ratio_ } = paths.ElasticNetCV.learnt;
    expectLearnt(
      net,
      { alpha_: alpha_!, coef_: coef_!, intercept_: intercept_!, l1_ratio_: l1_ratio_! },
      1e-6,
    );
    const at = [0.2, 0.7, 1].indexOf(net.l1Ratio_);
    expectClose(net.msePath_, (paths.ElasticNetCV.learnt.mse_path_ as number[][][])[at], 1e-6);
  });

  it("more folds than rows are refused", () => {
    expect(() => new LassoCV({ cv: 50 }).fit(X, y)).toThrow(/cv of 50 folds for 40 rows/);
  });

  it("a target of another length and a share of 0 are refused", () => {
    expect(() => lassoPath(X, [1, 2])).toThrow(/y has 2 values, 40 are needed/);
    expect(() => enetPath(X, y, { l1Ratio: 0 })).toThrow(/l1Ratio is 0/);
  });
});

it("random problems of any shape satisfy the gap that was asked for", () => {
  const rng = new Philox(11);
  for (let round = 0; round < 15; round++) {
    const [rows, cols] = [2 + rng.integer(20), 1 + rng.integer(20)];
    const X = Matrix.zeros(rows, cols);
    for (let i = 0; i < X.data.length; i++) X.data[i] = rng.normal();
    const y = Array.from({ length: rows }, () => rng.normal());
    const mean = y.reduce((a, b) => a + b, 0) / rows;
    const model = new ElasticNet({ alpha: 0.1 + rng.uniform(), l1Ratio: rng.uniform(), maxIter: 10_000 }).fit(
      X,
      y,
    );
    const scale = y.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows;
    expect(model.dualGap_).toBeLessThanOrEqual(1e-4 * scale * (1 + 1e-9));
    expect(model.dualGap_).toBeGreaterThan(-1e-12);
  }
});

it("keep the contract", () => {
  const exact = { alpha: 0.1, tol: 1e-12, maxIter: 100_000 };
  expect(checkEstimator(() => new Lasso(exact))).toEqual([]);
  expect(checkEstimator(() => new ElasticNet(exact))).toEqual([]);
  expect(checkEstimator(() => new LassoCV({ alphas: 10 }))).toEqual([]);
  expect(checkEstimator(() => new ElasticNetCV({ alphas: 10 }))).toEqual([]);
});
