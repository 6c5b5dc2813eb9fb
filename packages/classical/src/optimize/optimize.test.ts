import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Matrix } from "../matrix/matrix.ts";
import { gramSums } from "./gram.ts";
import { minimizeLBFGS } from "./minimize-lbfgs.ts";
import { minimizeNewton } from "./minimize-newton.ts";
import { nnls } from "./nnls.ts";
import type { Objective } from "./objective.ts";
import { factorCholesky, inverseCholesky, solveCholesky } from "./positive-definite.ts";

const rosenbrock: Objective = (x, g) => {
  const [a, b] = [x[0]!, x[1]!];
  g[0] = -2 * (1 - a) - 400 * a * (b - a * a);
  g[1] = 200 * (b - a * a);
  return (1 - a) ** 2 + 100 * (b - a * a) ** 2;
};

describe("minimizeLBFGS", () => {
  it("finds the minimum (3, −1) of (x − 3)² + 2 (y + 1)²", () => {
    const { x, converged, value } = minimizeLBFGS(
      (p, g) => {
        g[0] = 2 * (p[0]! - 3);
        g[1] = 4 * (p[1]! + 1);
        return (p[0]! - 3) ** 2 + 2 * (p[1]! + 1) ** 2;
      },
      new Float64Array(2),
      { gtol: 1e-12 },
    );
    expect(converged).toBe(true);
    expect(x[0]).toBeCloseTo(3, 12);
    expect(x[1]).toBeCloseTo(-1, 12);
    expect(value).toBeLessThan(1e-20);
  });

  it("follows Rosenbrock's valley to (1, 1) in fewer than 60 steps", () => {
    const found = minimizeLBFGS(rosenbrock, Float64Array.of(-1.2, 1), { gtol: 1e-10 });
    expect(found.converged).toBe(true);
    expect(found.iterations).toBeLessThan(60);
    for (const x of found.x) expect(x).toBeCloseTo(1, 9);
  });

  it("solves a quadratic of 20 variables whose curvatures lie between 1 and 1000", () => {
    const { x, converged } = minimizeLBFGS(
      (p, g) => {
        let sum = 0;
        for (let i = 0; i < p.length; i++) {
          const k = 1000 ** (i / 19);
          g[i] = k * (p[i]! - i);
          sum += 0.5 * k * (p[i]! - i) ** 2;
        }
        return sum;
      },
      new Float64Array(20),
      { gtol: 1e-8, maxIter: 300 },
    );
    expect(converged).toBe(true);
    for (const [i, value] of x.entries()) expect(value).toBeCloseTo(i, 7);
  });

  it("says where it stopped short", () => {
    const found = minimizeLBFGS(rosenbrock, Float64Array.of(-1.2, 1), { maxIter: 3 });
    expect(found.converged).toBe(false);
    expect(found.iterations).toBe(3);
  });
});

describe("minimizeNewton", () => {
  it("is at the minimum of a quadratic after one step", () => {
    const { x, iterations } = minimizeNewton(
      (p, g) => {
        g[0] = 2 * p[0]! + p[1]! - 4;
        g[1] = p[0]! + 3 * p[1]! - 7;
        return p[0]! ** 2 + p[0]! * p[1]! + 1.5 * p[1]! ** 2 - 4 * p[0]! - 7 * p[1]!;
      },
      () => Float64Array.of(2, 1, 1, 3),
      new Float64Array(2),
    );
    expect(iterations).toBe(1);
    expect(x[0]).toBeCloseTo(1, 14);
    expect(x[1]).toBeCloseTo(2, 14);
  });

  it("crosses where the Hessian is indefinite", () => {
    const { x, converged } = minimizeNewton(
      rosenbrock,
      ([a, b]) => Float64Array.of(2 - 400 * (b! - 3 * a! * a!), -400 * a!, -400 * a!, 200),
      Float64Array.of(0, 2),
    );
    expect(converged).toBe(true);
    for (const value of x) expect(value).toBeCloseTo(1, 6);
  });
});

describe("Cholesky in flat memory", () => {
  it("[[4, 2], [2, 5]] = L Lᵀ with L = [[2, 0], [1, 2]]", () => {
    const a = Float64Array.of(4, 2, 2, 5);
    expect(factorCholesky(a, 2)).toBe(2);
    expect([a[0], a[2], a[3]]).toEqual([2, 1, 2]);
    expect([...solveCholesky(a, 2, [8, 12])]).toEqual([1, 2]);
    expect([...inverseCholesky(a, 2)]).toEqual([5 / 16, -2 / 16, -2 / 16, 4 / 16]);
  });

  it("names the row whose pivot is not positive", () => {
    expect(factorCholesky(Float64Array.of(1, 2, 2, 4), 2)).toBe(1);
  });
});

describe("nnls", () => {
  it("holds at 0 what would be negative: x = (2, −1) becomes (2, 0) where G is the identity", () => {
    expect([...nnls(Float64Array.of(1, 0, 0, 1), [2, -1])]).toEqual([2, 0]);
  });

  it("meets the Karush–Kuhn–Tucker conditions on random problems", () => {
    const rng = new Philox(4);
    for (let round = 0; round < 20; round++) {
      const A = Matrix.zeros(12, 6);
      for (let i = 0; i < A.data.length; i++) A.data[i] = rng.normal();
      const b = Float64Array.from({ length: 12 }, () => rng.normal());
      const { G, c } = gramSums(A, { y: b });
      const x = nnls(G, c);
      for (let j = 0; j < 6; j++) {
        const gradient = c[j]! - x.reduce((sum, value, k) => sum + G[j * 6 + k]! * value, 0);
        expect(x[j]).toBeGreaterThanOrEqual(0);
        expect(gradient).toBeLessThan(1e-9);
        expect(Math.abs(gradient * x[j]!)).toBeLessThan(1e-9);
      }
    }
  });

  it("leaves a column out that repeats another", () => {
    const x = nnls(Float64Array.of(2, 2, 2, 2), [4, 4]);
    expect(x[0]! + x[1]!).toBeCloseTo(2, 12);
  });
});

describe("gramSums", () => {
  it("sums about the means with weights", () => {
    const X = Matrix.fromRows([
      [1, 0],
      [3, 2],
    ]);
    const { G, c, yy } = gramSums(X, { y: [0, 4], xShift: [2, 1], yShift: 2, weight: [1, 3] });
    expect([...G]).toEqual([4, 4, 4, 4].map((v) => expect.closeTo(v, 12)));
    expect([...c]).toEqual([8, 8].map((v) => expect.closeTo(v, 12)));
    expect(yy).toBeCloseTo(16, 12);
  });

  it("over several blocks is the plain sum", () => {
    const rng = new Philox(2);
    const X = Matrix.zeros(2500, 3);
    for (let i = 0; i < X.data.length; i++) X.data[i] = rng.normal();
    const { G } = gramSums(X);
    for (let a = 0; a < 3; a++)
      for (let b = 0; b < 3; b++) {
        let sum = 0;
        for (let i = 0; i < 2500; i++) sum += X.at(i, a) * X.at(i, b);
        expect(G[a * 3 + b]).toBeCloseTo(sum, 9);
      }
  });
});
