import { Philox } from "@blankfile/tensor";
import { describe, expect, it, vi } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";
import { multiply, multiplyTransposed } from "../../matrix/products.ts";
import { covarianceOf, identity } from "../clouds.fixture.ts";
import { expectLearntNear, expectNear, goldenDecomposition, optionsHere } from "../golden.fixture.ts";
import { FastICA, type FastICAOptions } from "./fast-ica.ts";

interface Case {
  data: string;
  options: Record<string, unknown> & { fun_args?: { alpha: number } };
  learnt: Record<string, number[][]>;
  transformed: number[][];
}
const golden = goldenDecomposition<{
  data: Record<string, number[][]>;
  start: Record<string, number[][]>;
  ica: Case[];
}>("factors");

/** Sources of variance 1: uniform, of two values, and with long tails. */
function sources(N: number, seed = 0): Matrix {
  const rng = new Philox(seed);
  return Matrix.fromRows(
    Array.from({ length: N }, () => [
      Math.sqrt(12) * (rng.uniform() - 0.5),
      rng.uniform() < 0.5 ? -1 : 1,
      (rng.uniform() < 0.5 ? -1 : 1) * -Math.log(1 - rng.uniform()) * Math.SQRT1_2,
    ]),
  );
}

const A = Matrix.fromRows([
  [1, 0.5, 0.2],
  [0.3, 1, -0.6],
  [-0.7, 0.2, 1],
  [0.4, 0.4, 0.5],
]);

/** 0 where P is a permutation with scales, at most 1. Amari, Cichocki and Yang 1996, NIPS 8. */
function amariDistance(P: Matrix): number {
  const K = P.rows;
  const excess = (rows: number[][]) =>
    rows.reduce((sum, row) => {
      const sizes = row.map(Math.abs);
      return sum + sizes.reduce((a, b) => a + b, 0) / Math.max(...sizes) - 1;
    }, 0);
  return (excess(P.toArray()) + excess(P.transpose().toArray())) / (2 * K * (K - 1));
}

describe("FastICA", () => {
  it("by hand: the corners of a square, stretched and turned, come back as ±1 in each source", () => {
    const corners = [
      [1, 1],
      [1, -1],
      [-1, 1],
      [-1, -1],
    ];
    const mixed = corners.map(([a, b]) => [2 * a! + b! + 5, a! - 3 * b!]);
    const S = new FastICA({ fun: "cube", tol: 1e-12 }).fit(mixed).transform(mixed);
    expectNear(S.data.map(Math.abs), new Float64Array(8).fill(1), 1e-7);
  });

  it.each(golden.ica.map((one) => [`${one.data} ${JSON.stringify(one.options)}`, one] as const))(
    "scikit-learn gives the same from the same W: %s",
    (_, one) => {
      const { fun_args, ...options } = one.options;
      const X = Matrix.fromRows(golden.data[one.data]!);
      const wInit = Matrix.fromRows(golden.start["3"]!);
      const model = new FastICA({
        ...optionsHere(options),
        ...(fun_args ?? {}),
        wInit,
        tol: 1e-9,
        maxIter: 1000,
      } as FastICAOptions).fit(X);
      expectLearntNear(model, one.learnt, 1e-5);
      expectNear(model.transform(X).data.slice(0, 120), one.transformed, 1e-5);
    },
  );

  it.each([
    ["parallel", "logcosh"],
    ["parallel", "exp"],
    ["parallel", "cube"],
    ["deflation", "logcosh"],
    ["deflation", "exp"],
    ["deflation", "cube"],
  ] as const)("%s with %s finds mixed sources again", (algorithm, fun) => {
    for (const seed of [1, 2, 3]) {
      const X = multiplyTransposed(sources(3000, seed), A);
      const model = new FastICA({ nComponents: 3, algorithm, fun, randomState: seed }).fit(X);
      expect(amariDistance(multiply(model.components_, A))).toBeLessThan(0.06);
      expectNear(covarianceOf(model.transform(X), 3000), identity(3), 1e-7);
      expectNear(model.inverseTransform(model.transform(X)), X, 1e-7);
    }
  });

  it("leaves out directions without variance, and refuses to find sources in them", () => {
    const X = multiplyTransposed(sources(500), A);
    expect(new FastICA().fit(X).components_.rows).toBe(3);
    expect(() => new FastICA({ nComponents: 4 }).fit(X)).toThrow("X varies in 3 directions");
    expect(() =>
      new FastICA().fit([
        [1, 2],
        [1, 2],
      ]),
    ).toThrow("X varies in 0 directions");
  });

  it("warns when it stops early and refuses a W of another size", () => {
    const X = multiplyTransposed(sources(500), A);
    const said = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(new FastICA({ nComponents: 3, maxIter: 1, tol: 1e-12 }).fit(X).warnings_).toHaveLength(1);
    said.mockRestore();
    expect(() => new FastICA({ nComponents: 3, wInit: identity(2) }).fit(X)).toThrow("wInit is 2 × 2, 3 × 3");
    expect(() => new FastICA({ nComponents: 3, whiten: false }).fit(X)).toThrow("null is needed");
  });
});
