import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";
import { expInPlace } from "./exp-table.ts";
import { type Kernel, kernelMatrix, kernelOf } from "./kernel-function.ts";
import { KernelRows } from "./kernel-rows.ts";

const base = { gamma: 0.5, coef0: 1, degree: 2, own: null };

function normals(rows: number, cols: number): Matrix {
  const rng = new Philox(2);
  return new Matrix(
    Float64Array.from({ length: rows * cols }, () => rng.normal()),
    [rows, cols],
  );
}

describe("kernelMatrix", () => {
  it("is what the formulas say of (1, 2) and (3, −1), whose product is 1 and distance √13", () => {
    const [a, b] = [Matrix.fromRows([[1, 2]]), Matrix.fromRows([[3, -1]])];
    const of = (kind: Kernel["kind"]): number => kernelMatrix({ ...base, kind }, a, b).data[0]!;
    expect(of("linear")).toBe(1);
    expect(of("poly")).toBe(2.25);
    expect(of("rbf")).toBeCloseTo(Math.exp(-6.5), 15);
    expect(of("sigmoid")).toBeCloseTo(Math.tanh(1.5), 15);
    expect(kernelMatrix({ ...base, kind: "function", own: (x, z) => x[0]! * z[1]! }, a, b).data[0]).toBe(-1);
  });

  it("scale is 1 / (F · variance), auto 1 / F, and constant columns give 1", () => {
    const options = { kernel: "rbf", degree: 3, coef0: 0 } as const;
    const X = Matrix.fromRows([
      [1, 3],
      [3, 1],
    ]);
    expect(kernelOf({ ...options, gamma: "scale" }, X).gamma).toBe(0.5);
    expect(kernelOf({ ...options, gamma: "auto" }, X).gamma).toBe(0.5);
    expect(kernelOf({ ...options, gamma: "scale" }, Matrix.zeros(3, 2)).gamma).toBe(1);
  });
});

describe("KernelRows", () => {
  it.each(["linear", "poly", "rbf", "sigmoid"] as const)("gives the rows of the matrix: %s", (kind) => {
    const kernel: Kernel = { ...base, kind };
    const X = normals(30, 7);
    const [K, rows] = [kernelMatrix(kernel, X, X), new KernelRows(kernel, X, 0.0001)];
    for (const i of [3, 7, 29, 0, 1, 2, 3, 7]) {
      for (const [j, value] of rows.row(i).entries())
        expect(Math.abs(value - K.at(i, j))).toBeLessThan(1e-12);
      expect(Math.abs(rows.diagonal[i]! - K.at(i, i))).toBeLessThan(1e-12);
    }
  });
});

describe("expInPlace", () => {
  it("is Math.exp within 5 · 10⁻¹⁶ of it, from 0 down to where it vanishes", () => {
    const x = Float64Array.from({ length: 200_000 }, (_, i) => -(i ** 2) * 1.77e-8);
    const found = x.slice();
    expInPlace(found);
    let worst = 0;
    for (const [i, value] of found.entries()) worst = Math.max(worst, Math.abs(value / Math.exp(x[i]!) - 1));
    expect(worst).toBeLessThan(5e-16);
    const ends = Float64Array.of(0, -1e-300, -750, -1e9, Number.NEGATIVE_INFINITY);
    expInPlace(ends);
    expect([...ends]).toEqual([1, 1, 0, 0, 0]);
  });
});
