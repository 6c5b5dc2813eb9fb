import { expect, it } from "vitest";
import { checkEstimator } from "../check-estimator/check-estimator.ts";
import type { AnyEstimator } from "../estimator/known.ts";
import { FactorAnalysis } from "./factors/factor-analysis.ts";
import { FastICA } from "./factors/fast-ica.ts";
import { NMF } from "./nonnegative/nmf.ts";
import { IncrementalPCA } from "./principal/incremental-pca.ts";
import { KernelPCA } from "./principal/kernel-pca.ts";
import { PCA } from "./principal/pca.ts";
import { ProbabilisticPCA } from "./principal/probabilistic-pca.ts";
import { TruncatedSVD } from "./principal/truncated-svd.ts";

const makers: Record<string, () => unknown> = {
  PCA: () => new PCA(),
  "PCA, full, whitened": () => new PCA({ svdSolver: "full", whiten: true }),
  "PCA, one component by chance": () => new PCA({ svdSolver: "randomized", nComponents: 1 }),
  IncrementalPCA: () => new IncrementalPCA(),
  ProbabilisticPCA: () => new ProbabilisticPCA(),
  TruncatedSVD: () => new TruncatedSVD({ nComponents: 1 }),
  KernelPCA: () => new KernelPCA(),
  "KernelPCA, rbf with a way back": () =>
    new KernelPCA({ kernel: "rbf", nComponents: 2, fitInverseTransform: true }),
  FactorAnalysis: () => new FactorAnalysis(),
  "FactorAnalysis, varimax": () => new FactorAnalysis({ rotation: "varimax" }),
  FastICA: () => new FastICA(),
  "FastICA, deflation": () => new FastICA({ algorithm: "deflation" }),
  NMF: () => new NMF(),
  "NMF, Kullback and Leibler": () => new NMF({ solver: "mu", betaLoss: "kullback-leibler" }),
};

it.each(Object.entries(makers))("%s keeps the contract", (_, make) => {
  expect(checkEstimator(make as () => AnyEstimator)).toEqual([]);
});
