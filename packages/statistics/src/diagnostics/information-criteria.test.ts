import { Philox } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { loo, waic } from "./information-criteria.ts";

it("draws that agree: elpd is ln p, and no parameter is effective", () => {
  const rows = new Array(20).fill([-1, -2]);
  expect(waic(rows)).toMatchObject({ elpd: -3, p: 0, warnings: [] });
  expect(waic(rows).se).toBeCloseTo(Math.sqrt(2 * 0.25), 12);
  expect(loo(rows).elpd).toBeCloseTo(-3, 12);
});

it("WAIC by hand: ln p = 0 and −ln 3 of one observation", () => {
  const v = Math.log(3) ** 2 / 4;
  expect(waic([[0], [-Math.log(3)]]).elpd).toBeCloseTo(Math.log(2 / 3) - v, 14);
});

it("leave-one-out from one posterior is the exact one of a conjugate model", () => {
  // y_i ~ N(μ, 1), flat prior: μ | y ~ N(ȳ, 1/n), and y_i | y_−i ~ N(ȳ_−i, 1 + 1/(n − 1)).
  const rng = new Philox(6);
  const n = 20;
  const y = Array.from({ length: n }, () => rng.normal());
  const mean = y.reduce((a, b) => a + b, 0) / n;
  const logNormal = (x: number, m: number, v: number) =>
    -0.5 * (Math.log(2 * Math.PI * v) + (x - m) ** 2 / v);
  const rows = Array.from({ length: 20_000 }, () => {
    const mu = mean + rng.normal() / Math.sqrt(n);
    return y.map((value) => logNormal(value, mu, 1));
  });
  const exact = y.map((value) => logNormal(value, (n * mean - value) / (n - 1), 1 + 1 / (n - 1)));
  const estimate = loo(rows);
  // Importance sampling over 20,000 draws with k̂ near 0.1: an error of about 0.001 per observation.
  estimate.pointwise.forEach((value, i) => {
    expect(Math.abs(value - exact[i]!)).toBeLessThan(0.005);
  });
  expect(estimate.p).toBeGreaterThan(0.5);
  expect(estimate.p).toBeLessThan(1.5);
  expect(waic(rows).elpd).toBeCloseTo(estimate.elpd, 1);
});

it("an outlier is named", () => {
  const rng = new Philox(7);
  const rows = Array.from({ length: 400 }, () => {
    const mu = 0.5 * rng.normal();
    return [-0.5 * mu ** 2, -0.5 * (9 - mu) ** 2];
  });
  expect(loo(rows).warnings[0]).toMatch(/^loo: 1 observations have k̂ above 0\.62/);
  expect(waic(rows).warnings[0]).toMatch(/^waic: 1 observations/);
});

it("refuses ragged rows and what is not finite by draw and observation", () => {
  expect(() => loo([[1, 2], [3]])).toThrow("loo: draw 1 has 1 numbers, 2 as in draw 0 are needed");
  expect(() => waic([[1], [Number.NaN]])).toThrow("waic: draw 1, observation 0 is NaN");
  expect(() => waic([[1]])).toThrow("waic: log-likelihoods [1][1], at least two draws");
});
