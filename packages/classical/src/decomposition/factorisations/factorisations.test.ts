import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { columnMeans, subtractColumns } from "../../matrix/columns.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { multiply, transposedMultiply } from "../../matrix/products.ts";
import { rbfKernel } from "../../metrics/pairwise/pairwise-kernels.ts";
import { cloud, identity } from "../clouds.fixture.ts";
import { expectNear } from "../golden.fixture.ts";
import { centerKernel, kernelMeans } from "../principal/center-kernel.ts";
import { centeredGram } from "./centered-gram.ts";
import { flipByColumns, flipByRows } from "./flip-signs.ts";
import { orthonormalColumns } from "./orthonormal-columns.ts";
import { randomizedSvd } from "./randomized-svd.ts";
import { symmetricAxes } from "./thin-svd.ts";

function draws(rows: number, cols: number, seed = 0): Matrix {
  const rng = new Philox(seed);
  return new Matrix(
    Float64Array.from({ length: rows * cols }, () => rng.normal()),
    [rows, cols],
  );
}

describe("centeredGram", () => {
  it("by hand: 1 and 3 about 2, with 5 and 9 about 7", () => {
    const G = centeredGram(
      Matrix.fromRows([
        [1, 5],
        [3, 9],
      ]),
      [2, 7],
    );
    expect(G.toArray()).toEqual([
      [2, 4],
      [4, 8],
    ]);
  });

  it.each([
    [2500, 3],
    [1024, 170],
    [30, 95],
  ])("of %d × %d is the plain product, strips or not", (N, F) => {
    const X = draws(N, F);
    const mean = columnMeans(X);
    const centred = subtractColumns(X, mean);
    expectNear(centeredGram(X, mean), transposedMultiply(centred, centred), 1e-13);
  });
});

describe("orthonormalColumns", () => {
  it("spans what it was given, of tall, square and dependent columns", () => {
    const dependent = draws(200, 4);
    for (let i = 0; i < 200; i++) dependent.data[i * 4 + 3] = dependent.at(i, 0);
    const skewed = draws(300, 5);
    for (let i = 0; i < 300; i++) skewed.data[i * 5 + 1] = skewed.at(i, 0) + 1e-5 * skewed.at(i, 1);
    for (const Y of [draws(300, 5), draws(6, 5), dependent, skewed]) {
      const Q = orthonormalColumns(Y);
      expectNear(transposedMultiply(Q, Q), identity(Y.cols), 1e-13);
      expectNear(multiply(Q, transposedMultiply(Q, Y)), Y, 1e-12);
    }
  });
});

describe("randomizedSvd", () => {
  it("of rank 3 finds all there is, of tall and wide matrices", () => {
    for (const [N, F] of [
      [400, 30],
      [30, 400],
    ] as const) {
      const X = multiply(draws(N, 3, 1), draws(3, F, 2));
      const { U, S, Vt } = randomizedSvd(X, 3, { rng: new Philox(5) });
      const scaled = new Matrix(
        Vt.data.map((value, at) => value * S[Math.floor(at / F)]!),
        [3, F],
      );
      expectNear(multiply(U, scaled), X, 1e-10);
      expectNear(transposedMultiply(U, U), identity(3), 1e-10);
    }
  });

  it("refuses more triplets than there are", () => {
    expect(() => randomizedSvd(draws(5, 3), 4, { rng: new Philox(0) })).toThrow(
      "randomizedSvd: K is 4 of 5 × 3, a whole number from 1 to 3 is needed",
    );
  });
});

describe("symmetricAxes", () => {
  it("decomposes this smooth kernel, on which eigh alone was seen not to converge", () => {
    const X = cloud(300, [3, 2, 1]);
    const K = rbfKernel(X, undefined, { gamma: 0.02 });
    centerKernel(K, kernelMeans(K));
    const { values, Vt } = symmetricAxes(K);
    const scaled = new Matrix(
      Vt.data.map((value, at) => value * values[Math.floor(at / 300)]!),
      [300, 300],
    );
    expectNear(transposedMultiply(Vt, scaled), K, 1e-11);
    expectNear(multiply(Vt, Vt.transpose()), identity(300), 1e-11);
  });
});

describe("flips", () => {
  it("by hand: a row whose largest is −4 is turned, and its column with it; by columns likewise", () => {
    const Vt = Matrix.fromRows([
      [3, -4],
      [2, 1],
    ]);
    const U = Matrix.fromRows([
      [1, 5],
      [-2, 6],
    ]);
    flipByRows(Vt, U);
    expect([Vt.toArray(), U.toArray()]).toEqual([
      [
        [-3, 4],
        [2, 1],
      ],
      [
        [-1, 5],
        [2, 6],
      ],
    ]);
    const W = Matrix.fromRows([
      [1, -7],
      [-2, 6],
    ]);
    flipByColumns(W);
    expect(W.toArray()).toEqual([
      [-1, 7],
      [2, -6],
    ]);
  });
});
