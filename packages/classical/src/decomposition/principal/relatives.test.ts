/** Incremental, probabilistic and kernel principal components, each against PCA where it must agree. */
import { describe, expect, it, vi } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";
import { multiplyTransposed } from "../../matrix/products.ts";
import { cloud, identity, squaredDifference } from "../clouds.fixture.ts";
import { expectNear } from "../golden.fixture.ts";
import { centerKernel, kernelMeans } from "./center-kernel.ts";
import { IncrementalPCA } from "./incremental-pca.ts";
import { KernelPCA } from "./kernel-pca.ts";
import { PCA } from "./pca.ts";
import { ProbabilisticPCA } from "./probabilistic-pca.ts";
import { TruncatedSVD } from "./truncated-svd.ts";

const sizes = [6, 4, 3, 1.5, 1, 0.4];

describe("IncrementalPCA", () => {
  it("by hand: points −1 and 1, then 3 and 5, have mean 2, variance 5 and s² = 20", () => {
    const model = new IncrementalPCA().partialFit([[-1], [1]]).partialFit([[3], [5]]);
    expect(model.mean_[0]).toBe(2);
    expect(model.var_[0]).toBeCloseTo(5, 14);
    expect(model.singularValues_[0]).toBeCloseTo(Math.sqrt(20), 14);
  });

  it("of all rows in one batch is PCA, and in many batches with all components too", () => {
    const X = cloud(90, sizes);
    const whole = new PCA({ svdSolver: "full" }).fit(X);
    for (const batchSize of [90, 31, 10]) {
      const model = new IncrementalPCA({ batchSize, nComponents: 6 }).fit(X);
      for (const name of ["components_", "explainedVariance_", "explainedVarianceRatio_", "mean_"] as const)
        expectNear(model[name], whole[name], 1e-10, name);
    }
  });

  it("learns from partialFit what fit learns from the same batches", () => {
    const X = cloud(60, sizes);
    const model = new IncrementalPCA({ nComponents: 3 });
    for (let from = 0; from < 60; from += 20)
      model.partialFit(X.takeRows(Array.from({ length: 20 }, (_, i) => from + i)));
    const other = new IncrementalPCA({ nComponents: 3, batchSize: 20 }).fit(X);
    expect(model.components_).toEqual(other.components_);
    expect(model.nSamplesSeen_).toBe(60);
  });

  it("refuses a first batch of fewer rows than components, and then has learnt nothing", () => {
    const model = new IncrementalPCA({ nComponents: 2 });
    expect(() => model.partialFit([[1, 2, 3]])).toThrow(
      "IncrementalPCA.partialFit: nComponents is 2 for a first batch of 1 × 3, at most 1 is needed",
    );
    expect(model.isFitted).toBe(false);
  });
});

describe("ProbabilisticPCA", () => {
  it("by EM ends at the closed form: V (Λ − σ² I)^½ and the mean of the eigenvalues left out", () => {
    const X = cloud(120, sizes);
    const all = new PCA({ svdSolver: "full" }).fit(X);
    const λ = all.explainedVariance_.map((value) => (value * 119) / 120);
    for (const K of [1, 3]) {
      const model = new ProbabilisticPCA({ nComponents: K, tol: 1e-12, maxIter: 20_000 }).fit(X);
      const σ2 = λ.slice(K).reduce((sum, value) => sum + value, 0) / (6 - K);
      expect(model.noiseVariance_).toBeCloseTo(σ2, 7);
      for (let k = 0; k < K; k++) {
        const length = Math.sqrt(λ[k]! - σ2);
        expectNear(
          model.components_.row(k),
          all.components_.row(k).map((value) => value * length),
          1e-7,
        );
      }
    }
  });

  it("says densities as PCA does, but for N and N − 1, and has none larger", () => {
    const X = cloud(5000, sizes);
    const model = new ProbabilisticPCA({ nComponents: 2 }).fit(X);
    const closed = new PCA({ nComponents: 2, svdSolver: "full" }).fit(X);
    expect(model.score(X)).toBeGreaterThanOrEqual(closed.score(X) - 1e-9);
    expect(model.score(X)).toBeCloseTo(closed.score(X), 6);
  });

  it("takes the limit where X varies in fewer directions than K: W = V Λ^½, further axes are 0, and σ² all but", () => {
    const X = cloud(4, sizes);
    const model = new ProbabilisticPCA({ nComponents: 5 }).fit(X);
    const lengths = model.components_.toArray().map((row) => Math.hypot(...row));
    const variances = new PCA({ svdSolver: "full", nComponents: 3 }).fit(X).explainedVariance_;
    for (let k = 0; k < 3; k++) expect(lengths[k]! ** 2).toBeCloseTo((variances[k]! * 3) / 4, 8);
    expect(lengths.slice(3)).toEqual([0, 0]);
    expect(model.noiseVariance_).toBeLessThan(1e-12);
    expect(model.nIter_).toBe(0);
  });

  it("finds the same in any unit", () => {
    const X = cloud(60, sizes);
    const [one, large] = [1, 1e80].map((unit) =>
      new ProbabilisticPCA({ nComponents: 2 }).fit(
        new Matrix(
          X.data.map((x) => x * unit),
          [X.rows, X.cols],
        ),
      ),
    );
    expect(large!.noiseVariance_ / 1e160).toBeCloseTo(one!.noiseVariance_, 6);
    expectNear(
      large!.components_.data.map((value) => value / 1e80),
      one!.components_.data,
      1e-6,
    );
  });

  it("warns when it stops early, and refuses more components than columns", () => {
    const said = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(new ProbabilisticPCA({ nComponents: 2, maxIter: 2 }).fit(cloud(40, sizes)).warnings_).toHaveLength(
      1,
    );
    said.mockRestore();
    expect(() => new ProbabilisticPCA({ nComponents: 7 }).fit(cloud(40, sizes))).toThrow(
      "nComponents is 7 of 6",
    );
  });
});

describe("KernelPCA", () => {
  it("by hand: of the linear kernel of −1, 0, 1 the one eigenvalue is 2, and z is x", () => {
    const model = new KernelPCA().fit([[-1], [0], [1]]);
    expectNear(model.eigenvalues_, [2], 1e-14);
    expectNear(model.transform([[-1], [0], [1], [5]]).data.map(Math.abs), [1, 0, 1, 5], 1e-14);
  });

  it("of the linear kernel is PCA, up to signs", () => {
    const X = cloud(50, sizes);
    const [a, b] = [
      new KernelPCA({ nComponents: 4 }).fit(X).transform(X),
      new PCA({ nComponents: 4 }).fit(X).transform(X),
    ];
    for (let k = 0; k < 4; k++) {
      const sign = Math.sign(a.at(0, k) * b.at(0, k));
      expectNear(
        a.column(k),
        b.column(k).map((value) => sign * value),
        1e-10,
      );
    }
  });

  it("of a kernel that is given is that of the rows", () => {
    const X = cloud(30, [2, 1]);
    const K = multiplyTransposed(X, X);
    const given = new KernelPCA({ kernel: "precomputed", nComponents: 2 }).fit(K);
    expectNear(given.transform(K), new KernelPCA({ nComponents: 2 }).fit(X).transform(X), 1e-10);
  });

  it("by products of 300 rows gives what the whole decomposition gives", () => {
    const X = cloud(300, [3, 2, 1]);
    const few = new KernelPCA({ kernel: "rbf", gamma: 0.02, nComponents: 4 }).fit(X);
    const all = new KernelPCA({ kernel: "rbf", gamma: 0.02 }).fit(X);
    expectNear(few.eigenvalues_, all.eigenvalues_.slice(0, 4), 1e-9);
    expectNear(few.transform(X), all.transform(X).takeColumns([0, 1, 2, 3]), 1e-7);
  });

  it("centred kernels have rows and columns that sum to 0", () => {
    const X = cloud(12, [2, 1]);
    const K = multiplyTransposed(X, X);
    centerKernel(K, kernelMeans(K));
    for (let i = 0; i < 12; i++) {
      expect(K.row(i).reduce((a, b) => a + b, 0)).toBeCloseTo(0, 10);
      expect(K.column(i).reduce((a, b) => a + b, 0)).toBeCloseTo(0, 10);
    }
  });

  it("takes noise off a circle: the pre-image is nearer to it than the noisy point", () => {
    const angles = Array.from({ length: 60 }, (_, i) => (2 * Math.PI * i) / 60);
    const circle = Matrix.fromRows(angles.map((a) => [Math.cos(a), Math.sin(a)]));
    const model = new KernelPCA({
      kernel: "rbf",
      gamma: 1,
      nComponents: 4,
      fitInverseTransform: true,
      alpha: 1e-3,
    }).fit(circle);
    const noisy = Matrix.fromRows(
      angles.map((a, i) => [(i % 2 ? 1.15 : 0.85) * Math.cos(a), (i % 2 ? 1.15 : 0.85) * Math.sin(a)]),
    );
    expect(squaredDifference(model.inverseTransform(model.transform(noisy)), circle)).toBeLessThan(
      0.3 * squaredDifference(noisy, circle),
    );
  });

  it("refuses the way back unless it was asked for, kernels that are not square, and negative eigenvalues", () => {
    expect(() => new KernelPCA().fit([[1], [2]]).inverseTransform([[1]])).toThrow(
      "fitInverseTransform is false",
    );
    expect(() => new KernelPCA({ kernel: "precomputed" }).fit([[1, 2]])).toThrow(
      "a square kernel matrix is needed",
    );
    expect(() => new KernelPCA({ nComponents: 3 }).fit([[1], [2]])).toThrow("nComponents is 3 of 2 rows");
    const indefinite = [
      [0, 1, 2],
      [1, 0, 5],
      [2, 5, 0],
    ];
    expect(() => new KernelPCA({ kernel: "precomputed" }).fit(indefinite)).toThrow("none below 0 is needed");
  });
});

describe("TruncatedSVD", () => {
  it("by hand: diag(3, 2) has singular values 3 and 2 along the columns", () => {
    const model = new TruncatedSVD().fit([
      [3, 0],
      [0, 2],
    ]);
    expectNear(model.singularValues_, [3, 2], 1e-14);
    expectNear(model.components_, identity(2), 1e-14);
  });

  it("is the nearest matrix of rank K: it leaves the sum of the squared singular values left out", () => {
    const X = cloud(40, sizes);
    const all = new TruncatedSVD({ nComponents: 6, algorithm: "full" }).fit(X).singularValues_;
    const model = new TruncatedSVD({ nComponents: 3 }).fit(X);
    const rest = all.slice(3).reduce((sum, s) => sum + s * s, 0);
    expect(squaredDifference(model.inverseTransform(model.transform(X)), X)).toBeCloseTo(rest, 8);
  });

  it("refuses more components than columns", () => {
    expect(() =>
      new TruncatedSVD({ nComponents: 3 }).fit([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
    ).toThrow("at most min(N, F) = 2 is needed");
  });
});
