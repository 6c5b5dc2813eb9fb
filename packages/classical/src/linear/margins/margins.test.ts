import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { type Case, expectClose, expectLearnt, readGolden } from "../linear.fixture.ts";
import { LinearSVC } from "./linear-svc.ts";
import { LinearSVR } from "./linear-svr.ts";

const regression = readGolden<{ margins: Case[] }>("linear");
const classes = readGolden<{ linearSVC: Case[] }>("glm");
const tight = { tol: 1e-9, maxIter: 200_000 };

it("of x = ∓1 without intercept, ½w² + 2C(1 − w)₊ has w = 1 for C ≥ ½ and 2C below", () => {
  const X = [[-1], [1]];
  const options = { loss: "hinge", fitIntercept: false, ...tight } as const;
  expectClose(new LinearSVC({ ...options, C: 3 }).fit(X, [0, 1]).coef_, [1], 1e-9);
  expectClose(new LinearSVC({ ...options, C: 0.2 }).fit(X, [0, 1]).coef_, [0.4], 1e-9);
  // ½w² + 2C(1 − w)² has w = 4C/(1 + 4C).
  expectClose(
    new LinearSVC({ ...options, C: 0.5, loss: "squaredHinge" }).fit(X, [0, 1]).coef_,
    [2 / 3],
    1e-9,
  );
});

/** Whether the dual can be solved, or something else, or both. */
function waysOf({ loss, penalty }: Record<string, unknown>): boolean[] {
  if (penalty === "l1") return [false];
  return loss === "hinge" ? [true] : [true, false];
}

for (const test of classes.linearSVC) {
  it(`${test.title} is liblinear's`, () => {
    const { X, y } = classes.samplesOf(test);
    for (const dual of waysOf(test.options!)) {
      const model = new LinearSVC({ ...test.options, ...tight, dual }).fit(X, y);
      expect(model.warnings_).toBeUndefined();
      expectLearnt(model, test.learnt, 1e-5);
      expect(model.predict(X)).toEqual(test.predicted);
    }
  });
}

for (const test of regression.margins) {
  it(`${test.title} is liblinear's`, () => {
    const { X, y } = regression.samplesOf(test);
    const model = new LinearSVR({ ...test.options, ...tight }).fit(X, y);
    expect(model.warnings_).toBeUndefined();
    expectLearnt(model, test.learnt, 1e-5);
  });
}

describe("LinearSVC", () => {
  const { X, y } = classes.samplesOf({ data: "two" });

  it("rests on margins: w is a sum of rows with y z ≤ 1, none beyond", () => {
    const model = new LinearSVC({ loss: "hinge", C: 0.5, ...tight }).fit(X, y);
    const scores = model.decisionFunction(X) as Float64Array;
    const beyond = [...y.keys()].filter((i) => (2 * y[i]! - 1) * scores[i]! > 1 + 1e-6);
    const kept = [...y.keys()].filter((i) => !beyond.includes(i));
    const without = new LinearSVC({ loss: "hinge", C: 0.5, ...tight }).fit(
      X.takeRows(kept),
      kept.map((i) => y[i]!),
    );
    expect(beyond.length).toBeGreaterThan(5);
    expectClose(without.coef_, model.coef_, 1e-6);
  });

  it("refuses an l1 penalty of the hinge", () => {
    expect(() => new LinearSVC({ penalty: "l1", loss: "hinge" })).toThrow(
      /"squaredHinge" and dual false are needed/,
    );
    expect(() => new LinearSVC({ loss: "hinge", dual: false })).toThrow(/dual true is needed/);
  });

  it("warns where it has not converged", () => {
    const model = new LinearSVC({ maxIter: 1, tol: 1e-9, dual: true }).fit(X, y);
    expect(model.warnings_?.[0]).toMatch(/stopped after 1 rounds with a violation of/);
  });

  it("keeps the contract", () => {
    expect(checkEstimator(() => new LinearSVC({ tol: 1e-9, maxIter: 20_000, C: 0.1, dual: true }))).toEqual(
      [],
    );
    expect(checkEstimator(() => new LinearSVC({ tol: 1e-9 }))).toEqual([]);
    expect(checkEstimator(() => new LinearSVC({ penalty: "l1", tol: 1e-9 }))).toEqual([]);
  });
});

it("LinearSVR keeps the contract", () => {
  const options = { loss: "squaredEpsilonInsensitive", tol: 1e-9, maxIter: 20_000, C: 0.1 } as const;
  expect(checkEstimator(() => new LinearSVR(options))).toEqual([]);
});
