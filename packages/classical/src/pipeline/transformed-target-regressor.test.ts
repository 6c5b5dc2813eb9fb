import { describe, expect, it, vi } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { MeanOnly } from "../check-estimator/honest.fixture.ts";
import { MinMaxScaler } from "../preprocessing/scaling/min-max-scaler.ts";
import { StandardScaler } from "../preprocessing/scaling/standard-scaler.ts";
import { TransformedTargetRegressor } from "./transformed-target-regressor.ts";

const X = [[1], [2], [3]];

describe("TransformedTargetRegressor", () => {
  it("the mean of logarithms, back by exp, is the geometric mean", () => {
    const model = new TransformedTargetRegressor({
      regressor: new MeanOnly(),
      func: Math.log,
      inverseFunc: Math.exp,
    });
    expect(model.fit(X, [1, 10, 100]).predict([[9]])[0]).toBeCloseTo(10, 12);
  });

  it("a scaler there and back changes nothing for a mean", () => {
    const model = new TransformedTargetRegressor({
      regressor: new MeanOnly(),
      transformer: new StandardScaler(),
    });
    expect(model.fit(X, [1, 2, 6]).predict([[9]])[0]).toBeCloseTo(3, 12);
    expect(model.getParams()).toMatchObject({ regressor__isLoud: false, transformer__withMean: true });
  });

  it("warns where there and back is not the same", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const model = new TransformedTargetRegressor({
      regressor: new MeanOnly(),
      func: Math.log,
      inverseFunc: Math.exp,
    });
    expect(model.fit(X, [1, 2, 3]).warnings_).toBeUndefined();
    model.setParams({ inverseFunc: Math.sqrt }).fit(X, [1, 2, 3]);
    expect(model.warnings_![0]).toMatch(/^there and back 1 becomes 0/);
    warn.mockRestore();
  });

  it("refuses no regressor, both ways, and half a way", () => {
    expect(() => new TransformedTargetRegressor({} as never)).toThrow(/no regressor/);
    const regressor = new MeanOnly();
    expect(() => new TransformedTargetRegressor({ regressor, func: Math.log })).toThrow(
      /func is given alone/,
    );
    expect(
      () =>
        new TransformedTargetRegressor({
          regressor,
          transformer: new MinMaxScaler(),
          func: Math.log,
          inverseFunc: Math.exp,
        }),
    ).toThrow(/one of the two/);
    expect(() => new TransformedTargetRegressor({ regressor: new MinMaxScaler() as never })).toThrow(
      /a regressor is needed/,
    );
  });

  it("keeps the contract", () => {
    const make = () =>
      new TransformedTargetRegressor({ regressor: new MeanOnly(), transformer: new StandardScaler() });
    expect(checkEstimator(make as never)).toEqual([]);
  });
});
