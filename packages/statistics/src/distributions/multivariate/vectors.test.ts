import { readFileSync } from "node:fs";
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { GaussianKde } from "../empirical/gaussian-kde.ts";
import { type QuantileType, sampleQuantile } from "../empirical/sample-quantile.ts";
import { Dirichlet } from "./dirichlet.ts";
import { Multinomial } from "./multinomial.ts";
import type { MultivariateDistribution } from "./multivariate-distribution.ts";
import { MultivariateNormal } from "./multivariate-normal.ts";
import { MultivariateT } from "./multivariate-t.ts";
import { Wishart } from "./wishart.ts";

const file = new URL("../../../../../golden/statistics/distributions-vectors.json", import.meta.url);
const golden = JSON.parse(readFileSync(file, "utf8")).values;
const { mean, covariance, points } = golden as { mean: number[]; covariance: number[][]; points: number[][] };

function close(actual: ArrayLike<number>, wanted: readonly number[], tolerance = 1e-12): void {
  expect(actual.length).toBe(wanted.length);
  wanted.forEach((value, i) => {
    expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(value)));
  });
}

/** Mean and covariance of 20,000 draws within five standard errors (those of a normal sample, with room for heavier tails). */
function expectMoments(d: MultivariateDistribution, seed: number): void {
  const [N, D] = [20_000, d.dimension];
  const draws = d.sample({ rng: new Philox(seed), size: N });
  const means = Float64Array.from({ length: D }, (_, j) => draws.reduce((sum, row) => sum + row[j]! / N, 0));
  for (let i = 0; i < D; i++) {
    const sigma = Math.sqrt(d.covariance[i]![i]!);
    expect(Math.abs(means[i]! - d.mean[i]!)).toBeLessThan((5 * sigma) / Math.sqrt(N));
    for (let j = 0; j <= i; j++) {
      const found = draws.reduce((sum, row) => sum + ((row[i]! - means[i]!) * (row[j]! - means[j]!)) / N, 0);
      const room = sigma * Math.sqrt(d.covariance[j]![j]!) * Math.sqrt(2 / N) * 8;
      expect(Math.abs(found - d.covariance[i]![j]!)).toBeLessThan(room);
    }
  }
  expect(d.sample({ rng: new Philox(1), size: 2 })).toEqual(d.sample({ rng: new Philox(1), size: 2 }));
}

describe("MultivariateNormal", () => {
  it("with unit covariance is the product of standard normals", () => {
    const d = new MultivariateNormal({
      mean: [0, 0],
      covariance: [
        [1, 0],
        [0, 1],
      ],
    });
    expect(d.pdf([0, 0])).toBeCloseTo(1 / (2 * Math.PI), 15);
    expect(d.mahalanobis([3, 4])).toBeCloseTo(5, 14);
  });

  it("agrees with SciPy", () => {
    const d = new MultivariateNormal({ mean, covariance });
    close(
      points.map((x) => d.logpdf(x)),
      golden.normal.logpdf,
    );
    expect(d.entropy()).toBeCloseTo(golden.normal.entropy, 12);
    expectMoments(d, 4);
  });

  it("is its marginal times its conditional", () => {
    const d = new MultivariateNormal({ mean, covariance });
    for (const x of points) {
      const marginal = d.marginal([2, 0]).logpdf([x[2]!, x[0]!]);
      const conditional = d.conditional({ indices: [2, 0], values: [x[2]!, x[0]!] }).logpdf([x[1]!]);
      expect(marginal + conditional).toBeCloseTo(d.logpdf(x), 11);
    }
  });

  it("of two coordinates with correlation ρ: given x₂ the mean is ρ x₂ and the variance 1 − ρ²", () => {
    const d = new MultivariateNormal({
      mean: [0, 0],
      covariance: [
        [1, 0.6],
        [0.6, 1],
      ],
    });
    const given = d.conditional({ indices: [1], values: [2] });
    expect(given.mean[0]).toBeCloseTo(1.2, 14);
    expect(given.covariance[0]![0]).toBeCloseTo(0.64, 14);
  });

  it("fit is the mean and the covariance with 1/N", () => {
    const d = MultivariateNormal.fit([
      [0, 0],
      [2, 0],
      [1, 3],
    ]);
    close(d.mean, [1, 1]);
    close(
      d.covariance.flatMap((row) => [...row]),
      [2 / 3, 0, 0, 2],
    );
  });

  it("refuses bad input by name", () => {
    const make = (rows: number[][]) => () =>
      new MultivariateNormal({ mean: rows.map(() => 0), covariance: rows });
    expect(
      make([
        [1, 2],
        [2, 1],
      ]),
    ).toThrow("covariance has the pivot -3 at 1, a positive definite matrix is needed");
    expect(
      make([
        [1, 0],
        [0.5, 1],
      ]),
    ).toThrow("covariance[1][0] = 0.5 and [0][1] = 0, a symmetric matrix is needed");
    expect(make([[1, 0]])).toThrow(
      "covariance has 1 rows and row 0 has 2 entries, a square matrix is needed",
    );
    const d = new MultivariateNormal({
      mean: [0, 0],
      covariance: [
        [1, 0],
        [0, 1],
      ],
    });
    expect(() => d.logpdf([1])).toThrow("MultivariateNormal: a point of 1 numbers, 2 are needed");
    expect(() => d.marginal([2])).toThrow("MultivariateNormal.marginal: coordinates [2]");
    expect(() => d.conditional({ indices: [0, 1], values: [1, 1] })).toThrow("one or more must be free");
    expect(() => MultivariateNormal.fit([[1, 2]])).toThrow(
      "1 rows of 2 columns, more rows than columns are needed",
    );
  });
});

describe("MultivariateT", () => {
  it("in one dimension is Student's: at the centre of ν = 1 it is 1/π", () => {
    expect(new MultivariateT({ df: 1, loc: [0], shape: [[1]] }).pdf([0])).toBeCloseTo(1 / Math.PI, 15);
  });

  it("agrees with SciPy", () => {
    const d = new MultivariateT({ df: 4.5, loc: mean, shape: covariance });
    close(
      points.map((x) => d.logpdf(x)),
      golden.t.logpdf,
    );
    expect(d.entropy()).toBeCloseTo(golden.t.entropy, 11);
    expectMoments(new MultivariateT({ df: 12, loc: mean, shape: covariance }), 5);
  });
});

describe("Dirichlet", () => {
  it("with α = 1 is even over the simplex: the density is (K − 1)!", () => {
    expect(new Dirichlet({ alpha: [1, 1, 1] }).pdf([0.2, 0.3, 0.5])).toBeCloseTo(2, 13);
  });

  it("agrees with SciPy", () => {
    const { alpha, x, logpdf, entropy, covariance: wanted } = golden.dirichlet;
    const d = new Dirichlet({ alpha });
    close(
      x.map((point: number[]) => d.logpdf(point)),
      logpdf,
      1e-11,
    );
    expect(d.entropy()).toBeCloseTo(entropy, 12);
    close(
      d.covariance.flatMap((row) => [...row]),
      wanted.flat(),
    );
    expectMoments(d, 6);
  });

  it("fit finds the truth and a stationary point of the likelihood", () => {
    const rows = new Dirichlet({ alpha: [0.7, 2, 5] }).sample({ rng: new Philox(9), size: 3000 });
    const { alpha } = Dirichlet.fit(rows).params;
    close(alpha, [0.7, 2, 5], 0.08);
    const likelihood = (values: Float64Array) => {
      const d = new Dirichlet({ alpha: values });
      return rows.reduce((sum, row) => sum + d.logpdf(row), 0);
    };
    const best = likelihood(alpha);
    for (let k = 0; k < 3; k++) {
      for (const factor of [0.999, 1.001]) {
        expect(likelihood(alpha.map((value, j) => (j === k ? value * factor : value)))).toBeLessThan(best);
      }
    }
    expect(() =>
      Dirichlet.fit([
        [0.5, 0.5],
        [0, 1],
      ]),
    ).toThrow("rows[1][0] = 0, probabilities above 0 are needed");
  });

  it("draws of tiny α are corners, never NaN", () => {
    const rows = new Dirichlet({ alpha: [1e-4, 1e-4, 1e-4] }).sample({ rng: new Philox(2), size: 50 });
    for (const row of rows) expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  });

  it("refuses points outside of the simplex", () => {
    const d = new Dirichlet({ alpha: [1, 2] });
    expect(() => d.logpdf([0.5, 0.6])).toThrow("the sum 1.1");
    expect(() => d.logpdf([-0.5, 1.5])).toThrow("x[0] below 0");
    expect(() => new Dirichlet({ alpha: [1, 0] })).toThrow(
      "Dirichlet: alpha[1] = 0, a number above 0 is needed",
    );
  });
});

describe("Multinomial", () => {
  it("of 2 trials with ½ and ½ has one of each with probability ½", () => {
    expect(new Multinomial({ n: 2, p: [0.5, 0.5] }).pmf([1, 1])).toBeCloseTo(0.5, 15);
  });

  it("agrees with SciPy", () => {
    const d = new Multinomial({ n: 9, p: [0.2, 0.3, 0.5] });
    close(
      golden.multinomial.x.map((x: number[]) => d.logpmf(x)),
      golden.multinomial.logpmf,
    );
    close(
      d.covariance.flatMap((row) => [...row]),
      golden.multinomial.covariance.flat(),
    );
    expectMoments(new Multinomial({ n: 50, p: [0.2, 0.3, 0.5] }), 7);
  });

  it("is impossible for counts of another sum, and draws have the sum", () => {
    const d = new Multinomial({ n: 5, p: [0.1, 0.2, 0.7] });
    expect(d.pmf([1, 1, 1])).toBe(0);
    for (const row of d.sample({ rng: new Philox(1), size: 20 })) expect(row[0]! + row[1]! + row[2]!).toBe(5);
    expect(() => new Multinomial({ n: 5, p: [0.1, 0.2] })).toThrow(
      "Multinomial: the probabilities sum to 0.3",
    );
  });
});

describe("Wishart", () => {
  it("of 1 × 1 matrices is a gamma distribution: ν = 2, V = 1 has the density ½ e^(−x/2)", () => {
    expect(new Wishart({ df: 2, scale: [[1]] }).pdf([[3]])).toBeCloseTo(0.5 * Math.exp(-1.5), 14);
  });

  it("agrees with SciPy", () => {
    const d = new Wishart({ df: 6, scale: covariance });
    close(
      golden.wishart.x.map((x: number[][]) => d.logpdf(x)),
      golden.wishart.logpdf,
      1e-11,
    );
    expect(d.entropy()).toBeCloseTo(golden.wishart.entropy, 10);
    close(
      d.variance.flatMap((row) => [...row]),
      golden.wishart.variance.flat(),
    );
  });

  it("draws have the mean ν V", () => {
    const d = new Wishart({
      df: 5,
      scale: [
        [2, 0.5],
        [0.5, 1],
      ],
    });
    const draws = d.sample({ rng: new Philox(8), size: 5000 });
    for (const [i, j] of [
      [0, 0],
      [0, 1],
      [1, 1],
    ] as const) {
      const found = draws.reduce((sum, X) => sum + X[i]![j]! / 5000, 0);
      expect(Math.abs(found - d.mean[i]![j]!)).toBeLessThan(5 * Math.sqrt(d.variance[i]![j]! / 5000));
    }
    expect(draws[0]![0]![1]).toBe(draws[0]![1]![0]);
  });

  it("refuses too few degrees of freedom", () => {
    expect(
      () =>
        new Wishart({
          df: 1,
          scale: [
            [1, 0],
            [0, 1],
          ],
        }),
    ).toThrow("df = 1 for 2 × 2 matrices, a number above 1 is needed");
  });
});

describe("GaussianKde and sampleQuantile against SciPy and NumPy", () => {
  it("density with the rules, a factor and weights", () => {
    const { data, weights, grid, scott, silverman, factor, weighted } = golden.kde;
    close(new GaussianKde(data).pdf(grid as number[]), scott);
    close(new GaussianKde(data, { bandwidth: "silverman" }).pdf(grid as number[]), silverman);
    close(new GaussianKde(data, { bandwidth: 0.3 }).pdf(grid as number[]), factor);
    close(new GaussianKde(data, { weights }).pdf(grid as number[]), weighted);
  });

  it("the nine kinds of quantile", () => {
    const sorted = (golden.kde.data as number[]).slice(0, 12).toSorted((a, b) => a - b);
    (golden.quantiles.types as number[][]).forEach((wanted, i) => {
      const type = (i + 1) as QuantileType;
      close(
        (golden.quantiles.p as number[]).map((p) => sampleQuantile(sorted, p, type)),
        wanted,
      );
    });
  });
});
