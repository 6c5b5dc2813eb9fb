import { Philox } from "@blankfile/tensor";
import { describe, expect, it, vi } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";
import { multiply, multiplyTransposed } from "../../matrix/products.ts";
import { identity } from "../clouds.fixture.ts";
import { expectLearntNear, expectNear, goldenDecomposition, optionsHere } from "../golden.fixture.ts";
import { FactorAnalysis } from "./factor-analysis.ts";
import { rotateFactors } from "./rotate-factors.ts";

interface Case {
  options: Record<string, unknown>;
  learnt: Record<string, number | number[]>;
  components: number[][];
  transformed: number[][];
  scores: number[];
  covariance: number[][];
  precision: number[][];
}
const golden = goldenDecomposition<{ data: { factors: number[][] }; analysis: Case[] }>("factors");
const X = Matrix.fromRows(golden.data.factors);

describe("FactorAnalysis", () => {
  it("by hand: two columns that are one factor and equal noise share the covariance", () => {
    const rows = [
      [3, 1],
      [1, 3],
      [-3, -1],
      [-1, -3],
    ];
    // S = [[5, 3], [3, 5]]: one factor w with w₁ w₂ = 3 and w_j² + ψ_j = 5.
    const model = new FactorAnalysis({ nComponents: 1, tol: 1e-13, maxIter: 10_000 }).fit(rows);
    expectNear(model.components_, [Math.sqrt(3), Math.sqrt(3)], 1e-5);
    expectNear(model.noiseVariance_, [2, 2], 1e-5);
  });

  it.each(golden.analysis.map((one) => [JSON.stringify(one.options), one] as const))(
    "scikit-learn gives the same: %s",
    (_, one) => {
      const model = new FactorAnalysis(optionsHere(one.options)).fit(X);
      expectLearntNear(model, one.learnt, 1e-7);
      expectNear(model.getCovariance(), one.covariance, 1e-7);
      expectNear(model.getPrecision(), one.precision, 1e-7);
      expectNear(model.scoreSamples(X), one.scores, 1e-7);
      // Signs are free: the largest of each is above 0 here.
      for (const [k, row] of one.components.entries()) {
        const sign = Math.sign(
          row.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0),
        );
        const signed = (values: Iterable<number>) => Array.from(values, (value) => sign * value);
        expectNear(model.components_.row(k), signed(row), 1e-6);
        expectNear(model.transform(X).column(k), signed(one.transformed.map((z) => z[k]!)), 1e-6);
      }
    },
  );

  it("never lowers the likelihood, which is that of its density", () => {
    const model = new FactorAnalysis({ nComponents: 2, tol: 1e-9, maxIter: 2000 }).fit(X);
    for (const [step, value] of model.loglike_.entries())
      if (step > 0) expect(value).toBeGreaterThanOrEqual(model.loglike_[step - 1]! - 1e-9);
    expect(80 * model.score(X)).toBeCloseTo(model.loglike_.at(-1)!, 5);
    expectNear(multiply(model.getPrecision(), model.getCovariance()), identity(7), 1e-10);
  });

  it("finds the noise of each column where PCA has one for all", () => {
    const rng = new Philox(4);
    const noise = [0.2, 0.5, 1, 1.5, 0.1];
    const rows = Array.from({ length: 4000 }, () => {
      const z = rng.normal();
      return noise.map((ψ, j) => (1 + 0.2 * j) * z + Math.sqrt(ψ) * rng.normal());
    });
    const model = new FactorAnalysis({ nComponents: 1, tol: 1e-6 }).fit(rows);
    for (const [j, ψ] of noise.entries()) expect(Math.abs(model.noiseVariance_[j]! - ψ)).toBeLessThan(0.1);
  });

  it("warns when it stops early and refuses what does not fit", () => {
    const said = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(new FactorAnalysis({ nComponents: 2, maxIter: 2 }).fit(X).warnings_).toHaveLength(1);
    said.mockRestore();
    expect(() => new FactorAnalysis({ nComponents: 8 }).fit(X)).toThrow("nComponents is 8 of 7 columns");
    expect(() => new FactorAnalysis({ noiseVarianceInit: [1] }).fit(X)).toThrow(
      "has 1 numbers, 7 are needed",
    );
  });
});

describe("rotateFactors", () => {
  it("by hand: turned by 45° from the axes, loadings come back to them", () => {
    const h = Math.SQRT1_2;
    const W = Matrix.fromRows([
      [2 * h, 2 * h],
      [h, h],
      [h, -h],
      [3 * h, -3 * h],
    ]);
    // At 45° both factors are alike and the criterion stands still, so it is turned a little off.
    const [c, s] = [Math.cos(0.1), Math.sin(0.1)];
    for (const method of ["varimax", "quartimax"] as const) {
      const turned = rotateFactors(
        multiply(
          W,
          Matrix.fromRows([
            [c, -s],
            [s, c],
          ]),
        ),
        { method, tol: 1e-14 },
      );
      for (let i = 0; i < 4; i++)
        expect(Math.min(Math.abs(turned.at(i, 0)), Math.abs(turned.at(i, 1)))).toBeLessThan(1e-5);
      expectNear(multiplyTransposed(turned, turned), multiplyTransposed(W, W), 1e-12);
    }
  });
});
