import { eigvalsh, Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";
import {
  additiveChi2Kernel,
  chi2Kernel,
  cosineSimilarity,
  laplacianKernel,
  linearKernel,
  pairwiseKernels,
  polynomialKernel,
  rbfKernel,
  sigmoidKernel,
} from "./pairwise-kernels.ts";

const x = [[1, 2]];
const y = [[3, 1]];

describe("pairwise kernels", () => {
  it("by hand: x = (1, 2), y = (3, 1), x·y = 5, γ = ½", () => {
    expect(linearKernel(x, y).at(0, 0)).toBe(5);
    expect(polynomialKernel(x, y).at(0, 0)).toBe(3.5 ** 3);
    expect(sigmoidKernel(x, y).at(0, 0)).toBeCloseTo(Math.tanh(3.5), 15);
    expect(rbfKernel(x, y).at(0, 0)).toBeCloseTo(Math.exp(-2.5), 15);
    expect(laplacianKernel(x, y).at(0, 0)).toBeCloseTo(Math.exp(-1.5), 15);
    expect(cosineSimilarity(x, y).at(0, 0)).toBeCloseTo(5 / Math.sqrt(50), 15);
    expect(additiveChi2Kernel(x, y).at(0, 0)).toBeCloseTo(-(4 / 4 + 1 / 3), 15);
    expect(chi2Kernel(x, y).at(0, 0)).toBeCloseTo(Math.exp(-4 / 3), 15);
    expect(cosineSimilarity([[0, 0]], y).at(0, 0)).toBe(0);
  });

  it("by name are those of the functions, with their options", () => {
    expect(pairwiseKernels(x, y, { metric: "rbf", gamma: 2 })).toEqual(rbfKernel(x, y, { gamma: 2 }));
    expect(pairwiseKernels(x, y, { metric: (a, b) => a[0]! - b[1]! }).at(0, 0)).toBe(0);
  });

  it.each(["linear", "polynomial", "rbf", "laplacian", "cosine", "chi2"] as const)(
    "%s of X with itself is symmetric and has no negative eigenvalue",
    (metric) => {
      const rng = new Philox(8);
      const X = new Matrix(
        Float64Array.from({ length: 30 }, () => rng.uniform()),
        [10, 3],
      );
      const K = pairwiseKernels(X, undefined, { metric });
      expect(K.transpose().data).toEqual(K.data);
      expect(Math.min(...(eigvalsh(K.toTensor()).data as Float64Array))).toBeGreaterThan(-1e-12);
    },
  );

  it("refuses unknown names, negative gamma and negative histograms", () => {
    expect(() => pairwiseKernels(x, y, { metric: "gauss" as "rbf" })).toThrow(
      'pairwiseKernels: metric "gauss"',
    );
    expect(() => pairwiseKernels(x, y, { metric: "toString" as "rbf" })).toThrow(
      'pairwiseKernels: metric "toString"',
    );
    expect(() => rbfKernel(x, y, { gamma: -1 })).toThrow("rbfKernel: gamma -1");
    expect(() => chi2Kernel(x, [[1, -1]])).toThrow(
      "chi2Kernel: Y[0, 1] is -1, a count or share of at least 0 is needed",
    );
  });
});
