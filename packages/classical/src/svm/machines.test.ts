import { Philox } from "@blankfile/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Matrix } from "../matrix/matrix.ts";
import { type BoxProblem, objectiveOf } from "./box-problem.ts";
import { newtonOverFree } from "./free-newton.ts";
import { type Kernel, kernelMatrix } from "./kernels/kernel-function.ts";
import { KernelRows } from "./kernels/kernel-rows.ts";
import { solveCSvc, solveNuSvc, solveOneClass, solveSvr } from "./machines.ts";
import { solve } from "./smo.ts";
import { solvePlainly } from "./smo-plain.ts";

const rbf: Kernel = { kind: "rbf", gamma: 0.5, coef0: 0, degree: 3, own: null };
const linear: Kernel = { ...rbf, kind: "linear" };
const options = { tol: 1e-8, maxIter: -1, shrinking: true };

function points(N: number, seed: number): { X: Matrix; y: Int8Array } {
  const rng = new Philox(seed);
  const y = Int8Array.from({ length: N }, (_, i) => (2 * i < N ? 1 : -1));
  const X = Matrix.zeros(N, 2);
  for (let i = 0; i < N; i++) for (let j = 0; j < 2; j++) X.data[2 * i + j] = rng.normal() + 0.6 * y[i]!;
  return { X, y };
}

function cProblem(rows: KernelRows, y: Int8Array, C: number): BoxProblem {
  return {
    row: (i) => rows.row(i),
    diagonal: rows.diagonal,
    linear: Float64Array.from(y, (sign) => -sign),
    lower: Float64Array.from(y, (sign) => (sign > 0 ? 0 : -C)),
    upper: Float64Array.from(y, (sign) => (sign > 0 ? C : 0)),
    start: new Float64Array(y.length),
    groups: [0],
  };
}

describe("the machines", () => {
  it("two points at ±2 have margins at them: f(x) = x / 2, β = ±1/8", () => {
    const rows = new KernelRows(linear, Matrix.fromRows([[2], [-2]]), 1);
    const machine = solveCSvc(rows, { y: Int8Array.of(1, -1), upper: Float64Array.of(10, 10) }, options);
    expect(machine.beta[0]).toBeCloseTo(1 / 8, 12);
    expect(machine.beta[1]).toBeCloseTo(-1 / 8, 12);
    expect(machine.intercept).toBeCloseTo(0, 12);
  });

  it("with a small C both are at the bound", () => {
    const rows = new KernelRows(linear, Matrix.fromRows([[2], [-2]]), 1);
    const machine = solveCSvc(rows, { y: Int8Array.of(1, -1), upper: Float64Array.of(0.1, 0.1) }, options);
    expect([...machine.beta]).toEqual([0.1, -0.1]);
  });

  it("regression of two points leaves each ε beside the line", () => {
    const rows = new KernelRows(linear, Matrix.fromRows([[0], [1]]), 1);
    const { beta, intercept } = solveSvr(
      rows,
      { t: Float64Array.of(0, 2), upper: Float64Array.of(99, 99), epsilon: 0.1 },
      options,
    );
    expect(intercept).toBeCloseTo(0.1, 10);
    expect(beta[1]! + intercept).toBeCloseTo(1.9, 10);
  });

  it("a tenth of all points is outside one class of ν = 0.1, within a point", () => {
    const { X } = points(200, 3);
    const { beta } = solveOneClass(
      new KernelRows(rbf, X, 1),
      { weight: new Float64Array(200).fill(1), nu: 0.1 },
      options,
    );
    expect(beta.reduce((a, b) => a + b, 0)).toBeCloseTo(20, 9);
    expect(beta.filter((b) => b === 1).length).toBeLessThanOrEqual(20);
    expect(beta.filter((b) => b > 0).length).toBeGreaterThanOrEqual(20);
  });

  it("ν bounds the share of margin errors from above and of support vectors from below", () => {
    const { X, y } = points(120, 4);
    const rows = new KernelRows(rbf, X, 1);
    const { beta, intercept } = solveNuSvc(
      "test",
      rows,
      { y, weight: new Float64Array(120).fill(1), nu: 0.4 },
      options,
    );
    const K = kernelMatrix(rbf, X, X);
    const margins = Array.from(
      y,
      (sign, i) => sign * K.row(i).reduce((sum, k, j) => sum + k * beta[j]!, intercept),
    );
    expect(margins.filter((m) => m < 1 - 1e-6).length).toBeLessThanOrEqual(48);
    expect(beta.filter((b) => b !== 0).length).toBeGreaterThanOrEqual(48);
  });

  it("refuses a ν that the smaller class cannot meet", () => {
    const rows = new KernelRows(linear, Matrix.fromRows([[1], [2], [3], [4]]), 1);
    const y = Int8Array.of(1, -1, -1, -1);
    expect(() =>
      solveNuSvc("test", rows, { y, weight: new Float64Array(4).fill(1), nu: 0.9 }, options),
    ).toThrow("test: nu is 0.9 with classes of 1 and 3, at most 0.5 is needed");
  });
});

describe("smo", () => {
  it("reaches the optimum of the plain version, and no variable violates the conditions", () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 80 }), fc.nat(), fc.constantFrom(0.1, 1, 50), (N, seed, C) => {
        const { X, y } = points(N, seed);
        const problem = cProblem(new KernelRows(rbf, X, 1), y, C);
        const [fast, plain] = [solve(problem, options), solvePlainly(problem, options)];
        expect(Math.abs(fast.objective - plain.objective)).toBeLessThan(
          1e-6 * Math.max(1, Math.abs(plain.objective)),
        );
        expect(fast.violation).toBeLessThanOrEqual(1e-8);
        const K = kernelMatrix(rbf, X, X);
        const g = Array.from(y, (sign, i) => K.row(i).reduce((sum, k, j) => sum + k * fast.beta[j]!, -sign));
        const rising = g.filter((_, i) => fast.beta[i]! < problem.upper[i]!);
        const falling = g.filter((_, i) => fast.beta[i]! > problem.lower[i]!);
        expect(Math.max(...falling) - Math.min(...rising)).toBeLessThan(2e-8);
        expect(Math.abs(fast.beta.reduce((a, b) => a + b, 0))).toBeLessThan(1e-9 * C * N);
      }),
      { numRuns: 40 },
    );
  });

  it("is the same with and without shrinking, and with a cache of four rows", () => {
    const { X, y } = points(1500, 8);
    const objective = (shrinking: boolean, cacheSize: number): number =>
      solve(cProblem(new KernelRows(rbf, X, cacheSize), y, 5), { tol: 1e-6, maxIter: -1, shrinking })
        .objective;
    const wanted = objective(false, 100);
    expect(objective(true, 100)).toBeCloseTo(wanted, 4);
    expect(objective(true, 0.001)).toBe(objective(true, 100));
  });

  it("takes fewer steps than the plain version, and stops at maxIter with the violation left", () => {
    const { X, y } = points(300, 9);
    const problem = cProblem(new KernelRows(rbf, X, 10), y, 10);
    const tight = { tol: 1e-3, maxIter: -1 };
    expect(solve(problem, tight).iterations).toBeLessThan(solvePlainly(problem, tight).iterations);
    const stopped = solve(problem, { tol: 1e-3, maxIter: 10 });
    expect(stopped.iterations).toBe(10);
    expect(stopped.violation).toBeGreaterThan(1e-3);
  });

  it("of columns in very different units ends in thousands of steps where pairs alone take millions", () => {
    const { X, y } = points(60, 10);
    for (let i = 0; i < X.rows; i++) X.data[2 * i]! *= 1000;
    const problem = cProblem(new KernelRows(linear, X, 10), y, 1);
    const found = solve(problem, { tol: 1e-6, maxIter: -1 });
    expect(found.violation).toBeLessThanOrEqual(1e-6);
    expect(found.iterations).toBeLessThan(100_000);
    const pairs = solvePlainly(problem, { tol: 1e-6, maxIter: 300_000 });
    expect(found.objective).toBeLessThanOrEqual(pairs.objective + 1e-9);
  });
});

describe("newtonOverFree", () => {
  it("of two free points goes to the optimum in one step", () => {
    const X = Matrix.fromRows([[2], [-2]]);
    const problem = cProblem(new KernelRows(linear, X, 1), Int8Array.of(1, -1), 10);
    const beta = Float64Array.of(1, -1);
    // g = K β − y, K = [[4, −4], [−4, 4]].
    expect(newtonOverFree(problem, beta, Float64Array.of(7, -7))).toBe(2);
    expect(beta[0]).toBeCloseTo(1 / 8, 10);
    expect(beta[1]).toBeCloseTo(-1 / 8, 10);
  });

  it("never raises the objective, and keeps the box and the sums of groups", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 40 }),
        fc.nat(),
        fc.constantFrom(rbf, linear),
        (N, seed, kernel) => {
          const { X, y } = points(N, seed);
          const rng = new Philox(seed + 1);
          const middle = Math.floor(N / 2);
          const problem = { ...cProblem(new KernelRows(kernel, X, 1), y, 1), groups: [0, middle] };
          const beta = Float64Array.from(y, (sign) => sign * [0, 1, rng.uniform()][rng.integer(3)]!);
          const K = kernelMatrix(kernel, X, X);
          const gradientOf = (b: Float64Array) =>
            Float64Array.from(y, (sign, i) => K.row(i).reduce((sum, k, j) => sum + k * b[j]!, -sign));
          const objective = (b: Float64Array) => objectiveOf(b, gradientOf(b), problem.linear);
          const after = beta.slice();
          newtonOverFree(problem, after, gradientOf(beta));
          expect(objective(after)).toBeLessThanOrEqual(objective(beta) + 1e-9);
          expect(after.every((b, i) => b >= problem.lower[i]! && b <= problem.upper[i]!)).toBe(true);
          const sums = (b: Float64Array) =>
            [b.subarray(0, middle), b.subarray(middle)].map((part) => part.reduce((a, c) => a + c, 0));
          for (const [m, sum] of sums(after).entries()) expect(sum).toBeCloseTo(sums(beta)[m]!, 9);
        },
      ),
      { numRuns: 60 },
    );
  });
});
