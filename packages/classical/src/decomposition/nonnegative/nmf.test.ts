import { Philox } from "@blankfile/tensor";
import { describe, expect, it, vi } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";
import { multiply } from "../../matrix/products.ts";
import { expectLearntNear, expectNear, goldenDecomposition, optionsHere } from "../golden.fixture.ts";
import { betaDivergence, betaDivergences } from "./beta-divergence.ts";
import { initializeFactors } from "./initialize-factors.ts";
import { improveH, improveW } from "./multiplicative-updates.ts";
import { NMF, type NMFOptions } from "./nmf.ts";

interface Case {
  data: string;
  options: Record<string, unknown>;
  learnt: Record<string, number | number[][]>;
  W: number[][];
  transformed?: number[][];
}
const golden = goldenDecomposition<{
  data: Record<string, number[][]>;
  W: number[][];
  H: number[][];
  cases: Case[];
}>("nonnegative");

function counts(rows: number, cols: number, seed: number): Matrix {
  const rng = new Philox(seed);
  const draw = () => -Math.log(1 - rng.uniform());
  const W = new Matrix(Float64Array.from({ length: rows * 3 }, draw), [rows, 3]);
  const H = new Matrix(Float64Array.from({ length: 3 * cols }, draw), [3, cols]);
  const X = multiply(W, H);
  for (let at = 0; at < X.data.length; at++) X.data[at]! += 0.2 * draw() + 0.01;
  return X;
}

describe("NMF", () => {
  it("by hand: a matrix of rank 1 is one column times one row", () => {
    const X = [
      [1, 2, 3],
      [2, 4, 6],
    ];
    for (const solver of ["cd", "mu"] as const) {
      const model = new NMF({ nComponents: 1, solver, tol: 1e-10 });
      const W = model.fitTransform(X);
      expectNear(model.inverseTransform(W), X, 1e-6);
      expect(W.at(1, 0) / W.at(0, 0)).toBeCloseTo(2, 6);
    }
  });

  it.each(golden.cases.map((one) => [`${one.data} ${JSON.stringify(one.options)}`, one] as const))(
    "scikit-learn gives the same: %s",
    (_, one) => {
      const said = vi.spyOn(console, "warn").mockImplementation(() => {});
      const X = Matrix.fromRows(golden.data[one.data]!);
      const given =
        one.options.init === "custom"
          ? { wInit: Matrix.fromRows(golden.W), hInit: Matrix.fromRows(golden.H) }
          : {};
      const model = new NMF({ ...optionsHere(one.options), ...given } as NMFOptions);
      expectNear(model.fitTransform(X), one.W, 1e-7);
      expectLearntNear(model, one.learnt, 1e-7);
      if (one.transformed)
        expectNear(model.setParams({ tol: 1e-14, maxIter: 20_000 }).transform(X), one.transformed, 1e-5);
      said.mockRestore();
    },
  );

  it.each([-0.5, 0, 0.5, 1, 1.5, 2, 3])(
    "updates by multiplying never raise the divergence, β = %d",
    (beta) => {
      const X = counts(20, 9, 3);
      const { W, H } = initializeFactors(X, 4, "random", new Philox(1));
      let before = betaDivergence(X, multiply(W, H), beta);
      const none = { l1: 0, l2: 0 };
      for (let step = 0; step < 40; step++) {
        for (const improve of [improveW, improveH]) {
          improve(X, W, H, beta, none);
          const now = betaDivergence(X, multiply(W, H), beta);
          expect(now).toBeLessThanOrEqual(before * (1 + 1e-12));
          before = now;
        }
      }
      expect(Math.min(...W.data, ...H.data)).toBeGreaterThanOrEqual(0);
    },
  );

  it("coordinate descent gives a smaller error with every iteration, and no negative number", () => {
    const said = vi.spyOn(console, "warn").mockImplementation(() => {});
    const X = counts(25, 8, 5);
    let before = Number.POSITIVE_INFINITY;
    for (let maxIter = 1; maxIter <= 12; maxIter++) {
      const model = new NMF({ nComponents: 3, maxIter, tol: 0, shuffle: true });
      const W = model.fitTransform(X);
      expect(model.reconstructionErr_).toBeLessThanOrEqual(before);
      before = model.reconstructionErr_;
      expect(Math.min(...W.data, ...model.components_.data)).toBeGreaterThanOrEqual(0);
    }
    said.mockRestore();
  });

  it("transform of the rows of fit is W within tol, for both solvers", () => {
    const X = counts(30, 8, 6);
    for (const options of [
      { solver: "cd" },
      { solver: "mu", betaLoss: "kullback-leibler" },
    ] as NMFOptions[]) {
      const model = new NMF({ ...options, nComponents: 3, tol: 1e-8, maxIter: 20_000 });
      const W = model.fitTransform(X);
      const again = model.transform(X);
      const loss = (Y: Matrix) =>
        betaDivergence(X, multiply(Y, model.components_), options.solver === "cd" ? 2 : 1);
      expect(loss(again)).toBeLessThanOrEqual(loss(W) * (1 + 1e-4));
    }
  });

  it("l1 alone empties more of W than none", () => {
    const X = counts(30, 8, 7);
    const zeros = (alphaW: number) =>
      new NMF({ nComponents: 4, alphaW, l1Ratio: 1, init: "nndsvd", tol: 1e-3, maxIter: 10_000 })
        .fitTransform(X)
        .data.filter((w) => w === 0).length;
    expect(zeros(0.02)).toBeGreaterThan(zeros(0));
  });

  it("nndsvd of all components of a positive matrix begins nearer than draws do", () => {
    const X = counts(20, 6, 8);
    const error = (how: "nndsvd" | "nndsvda" | "nndsvdar" | "random") => {
      const { W, H } = initializeFactors(X, 3, how, new Philox(2));
      expect(Math.min(...W.data, ...H.data)).toBeGreaterThanOrEqual(0);
      return betaDivergence(X, multiply(W, H), 2);
    };
    expect(error("nndsvd")).toBeLessThan(error("random"));
    expect(error("nndsvdar")).toBeLessThan(error("random"));
  });

  it("refuses negative numbers, zeros where logs are taken, and what does not fit together", () => {
    expect(() => new NMF().fit([[1, -2]])).toThrow(
      "NMF.fit: X[0, 1] is -2, numbers of at least 0 are needed",
    );
    expect(() => new NMF({ solver: "mu", betaLoss: 0 }).fit([[1, 0]])).toThrow("X[0, 1] is 0 with β = 0");
    expect(() => new NMF({ betaLoss: "kullback-leibler" }).fit([[1, 2]])).toThrow(
      'solver "mu" takes every loss',
    );
    expect(() =>
      new NMF({ nComponents: 3, init: "nndsvd" }).fit([
        [1, 2],
        [3, 4],
      ]),
    ).toThrow("at most 2 is needed");
    expect(() => new NMF({ init: "custom" }).fit([[1, 2]])).toThrow("wInit and hInit are needed");
    const one = Matrix.fromRows([[1]]);
    expect(() => new NMF({ init: "custom", wInit: one, hInit: one }).fit([[1, 2]])).toThrow("hInit 1 × 1");
    expect(() => new NMF({ wInit: Matrix.fromRows([[-1]]) })).toThrow("NMF: wInit");
  });
});

describe("betaDivergences", () => {
  it("by hand: d(4 | 2) is 2, 4 log 2 − 2, 1 − log 2, and goes over into them as β does", () => {
    const d = (beta: number) => betaDivergences(Matrix.fromRows([[4]]), Matrix.fromRows([[2]]), beta)[0]!;
    expect(d(2)).toBe(2);
    expect(d(1)).toBeCloseTo(4 * Math.LN2 - 2, 14);
    expect(d(0)).toBeCloseTo(1 - Math.LN2, 14);
    for (const beta of [2, 1, 0]) expect(d(beta + 1e-6)).toBeCloseTo(d(beta), 4);
  });
});
