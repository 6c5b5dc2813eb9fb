import { lstsq, Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { linearData } from "./linear-data.ts";

describe("linearData", () => {
  it("without noise is the line itself", () => {
    const { X, y } = linearData(5, { rng: new Philox(0), weights: [2], bias: -1 });
    for (let i = 0; i < 5; i++) expect(y.data[i]).toBeCloseTo(2 * X.data[i]! - 1, 6);
  });

  it("with noise leaves it as the error of the best fit", () => {
    const { X, y, weights } = linearData(4000, { rng: new Philox(1), features: 3, noise: 0.5 });
    const fit = lstsq(X.to("float64"), y.to("float64").reshape([4000, 1])).solution;
    const errors = X.to("float64").matmul(fit).reshape([4000]).sub(y).pow(2).mean().item();
    // The variance 0.25 has a standard error of 0.25 √(2 / 4000) = 0.0056.
    expect(Math.abs(errors - 0.25)).toBeLessThan(0.017);
    fit
      .toArray()
      .toString()
      .split(",")
      .forEach((w, i) => {
        expect(Math.abs(Number(w) - weights.data[i]!)).toBeLessThan(0.03);
      });
  });

  it("refuses weights that are not as many as the features", () => {
    expect(() => linearData(3, { rng: new Philox(0), weights: [1, 2], features: 3 })).toThrow(
      /2 weights for 3/,
    );
  });
});
