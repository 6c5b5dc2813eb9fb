import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";
import { multiply, multiplyTransposed } from "../../matrix/products.ts";
import { cloud, covarianceOf, identity, squaredDifference } from "../clouds.fixture.ts";
import { expectNear } from "../golden.fixture.ts";
import { inferDimension } from "./infer-dimension.ts";
import { PCA } from "./pca.ts";
import { principalAxesByPower } from "./power-iteration.ts";

const sizes = [6, 4, 3, 1.5, 1, 0.4];

describe("PCA", () => {
  it("whitens a direction in which X does not vary to 0, and not by its roundings", () => {
    const X = Array.from({ length: 20 }, (_, i) => [i, 2 * i, ((i * 7) % 5) + 0.1]);
    for (const svdSolver of ["full", "covarianceEigh"] as const) {
      const Z = new PCA({ whiten: true, svdSolver }).fitTransform(X);
      expect(Math.max(...Z.column(2).map(Math.abs))).toBeLessThan(1e-6);
      expect(Math.hypot(...Z.column(0)) ** 2 / 19).toBeCloseTo(1, 10);
    }
  });

  it("by hand: four points on the diagonals vary by 16/3 along (1, 1)/√2 and 4/3 across", () => {
    const model = new PCA().fit([
      [2, 2],
      [-2, -2],
      [1, -1],
      [-1, 1],
    ]);
    expectNear(model.explainedVariance_, [16 / 3, 4 / 3], 1e-14);
    expectNear(model.explainedVarianceRatio_, [0.8, 0.2], 1e-14);
    const h = Math.SQRT1_2;
    expectNear(model.components_.row(0), [h, h], 1e-14);
    expectNear(model.components_.row(1).map(Math.abs), [h, h], 1e-14);
    expectNear(model.transform([[3, 3]]).row(0), [3 * Math.SQRT2, 0], 1e-14);
  });

  it.each(["full", "covarianceEigh"] as const)("%s finds what repeated multiplication finds", (svdSolver) => {
    const X = cloud(80, sizes);
    const { components, variances } = principalAxesByPower(X, 4, { rng: new Philox(1) });
    const model = new PCA({ nComponents: 4, svdSolver }).fit(X);
    expectNear(model.explainedVariance_, variances, 1e-11);
    expectNear(model.components_, components, 1e-9);
  });

  it("leaves (N − 1) times the sum of the eigenvalues left out", () => {
    const X = cloud(70, sizes);
    const all = new PCA({ svdSolver: "full" }).fit(X).explainedVariance_;
    for (let K = 1; K <= 6; K++) {
      const model = new PCA({ nComponents: K, svdSolver: "full" }).fit(X);
      const rest = 69 * all.slice(K).reduce((sum, value) => sum + value, 0);
      expect(squaredDifference(model.inverseTransform(model.transform(X)), X)).toBeCloseTo(rest, 8);
      expectNear(multiplyTransposed(model.components_, model.components_), identity(K), 1e-12);
    }
  });

  it("whitened, has covariance I, and comes back", () => {
    const X = cloud(70, sizes);
    const model = new PCA({ whiten: true }).fit(X);
    expectNear(covarianceOf(model.transform(X)), identity(6), 1e-10);
    expectNear(model.inverseTransform(model.transform(X)), X, 1e-10);
    expectNear(model.getCovariance(), covarianceOf(X), 1e-12);
  });

  it("by chance finds the leading axes of 600 × 40 as exactly as they stand out", () => {
    const X = cloud(
      600,
      Array.from({ length: 40 }, (_, j) => 10 * 0.7 ** j),
    );
    const exact = new PCA({ nComponents: 5, svdSolver: "full" }).fit(X);
    const model = new PCA({ nComponents: 5, svdSolver: "randomized", randomState: 3 }).fit(X);
    expectNear(model.singularValues_, exact.singularValues_, 1e-9);
    expectNear(model.components_, exact.components_, 1e-7);
    expect(model.noiseVariance_).toBeCloseTo(exact.noiseVariance_, 9);
    const rough = new PCA({ nComponents: 5, svdSolver: "randomized", iteratedPower: 0, nOversamples: 2 }).fit(
      X,
    );
    for (const [k, value] of rough.singularValues_.entries())
      expect(value).toBeLessThanOrEqual(exact.singularValues_[k]! * (1 + 1e-12));
    expect(rough.singularValues_[4]).toBeGreaterThan(0.5 * exact.singularValues_[4]!);
  });

  it("the covariance keeps the small axes down to 1e-6 of the largest, beside a large mean", () => {
    const X = cloud(300, [1e3, 1, 1e-3]);
    for (let at = 0; at < X.data.length; at++) X.data[at]! += 1e4;
    const [full, quick] = (["full", "covarianceEigh"] as const).map((svdSolver) =>
      new PCA({ svdSolver }).fit(X),
    );
    expect(quick!.singularValues_[2]! / full!.singularValues_[2]!).toBeCloseTo(1, 3);
  });

  it("a share of the variance is exceeded by the fewest components", () => {
    const X = cloud(80, sizes);
    const { explainedVarianceRatio_: ratio } = new PCA().fit(X);
    const model = new PCA({ nComponents: 0.9 }).fit(X);
    const sum = (K: number) => ratio.slice(0, K).reduce((a, b) => a + b, 0);
    expect(sum(model.nComponents_)).toBeGreaterThan(0.9);
    expect(sum(model.nComponents_ - 1)).toBeLessThanOrEqual(0.9);
  });

  it("Minka's evidence finds 3 directions above equal noise", () => {
    for (const seed of [1, 2, 3]) {
      const X = cloud(400, [5, 4, 3, 1, 1, 1, 1, 1], seed);
      expect(new PCA({ nComponents: "mle", svdSolver: "full" }).fit(X).nComponents_).toBe(3);
    }
    expect(inferDimension(Float64Array.of(4, 1), 50)).toBe(1);
  });

  it("precision times covariance is I, and densities integrate to the normal's constant at the mean", () => {
    const X = cloud(70, sizes);
    const model = new PCA({ nComponents: 3 }).fit(X);
    expectNear(multiply(model.getPrecision(), model.getCovariance()), identity(6), 1e-10);
    const rest = 3 * Math.log(model.noiseVariance_);
    const logDet = model.explainedVariance_.reduce((sum, λ) => sum + Math.log(λ), rest);
    const at = model.scoreSamples(new Matrix(model.mean_, [1, 6]));
    expect(at[0]).toBeCloseTo(-0.5 * (6 * Math.log(2 * Math.PI) + logDet), 10);
    expect(model.score(X)).toBeGreaterThan(
      model.score(
        cloud(
          70,
          sizes.map((size) => 2 * size),
          5,
        ),
      ),
    );
  });

  it.each([
    [
      { nComponents: 4 },
      [
        [1, 2],
        [3, 4],
        [5, 7],
      ],
      "PCA.fit: nComponents is 4 for 3 × 2, at most min(N, F) = 2 is needed",
    ],
    [
      { nComponents: "mle" as const },
      [
        [1, 2, 3],
        [3, 4, 1],
      ],
      'nComponents is "mle" for 2 × 3',
    ],
    [
      { nComponents: 0.5, svdSolver: "randomized" as const },
      [
        [1, 2],
        [3, 4],
        [5, 7],
      ],
      "a whole number is needed",
    ],
    [{}, [[1, 2]], "X has 1 rows, at least 2 rows are needed"],
  ])("refuses %j", (options, X, message) => {
    expect(() => new PCA(options).fit(X)).toThrow(message);
  });

  it("refuses 0 components, and the precision of a singular covariance", () => {
    expect(() => new PCA({ nComponents: 0 })).toThrow("PCA: nComponents is 0");
    const flat = new PCA().fit([
      [1, 2],
      [2, 4],
      [3, 6],
    ]);
    expect(() => flat.getPrecision()).toThrow("a covariance that is not singular is needed");
    expect(() => flat.inverseTransform([[1, 2, 3]])).toThrow("X has 3 columns, 2 are needed");
  });
});
