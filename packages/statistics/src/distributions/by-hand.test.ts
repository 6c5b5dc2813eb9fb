import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { drawGamma, logDrawGamma } from "./base/draw-gamma.ts";
import { searchInteger } from "./base/search-integer.ts";
import { Beta } from "./continuous/beta.ts";
import { Cauchy } from "./continuous/cauchy.ts";
import { ChiSquared } from "./continuous/chi-squared.ts";
import { FDistribution } from "./continuous/f-distribution.ts";
import { Gamma } from "./continuous/gamma.ts";
import { Normal } from "./continuous/normal.ts";
import { SkewNormal } from "./continuous/skew-normal.ts";
import { StudentT } from "./continuous/student-t.ts";
import { StudentizedRange } from "./continuous/studentized-range.ts";
import { Triangular } from "./continuous/triangular.ts";
import { TruncatedNormal } from "./continuous/truncated-normal.ts";
import { Uniform } from "./continuous/uniform.ts";
import { VonMises } from "./continuous/von-mises.ts";
import { Binomial } from "./discrete/binomial.ts";
import { Categorical } from "./discrete/categorical.ts";
import { DiscreteUniform } from "./discrete/discrete-uniform.ts";
import { Geometric } from "./discrete/geometric.ts";
import { Hypergeometric } from "./discrete/hypergeometric.ts";
import { NegativeBinomial } from "./discrete/negative-binomial.ts";
import { Poisson } from "./discrete/poisson.ts";
import { Zipf } from "./discrete/zipf.ts";
import { NoncentralChiSquared } from "./noncentral/noncentral-chi-squared.ts";
import { NoncentralF } from "./noncentral/noncentral-f.ts";
import { NoncentralT } from "./noncentral/noncentral-t.ts";
import { Exponential } from "./positive/exponential.ts";
import { Weibull } from "./positive/weibull.ts";

describe("values by hand", () => {
  it("normal: the density at the mean is 1/(σ √2π), and 95 % lie within 1.96 σ", () => {
    const d = new Normal({ mean: 5, std: 2 });
    expect(d.pdf(5)).toBeCloseTo(1 / (2 * Math.sqrt(2 * Math.PI)), 15);
    expect(d.interval(0.95)[1]).toBeCloseTo(5 + 2 * 1.959963984540054, 12);
    expect(d.sf(5 + 2 * 37) / 5.725571222524588e-300).toBeCloseTo(1, 13);
  });

  it("exponential waiting has no memory: P(X > s + t) = P(X > s) P(X > t)", () => {
    const d = new Exponential({ scale: 3 });
    expect(d.sf(5)).toBeCloseTo(d.sf(2) * d.sf(3), 15);
    expect(d.median).toBeCloseTo(3 * Math.LN2, 14);
  });

  it("chi-squared with two degrees of freedom is exponential with scale 2; Weibull with c = 1 is exponential", () => {
    for (const x of [0.1, 2, 50]) {
      expect(new ChiSquared({ df: 2 }).sf(x) / Math.exp(-x / 2)).toBeCloseTo(1, 13);
      expect(new Weibull({ c: 1, scale: 2 }).pdf(x)).toBeCloseTo(0.5 * Math.exp(-x / 2), 15);
    }
    expect(new Gamma({ a: 1, scale: 4 }).mean).toBe(4);
  });

  it("t with one degree of freedom is Cauchy's; its square is F(1, 1)", () => {
    for (const x of [-1e200, -3, 0.2, 1e6]) {
      expect(new StudentT({ df: 1 }).cdf(x)).toBeCloseTo(new Cauchy().cdf(x), 15);
    }
    expect(new StudentT({ df: 7 }).sf(2) * 2).toBeCloseTo(new FDistribution({ dfn: 1, dfd: 7 }).sf(4), 14);
    expect(new StudentT({ df: 4 }).ppf(0.975)).toBeCloseTo(2.7764451051977987, 13);
  });

  it("t with many degrees of freedom is normal, also far out", () => {
    expect(new StudentT({ df: 1e12 }).sf(10) / new Normal().sf(10)).toBeCloseTo(1, 7);
  });

  it("noncentral distributions with 0 are the central ones", () => {
    for (const x of [0.3, 2, 9]) {
      expect(new NoncentralT({ df: 5, nc: 0 }).sf(x) / new StudentT({ df: 5 }).sf(x)).toBeCloseTo(1, 12);
      expect(new NoncentralChiSquared({ df: 5, nc: 0 }).sf(x)).toBeCloseTo(
        new ChiSquared({ df: 5 }).sf(x),
        14,
      );
      const central = new FDistribution({ dfn: 2, dfd: 5 });
      expect(new NoncentralF({ dfn: 2, dfd: 5, nc: 0 }).sf(x)).toBeCloseTo(central.sf(x), 14);
    }
  });

  it("noncentral t: P(T ≤ 0) = Φ(−δ), and T² is a noncentral F", () => {
    const d = new NoncentralT({ df: 6, nc: 1.5 });
    expect(d.cdf(0)).toBeCloseTo(new Normal().cdf(-1.5), 14);
    const F = new NoncentralF({ dfn: 1, dfd: 6, nc: 1.5 ** 2 });
    expect(d.sf(2) + d.cdf(-2)).toBeCloseTo(F.sf(4), 12);
    expect(
      new NoncentralT({ df: 0.5, nc: 3 }).cdf(1e4) + new NoncentralT({ df: 0.5, nc: 3 }).sf(1e4),
    ).toBeCloseTo(1, 12);
  });

  it("noncentral chi-squared with one degree of freedom is (Z + √λ)²", () => {
    const x = 3;
    const z = new Normal();
    const wanted = z.cdf(Math.sqrt(x) - 2) - z.cdf(-Math.sqrt(x) - 2);
    expect(new NoncentralChiSquared({ df: 1, nc: 4 }).cdf(x)).toBeCloseTo(wanted, 14);
  });

  it("a normal cut at 0 is half-normal, one cut at 30 σ still has a mean beyond it and draws there", () => {
    const d = new TruncatedNormal({ low: 0, high: Number.POSITIVE_INFINITY });
    expect(d.mean).toBeCloseTo(Math.sqrt(2 / Math.PI), 14);
    const far = new TruncatedNormal({ low: 30, high: Number.POSITIVE_INFINITY });
    expect(far.mean).toBeCloseTo(30 + 1 / 30 - 2 / 30 ** 3, 5);
    for (const x of far.sample({ rng: new Philox(1), size: 20 })) expect(x).toBeGreaterThan(30);
  });

  it("skew normal with a = 0 is normal; its thin tail keeps its digits", () => {
    expect(new SkewNormal({ a: 0 }).cdf(-5) / new Normal().cdf(-5)).toBeCloseTo(1, 12);
    // With a = 1 F = Φ².
    expect(new SkewNormal({ a: 1 }).cdf(-8) / new Normal().cdf(-8) ** 2).toBeCloseTo(1, 11);
  });

  it("the beta distribution of 1 and 1 is uniform, a triangle's top is 2/(high − low)", () => {
    expect(new Beta({ a: 1, b: 1 }).cdf(0.3)).toBeCloseTo(0.3, 15);
    expect(new Triangular({ low: 1, mode: 2, high: 5 }).pdf(2)).toBeCloseTo(0.5, 15);
    expect(new Uniform({ low: 2, high: 6 }).pdf(3)).toBe(0.25);
  });

  it("von Mises with κ = 0 is uniform on the circle, with large κ normal with variance 1/κ", () => {
    expect(new VonMises({ kappa: 0 }).pdf(1)).toBeCloseTo(1 / (2 * Math.PI), 15);
    expect(new VonMises({ kappa: 1e6 }).variance).toBeCloseTo(1e-6, 11);
    expect(new VonMises({ kappa: 1e6 }).cdf(-3e-3) / new Normal({ std: 1e-3 }).cdf(-3e-3)).toBeCloseTo(1, 4);
  });

  it("two dice, three coins, an urn", () => {
    expect(new DiscreteUniform({ low: 1, high: 6 }).mean).toBe(3.5);
    expect(Array.from(new Binomial({ n: 3, p: 0.5 }).pmf([0, 1, 2, 3]))).toEqual(
      [1, 3, 3, 1].map((count) => expect.closeTo(count / 8, 15)),
    );
    // 2 red among 5, 2 drawn: both red with probability 1/10.
    expect(new Hypergeometric({ N: 5, K: 2, n: 2 }).pmf(2)).toBeCloseTo(0.1, 15);
    expect(new Geometric({ p: 0.5 }).pmf(3)).toBeCloseTo(1 / 8, 15);
    expect(new NegativeBinomial({ n: 1, p: 0.5 }).pmf(2)).toBeCloseTo(1 / 8, 15);
    expect(new Poisson({ mu: 2 }).pmf(0)).toBeCloseTo(Math.exp(-2), 15);
    expect(new Zipf({ a: 2 }).pmf(1)).toBeCloseTo(6 / Math.PI ** 2, 15);
    expect(new Categorical({ p: [0.5, 0.5] }).entropy()).toBeCloseTo(Math.LN2, 15);
  });

  it("edges: p of 0 and 1, no trials, a mean of 0", () => {
    expect(new Binomial({ n: 4, p: 0 }).pmf(0)).toBe(1);
    expect(new Binomial({ n: 4, p: 1 }).pmf(4)).toBe(1);
    expect(new Binomial({ n: 0, p: 0.3 }).cdf(0)).toBe(1);
    expect(new Poisson({ mu: 0 }).pmf(0)).toBe(1);
    expect(new Geometric({ p: 1 }).sample({ rng: new Philox(1) })).toBe(1);
  });
});

describe("large parameters", () => {
  it("moments of draws at 1e6 and more: the mean within five standard errors", () => {
    for (const d of [new Binomial({ n: 1e9, p: 0.25 }), new Poisson({ mu: 1e7 }), new Gamma({ a: 1e8 })]) {
      const draws = d.sample({ rng: new Philox(2), size: 2000 });
      const mean = draws.reduce((sum, x) => sum + x / 2000, 0);
      expect(Math.abs(mean - d.mean)).toBeLessThan((5 * d.std) / Math.sqrt(2000));
    }
  });

  it("quantiles of 1e9 trials are found in a bounded search", () => {
    const d = new Binomial({ n: 1e9, p: 0.25 });
    expect(Math.abs(d.ppf(0.5) - 2.5e8)).toBeLessThan(3);
    expect(Math.abs(d.ppf(0.975) - (2.5e8 + 1.959964 * d.std))).toBeLessThan(3);
  });

  it("a gamma of tiny shape is drawn by its logarithm", () => {
    expect(drawGamma(1e-5, new Philox(1))).toBe(Math.exp(logDrawGamma(1e-5, new Philox(1))));
    expect(Number.isFinite(logDrawGamma(1e-5, new Philox(1)))).toBe(true);
  });
});

describe("searchInteger", () => {
  it("finds the least number from any start, and the end where none is enough", () => {
    for (const start of [-50, 0, 7, 8, 1e6]) expect(searchInteger((k) => k >= 8, start, [0, 1e9])).toBe(8);
    expect(searchInteger(() => true, 5, [2, 9])).toBe(2);
    expect(searchInteger(() => false, 5, [2, 9])).toBe(9);
  });
});

describe("parameters are refused by name", () => {
  const inputs: readonly [() => unknown, string][] = [
    [() => new Normal({ std: 0 }), "Normal: std = 0, a number above 0 is needed"],
    [() => new Normal({ mean: Number.NaN }), "Normal: mean = NaN, a finite number is needed"],
    [() => new Normal({ mean: "1" as never }), "Normal: mean = 1, a number is needed"],
    [() => new StudentT({ df: -1 }), "StudentT: df = -1, a number above 0 is needed"],
    [() => new ChiSquared({ df: 0 }), "ChiSquared: df = 0, a number above 0 is needed"],
    [() => new Binomial({ n: 1.5, p: 0.5 }), "Binomial: n = 1.5, a whole number from 0 on is needed"],
    [() => new Binomial({ n: 2, p: 1.5 }), "Binomial: p = 1.5, a number from 0 to 1 is needed"],
    [() => new Uniform({ low: 1, high: 1 }), "Uniform: low = 1, high = 1; low below high is needed"],
    [() => new Triangular({ low: 0, mode: 2, high: 1 }), "low ≤ mode ≤ high and low < high are needed"],
    [() => new Hypergeometric({ N: 5, K: 6, n: 1 }), "K and n at most N are needed"],
    [() => new Zipf({ a: 1 }), "Zipf: a = 1, a number above 1 is needed"],
    [() => new Categorical({ p: [0.5, -0.5] }), "Categorical: p[1] = -0.5, a number from 0 on is needed"],
    [() => new Categorical({ p: [] }), "Categorical: no probabilities, one or more are needed"],
    [() => new VonMises({ kappa: -1 }), "VonMises: kappa = -1, a number from 0 on is needed"],
    [() => new NoncentralF({ dfn: 1, dfd: 1, nc: -1 }), "NoncentralF: nc = -1, a number from 0 on is needed"],
    [() => new StudentizedRange({ k: 1, df: 5 }), "k = 1 groups"],
    [
      () => new TruncatedNormal({ low: 1, high: 0 }),
      "TruncatedNormal: low = 1, high = 0; low below high is needed",
    ],
    [() => new Normal().pdf("1" as never), "a number or an array of numbers is needed"],
    [() => new Normal().interval(Number.NaN), "Normal.interval: level NaN, a number from 0 to 1 is needed"],
  ];
  it.each(inputs.map(([make, message]) => [message, make] as const))("%s", (message, make) => {
    expect(make).toThrow(message);
  });
});
