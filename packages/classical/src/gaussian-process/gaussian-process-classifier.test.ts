import { describe, expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import { Matrix } from "../matrix/matrix.ts";
import { expectClose } from "../neighbors/golden.fixture.ts";
import { GaussianProcessClassifier } from "./gaussian-process-classifier.ts";
import { golden } from "./golden-kernels.fixture.ts";
import { thetaOf, withTheta } from "./kernels/covariance.ts";
import { covarianceGradient, covarianceMatrix } from "./kernels/covariance-matrix.ts";
import { productKernel } from "./kernels/joined-kernels.ts";
import { constantKernel } from "./kernels/other-kernels.ts";
import { rbf } from "./kernels/stationary.ts";
import { expectedSigmoid, findMode, laplaceGradient } from "./laplace.ts";

const { X, c, k, Q, classifiers } = golden;
const kernel = productKernel(constantKernel({ constantValue: 4 }), rbf({ lengthScale: [1, 0.8] }));

describe("GaussianProcessClassifier", () => {
  it("is undecided midway between one of each class", () => {
    const model = new GaussianProcessClassifier().fit([[-1], [1]], ["a", "b"]);
    expectClose(model.predictProba([[0]]), [[0.5, 0.5]], 1e-12);
    const [near, far] = [model.predictProba([[1]]).at(0, 1), model.predictProba([[99]]).at(0, 1)];
    expect(near).toBeGreaterThan(0.55);
    expect(far).toBeCloseTo(0.5, 12);
    expect(model.predict([[-2], [2]])).toEqual(["a", "b"]);
  });

  it("has scikit-learn's mode and likelihood, and exact probabilities of them", () => {
    const model = new GaussianProcessClassifier({ kernel, optimizer: null }).fit(X, c);
    expectClose([model.logMarginalLikelihoodValue_], [classifiers.likelihood], 1e-9);
    const { mean, variance } = model.latentMeanAndVariance(Q)[0]!;
    // scikit-learn stops Newton where the likelihood gains less than 10⁻¹⁰, so does this.
    expectClose(mean, classifiers.mean, 1e-7);
    expectClose(variance, classifiers.variance, 1e-7);
    expectClose(model.predictProba(Q).column(1), classifiers.proba, 1e-7);
    expect(model.predict(Q)).toEqual(classifiers.predict);
  });

  it("the likelihood's gradient is scikit-learn's and that of differences", () => {
    const [rows, y] = [Matrix.fromRows(X), Float64Array.from(c)];
    const { K, gradients } = covarianceGradient(kernel, rows);
    const slope = new Float64Array(3);
    laplaceGradient({ K, gradients, y }, findMode(K, y, 100), slope);
    expectClose(slope, classifiers.slope, 1e-7);
    const theta = thetaOf(kernel);
    for (let j = 0; j < 3; j++) {
      const at = (step: number): number =>
        findMode(
          covarianceMatrix(
            withTheta(
              kernel,
              theta.map((t, i) => (i === j ? t + step : t)),
            ),
            rows,
          ),
          y,
          100,
        ).likelihood;
      expect(Math.abs((at(1e-4) - at(-1e-4)) / 2e-4 - slope[j]!)).toBeLessThan(1e-6);
    }
  });

  it("learns scikit-learn's θ", () => {
    const free = productKernel(
      constantKernel({ constantValueBounds: "fixed" }),
      rbf({ lengthScale: [1, 1] }),
    );
    const model = new GaussianProcessClassifier({ kernel: free }).fit(X, c);
    expectClose([model.logMarginalLikelihoodValue_], [classifiers.learnt_likelihood], 1e-8);
    expectClose(thetaOf(model.kernels_![0]!), classifiers.learnt_theta, 1e-4);
  });

  it("takes three classes one against the rest", () => {
    const model = new GaussianProcessClassifier({ kernel: rbf(), optimizer: null }).fit(X, k);
    // scikit-learn approximates σ by five error functions.
    expectClose(model.predictProba(Q), classifiers.several, 2e-3);
    expect(model.predict(Q)).toEqual(classifiers.several_predict);
    expect(model.processes_.length).toBe(3);
  });

  it("the expected σ is σ without variance, one half at mean 0, and near 1/2 + μ/√(2πv) for large variance", () => {
    expect(expectedSigmoid(0.7, 0)).toBeCloseTo(1 / (1 + Math.exp(-0.7)), 14);
    expect(expectedSigmoid(0, 50)).toBeCloseTo(0.5, 14);
    expect(expectedSigmoid(1, 1e6)).toBeCloseTo(0.5 + 1 / Math.sqrt(2e6 * Math.PI), 8);
  });

  it("keeps the contract of estimators", () => {
    expect(checkEstimator(() => new GaussianProcessClassifier())).toEqual([]);
  });
});
