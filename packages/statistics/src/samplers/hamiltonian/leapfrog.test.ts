import { Philox } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { choleskyOf, dense, identity, solveByCholesky } from "../../dense/dense.ts";
import { gradientOf } from "../targets/target.ts";
import { DualAveraging } from "./dual-averaging.ts";
import { energy, leapfrog, type PhasePoint, withMomentum } from "./leapfrog.ts";
import { denseMetric, diagonalMetric } from "./metric.ts";

/** ln p = −x₀⁴/4 − x₁²/2 − x₀ x₁ / 2: not a normal law. */
const at = gradientOf("test", {
  logDensity: ([a, b]) => -(a! ** 4) / 4 - b! ** 2 / 2 - (a! * b!) / 2,
  gradient: ([a, b]) => Float64Array.of(-(a! ** 3) - b! / 2, -b! - a! / 2),
});
const sigma = dense("test", "sigma", [
  [2, 0.5],
  [0.5, 1],
]);
const metric = denseMetric(sigma);

function pointAt(x: Float64Array, p: Float64Array): PhasePoint {
  return withMomentum({ x, ...at(x) }, p, metric);
}

function walk(from: PhasePoint, epsilon: number, steps: number): PhasePoint {
  let point = from;
  for (let i = 0; i < steps; i++) point = leapfrog(point, epsilon, metric, at);
  return point;
}

it("one step of ½ on x²/2 from (1, 0): p½ = −1/4, x′ = 7/8, p′ = −15/32", () => {
  const normal = gradientOf("test", {
    logDensity: ([x]) => -0.5 * x! * x!,
    gradient: ([x]) => Float64Array.of(-x!),
  });
  const unit = diagonalMetric(Float64Array.of(1));
  const x = Float64Array.of(1);
  const next = leapfrog(withMomentum({ x, ...normal(x) }, Float64Array.of(0), unit), 0.5, unit, normal);
  expect([next.x[0], next.p[0]]).toEqual([7 / 8, -15 / 32]);
  expect(energy(next)).toBe((7 / 8) ** 2 / 2 + (15 / 32) ** 2 / 2);
});

it("turned round, it leads back", () => {
  const start = pointAt(Float64Array.of(0.7, -0.3), Float64Array.of(0.4, 1.1));
  const there = walk(start, 0.13, 40);
  const back = walk(
    pointAt(
      there.x,
      there.p.map((v) => -v),
    ),
    0.13,
    40,
  );
  for (let i = 0; i < 2; i++) {
    expect(back.x[i]).toBeCloseTo(start.x[i]!, 12);
    expect(-back.p[i]!).toBeCloseTo(start.p[i]!, 12);
  }
  const reversed = walk(there, -0.13, 40);
  expect(reversed.x[0]).toBeCloseTo(start.x[0]!, 12);
});

it("volume is kept: the Jacobian of a trajectory has determinant 1", () => {
  const state = [0.7, -0.3, 0.4, 1.1];
  const flow = (z: number[]) => {
    const { x, p } = walk(pointAt(Float64Array.of(z[0]!, z[1]!), Float64Array.of(z[2]!, z[3]!)), 0.2, 5);
    return [...x, ...p];
  };
  const h = 1e-5;
  const columns = state.map((_, j) => {
    const shifted = (s: number) => flow(state.map((v, i) => v + (i === j ? s : 0)));
    const [plus, minus] = [shifted(h), shifted(-h)];
    return plus.map((v, i) => (v - minus[i]!) / (2 * h));
  });
  expect(determinant(columns)).toBeCloseTo(1, 7);
});

it("the energy error over a fixed time falls with the square of ε", () => {
  const start = pointAt(Float64Array.of(0.9, -0.3), Float64Array.of(0.4, 1.1));
  const error = (steps: number) => Math.abs(energy(walk(start, 1.7 / steps, steps)) - energy(start));
  for (const steps of [40, 80, 160]) expect(error(steps) / error(2 * steps)).toBeCloseTo(4, 0);
});

it("momenta have the covariance M, and velocities are M⁻¹ p", () => {
  const rng = new Philox(0);
  const n = 40_000;
  const sums = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const p = metric.momentum(rng);
    [p[0]! ** 2, p[0]! * p[1]!, p[1]! ** 2].forEach((v, k) => {
      sums[k]! += v / n;
    });
  }
  const M = solveByCholesky(choleskyOf("test", "sigma", sigma), identity(2)).data;
  // Errors of √2 · 1.2 / √40,000 = 0.008 at most; three of them.
  [M[0]!, M[1]!, M[3]!].forEach((v, k) => {
    expect(Math.abs(sums[k]! - v)).toBeLessThan(0.025);
  });
  expect(Array.from(metric.velocity(Float64Array.of(1, 2)))).toEqual([3, 2.5]);
});

it("dual averaging finds the step whose acceptance is δ", () => {
  const averaging = new DualAveraging(1, 0.8);
  const rng = new Philox(1);
  // An acceptance that falls with ε and is noisy: e^(−ε) ± 0.1, 0.8 at ε = −ln 0.8.
  for (let t = 0; t < 2000; t++) averaging.learn(Math.exp(-averaging.stepSize) + 0.2 * (rng.uniform() - 0.5));
  expect(averaging.averaged / -Math.log(0.8)).toBeCloseTo(1, 1);
});

function determinant(matrix: number[][]): number {
  if (matrix.length === 1) return matrix[0]![0]!;
  return matrix[0]!.reduce((sum, value, j) => {
    const minor = matrix.slice(1).map((row) => row.filter((_, k) => k !== j));
    return sum + (j % 2 ? -1 : 1) * value * determinant(minor);
  }, 0);
}
