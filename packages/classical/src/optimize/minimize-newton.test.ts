import { describe, expect, it } from "vitest";
import { minimizeNewton } from "./minimize-newton.ts";
import type { Objective } from "./objective.ts";

const rosenbrock: Objective = (x, g) => {
  const [a, b] = [x[0]!, x[1]!];
  g[0] = -2 * (1 - a) - 400 * a * (b - a * a);
  g[1] = 200 * (b - a * a);
  return (1 - a) ** 2 + 100 * (b - a * a) ** 2;
};

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
