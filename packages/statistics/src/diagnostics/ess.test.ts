import { Philox } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { autocorrelation } from "./autocorrelation.ts";
import { ess } from "./ess.ts";
import { mcse } from "./mcse.ts";

/** x_t = φ x_{t−1} + √(1 − φ²) z_t: variance 1, ρ_t = φ^t, τ = (1 + φ)/(1 − φ). */
function autoregressive(phi: number, draws: number, rng: Philox): Float64Array {
  const x = new Float64Array(draws);
  x[0] = rng.normal();
  for (let t = 1; t < draws; t++) x[t] = phi * x[t - 1]! + Math.sqrt(1 - phi * phi) * rng.normal();
  return x;
}

it("the autocorrelation of 1 2 3 4 at lag 1 is (1.5·0.5 − 0.5·0.5 + 0.5·1.5) / 5 = 1/4", () => {
  const rho = autocorrelation([1, 2, 3, 4]);
  expect(rho[0]).toBe(1);
  expect(rho[1]).toBeCloseTo(0.25, 15);
  expect(rho[3]).toBeCloseTo(-2.25 / 5, 15);
  expect(Array.from(autocorrelation([2, 2, 2]))).toEqual([1, 0, 0]);
});

it.each([-0.5, 0, 0.5, 0.9])(
  "an autoregression with φ = %f has C N (1 − φ)/(1 + φ) effective draws",
  (phi) => {
    const rng = new Philox(1);
    const chains = Array.from({ length: 4 }, (_, c) => autoregressive(phi, 5000, rng.fork(c)));
    const expected = (20_000 * (1 - phi)) / (1 + phi);
    // The estimate of τ has a relative error of about √(2 · cut-off lag / draws), 6 % here at the most.
    expect(ess(chains, { method: "mean" }) / expected).toBeGreaterThan(0.85);
    expect(ess(chains, { method: "mean" }) / expected).toBeLessThan(1.15);
  },
);

it("the standard error is the spread of the mean over many runs", () => {
  const runs = Array.from({ length: 200 }, (_, r) => autoregressive(0.7, 1000, new Philox(r)));
  const means = runs.map((run) => run.reduce((sum, value) => sum + value, 0) / run.length);
  const spread = Math.sqrt(means.reduce((sum, mean) => sum + mean * mean, 0) / means.length);
  const claimed = runs.reduce((sum, run) => sum + mcse([run]), 0) / runs.length;
  // The spread of 200 runs is known to √(1/400) = 5 %; three of that.
  expect(Math.abs(claimed / spread - 1)).toBeLessThan(0.15);
});

it("constant draws are all effective and have no error", () => {
  expect(ess([new Array(20).fill(3)])).toBe(20);
  expect(mcse([new Array(20).fill(3)])).toBe(0);
  expect(mcse([new Array(20).fill(3)], { method: "sd" })).toBe(0);
});

it("refuses an unknown method, a quantile outside (0, 1) and a lag beyond the chain", () => {
  expect(() => ess([[1, 2, 3, 4]], { method: "no" as "bulk" })).toThrow("ess: method no");
  expect(() => ess([[1, 2, 3, 4]], { method: "quantile", prob: 1 })).toThrow("ess: prob 1");
  expect(() => mcse([[1, 2, 3, 4]], { method: "no" as "sd" })).toThrow("mcse: method no");
  expect(() => autocorrelation([1, 2], 2)).toThrow("autocorrelation: maxLag 2 of 2 draws");
});
