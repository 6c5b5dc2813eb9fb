import { describe, expect, it } from "vitest";
import { minimizeLBFGS } from "./minimize-lbfgs.ts";
import type { Objective } from "./objective.ts";

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
