import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { spanOf, splineSlopesAt, splinesAt } from "./b-splines.ts";
import { SplineTransformer } from "./spline-transformer.ts";

describe("B-splines", () => {
  it("of degree 1 are hats: half way between two knots both are ½", () => {
    const out = new Float64Array(2);
    splinesAt(Float64Array.of(0, 1, 2, 3), { x: 1.5, span: 1, degree: 1 }, out);
    expect(Array.from(out)).toEqual([0.5, 0.5]);
  });

  it("their slopes are what central differences give, and sum to 0", () => {
    const knots = Float64Array.of(0, 0.7, 1, 2, 3.5, 4, 5, 6);
    const [low, high, slopes] = [0, 1, 2].map(() => new Float64Array(4)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    for (const x of [2.2, 3, 3.4]) {
      const span = spanOf(knots, x, 3, 3);
      splinesAt(knots, { x: x - 1e-6, span, degree: 3 }, low);
      splinesAt(knots, { x: x + 1e-6, span, degree: 3 }, high);
      splineSlopesAt(knots, { x, span, degree: 3 }, slopes);
      slopes.forEach((slope, r) => {
        expect(slope).toBeCloseTo((high[r]! - low[r]!) / 2e-6, 7);
      });
      expect(slopes.reduce((sum, slope) => sum + slope)).toBeCloseTo(0, 12);
    }
  });
});

describe("SplineTransformer", () => {
  const X = Array.from({ length: 21 }, (_, i) => [i / 4]);

  it("of degree 0 tells the piece: 0 to 5 in two halves", () => {
    const pieces = new SplineTransformer({ degree: 0, nKnots: 3 }).fit(X);
    expect(pieces.transform([[1], [4], [-9], [99]]).toArray()).toEqual([
      [1, 0],
      [0, 1],
      [1, 0],
      [0, 1],
    ]);
    expect(pieces.getFeatureNamesOut()).toEqual(["x0_sp_0", "x0_sp_1"]);
  });

  it.each(["constant", "linear", "continue", "periodic"] as const)(
    "all splines sum to 1 everywhere: %s",
    (extrapolation) => {
      for (const degree of [1, 2, 3]) {
        const spline = new SplineTransformer({ degree, extrapolation }).fit(X);
        for (const row of spline.transform([[-3], [0], [2.2], [5], [8.7]]).toArray())
          expect(row.reduce((sum, value) => sum + value)).toBeCloseTo(1, 10);
      }
    },
  );

  it("periodic ones come round", () => {
    const spline = new SplineTransformer({ extrapolation: "periodic" }).fit(X);
    const rows = spline.transform([[1.3], [6.3], [-3.7]]).toArray();
    for (const row of rows)
      for (const [s, value] of row.entries()) expect(value).toBeCloseTo(rows[0]![s]!, 12);
  });

  it("takes knots by hand, NaN as zeros where told, and a constant column", () => {
    const byHand = new SplineTransformer({ knots: [0, 1, 5], degree: 1, handleMissing: "zeros" }).fit(X);
    expect(byHand.transform([[3], [Number.NaN]]).toArray()).toEqual([
      [0, 0.5, 0.5],
      [0, 0, 0],
    ]);
    const constant = new SplineTransformer().fitTransform([[2], [2]]);
    expect(constant.row(0).reduce((sum, value) => sum + value)).toBeCloseTo(1, 12);
  });

  it("refuses what lies outside where told, knots that fall, and too few for a period", () => {
    expect(() => new SplineTransformer({ extrapolation: "error" }).fit(X).transform([[5.5]])).toThrow(
      /X\[0, 0\] is 5.5, a value between the outer knots 0 and 5 is needed/,
    );
    expect(() => new SplineTransformer({ knots: [0, 2, 1] })).toThrow(/two or more upwards/);
    expect(() => new SplineTransformer({ nKnots: 3, extrapolation: "periodic" }).fit(X)).toThrow(
      /more than degree 3/,
    );
  });

  it.each(["uniform", "quantile"] as const)(
    "takes a column that varies by less than 1e-200 as constant, with %s knots",
    (knots) => {
      const [tiny, none] = [
        [[1e-310], [2e-310], [3e-310]],
        [[0], [0], [0]],
      ].map((rows) => new SplineTransformer({ knots }).fitTransform(rows));
      tiny!.data.forEach((value, at) => {
        expect(value).toBeCloseTo(none!.data[at]!, 12);
      });
    },
  );

  it.each(["uniform", "quantile"] as const)("keeps the contract with %s knots", (knots) => {
    expect(checkEstimator((() => new SplineTransformer({ knots })) as never)).toEqual(
      // Weighted quantiles step where those without weights go along lines; scikit-learn's do too.
      knots === "uniform" ? [] : [expect.stringContaining("a weight of 2 is the row twice")],
    );
  });
});
