import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { expectClose, goldenValues } from "../neighbors/golden.fixture.ts";
import { NuSVR } from "./nu-svr.ts";
import { OneClassSVM } from "./one-class-svm.ts";
import { SVR } from "./svr.ts";

interface Described {
  dual_coef: number[][];
  intercept: number[];
  decision: number[];
  predict: number[];
}
interface Golden {
  X: number[][];
  t: number[];
  Q: number[][];
  weight: number[];
  others: Record<"svr_weighted" | "nu_svr" | "nu_svr_weighted" | "one_class_weighted", Described> & {
    svr: Described[];
    one_class: Described & { offset: number[] };
  };
}
const { X, t, Q, weight, others } = goldenValues<Golden>("svm");
const tol = 1e-9;
/** LIBSVM keeps its kernels in float32. */
const close = 1e-5;

function compare(model: SVR | NuSVR, wanted: Described): void {
  expectClose(model.intercept_, wanted.intercept, close);
  expectClose(model.predict(Q), wanted.predict, close);
}

describe("SVR", () => {
  it("is flat where ε holds all targets, in the middle of them", () => {
    const model = new SVR({ epsilon: 1 }).fit([[0], [1], [2]], [0, 0.5, 1]);
    expect(model.support_.length).toBe(0);
    expect([...model.predict([[5]])]).toEqual([0.5]);
  });

  it("is LIBSVM's: rbf, linear, and with weights", () => {
    for (const [at, kernel] of (["rbf", "linear"] as const).entries()) {
      const model = new SVR({ kernel, epsilon: 0.05, C: 2, tol }).fit(X, t);
      compare(model, others.svr[at]!);
      if (kernel === "rbf") expectClose(model.dualCoef_, others.svr[at]!.dual_coef, 1e-4);
      else expect(model.coef_!.cols).toBe(3);
    }
    compare(new SVR({ gamma: 0.3, tol }).fit(X, t, { sampleWeight: weight }), others.svr_weighted);
  });

  it("with ν is LIBSVM's, also with weights", () => {
    compare(new NuSVR({ nu: 0.4, C: 2, tol }).fit(X, t), others.nu_svr);
    compare(
      new NuSVR({ nu: 0.4, gamma: 0.3, tol }).fit(X, t, { sampleWeight: weight }),
      others.nu_svr_weighted,
    );
  });

  it("keeps the contract of estimators", () => {
    expect(checkEstimator(() => new SVR({ tol: 1e-8 }), { weightTolerance: 1e-5 })).toEqual([]);
    expect(checkEstimator(() => new NuSVR({ tol: 1e-8 }), { weightTolerance: 1e-5 })).toEqual([]);
  });
});

describe("OneClassSVM", () => {
  it("is LIBSVM's, also with weights", () => {
    const model = new OneClassSVM({ nu: 0.25, tol }).fit(X);
    expectClose(model.decisionFunction(Q), others.one_class.decision, close);
    expectClose([model.offset_], others.one_class.offset, close);
    expectClose(model.predict(Q), others.one_class.predict, 0);
    expectClose(model.dualCoef_, others.one_class.dual_coef, 1e-4);
    const weighted = new OneClassSVM({ nu: 0.25, gamma: 0.3, tol }).fit(X, undefined, {
      sampleWeight: weight,
    });
    expectClose(weighted.decisionFunction(Q), others.one_class_weighted.decision, close);
  });

  it("scores are Σ β k, above offset_ inside", () => {
    const model = new OneClassSVM().fit([[0], [0.1], [-0.1], [5]]);
    expect([...model.predict([[0], [20]])]).toEqual([1, -1]);
    expect(model.scoreSamples([[20]])[0]).toBeLessThan(model.offset_);
  });

  it("keeps the contract of estimators", () => {
    expect(checkEstimator(() => new OneClassSVM({ tol: 1e-8 }), { weightTolerance: 1e-5 })).toEqual([]);
  });
});
