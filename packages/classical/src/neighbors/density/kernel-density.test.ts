import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { checkEstimator } from "../../check-estimator/check-estimator.ts";
import { expectClose, goldenValues } from "../golden.fixture.ts";
import { type DensityKernel, logFactor, logKernel } from "./density-kernels.ts";
import { KernelDensity } from "./kernel-density.ts";

interface Golden {
  X: number[][];
  Q: number[][];
  densities: {
    weight: number[];
    found: { kernel: DensityKernel; columns: number; scores: number[] }[];
    rules: Record<"scott" | "silverman", number>;
  };
}
const { X, Q, densities } = goldenValues<Golden>("neighbors");
const kernels = ["gaussian", "tophat", "epanechnikov", "exponential", "linear", "cosine"] as const;

/** Surface of the unit ball: 2, 2π, 4π, 2π², 8π²/3. */
const surfaces = [2, 2 * Math.PI, 4 * Math.PI, 2 * Math.PI ** 2, (8 * Math.PI ** 2) / 3];

describe("KernelDensity", () => {
  it("is the normal density of one point, and half of each of two", () => {
    const one = new KernelDensity({ bandwidth: 2 }).fit([[0]]);
    expect(Math.exp(one.scoreSamples([[2]])[0]!)).toBeCloseTo(
      Math.exp(-0.5) / (2 * Math.sqrt(2 * Math.PI)),
      14,
    );
    const two = new KernelDensity({ kernel: "tophat" }).fit([[0], [10]]);
    expect(Math.exp(two.scoreSamples([[0.5]])[0]!)).toBeCloseTo(0.25, 14);
    expect(two.scoreSamples([[5]])[0]).toBe(Number.NEGATIVE_INFINITY);
    expect(two.score([[0], [10]])).toBeCloseTo(2 * Math.log(0.25), 14);
  });

  it.each(kernels)("integrates to 1 in one to five dimensions: %s", (kernel) => {
    for (const [at, surface] of surfaces.entries()) {
      const [F, end, steps] = [
        at + 1,
        kernel === "gaussian" ? 12 : kernel === "exponential" ? 60 : 1,
        40_000,
      ];
      let sum = 0;
      for (let i = 0; i < steps; i++) {
        const r = ((i + 0.5) * end) / steps;
        sum += surface * r ** (F - 1) * Math.exp(logKernel(kernel, r) + logFactor(kernel, F)) * (end / steps);
      }
      expect(sum).toBeCloseTo(1, 5);
    }
  });

  it.each(densities.found)("is scikit-learn's: $kernel, $columns columns", ({ kernel, columns, scores }) => {
    const cut = (rows: number[][]): number[][] => rows.map((row) => row.slice(0, columns));
    const model = new KernelDensity({ kernel, bandwidth: 0.9 }).fit(cut(X), undefined, {
      sampleWeight: densities.weight,
    });
    expectClose(model.scoreSamples(cut(Q)), scores, 1e-11);
  });

  it("knows the rules of Scott and Silverman", () => {
    for (const bandwidth of ["scott", "silverman"] as const)
      expect(new KernelDensity({ bandwidth }).fit(X).bandwidth_).toBeCloseTo(densities.rules[bandwidth], 14);
  });

  it.each(["gaussian", "tophat"] as const)(
    "draws points with the mean and spread of the estimate: %s",
    (kernel) => {
      const model = new KernelDensity({ kernel, bandwidth: 1.5 }).fit([[0, 0]], undefined, {
        sampleWeight: [3],
      });
      const drawn = model.sample(20_000, { rng: new Philox(5) });
      // Variance h² of a normal, h²/(F + 2) in each coordinate of a disc.
      const variance = kernel === "gaussian" ? 2.25 : 2.25 / 4;
      for (const j of [0, 1]) {
        const column = drawn.column(j);
        const mean = column.reduce((a, b) => a + b, 0) / column.length;
        const spread = column.reduce((a, b) => a + (b - mean) ** 2, 0) / column.length;
        expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(variance / column.length));
        expect(Math.abs(spread / variance - 1)).toBeLessThan(5 * Math.sqrt(2 / column.length));
      }
      if (kernel === "tophat")
        expect(Math.max(...model.scoreSamples(drawn))).toBe(Math.min(...model.scoreSamples(drawn)));
    },
  );

  it("refuses to draw from other kernels", () => {
    expect(() => new KernelDensity({ kernel: "linear" }).fit([[0]]).sample()).toThrow(
      '"gaussian" or "tophat" is needed',
    );
  });

  it("keeps the contract of estimators", () => {
    for (const kernel of kernels) expect(checkEstimator(() => new KernelDensity({ kernel }))).toEqual([]);
  });
});
