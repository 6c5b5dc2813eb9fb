import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import type { UnivariateDistribution } from "../base/univariate-distribution.ts";
import { Beta } from "../continuous/beta.ts";
import { Cauchy } from "../continuous/cauchy.ts";
import { ChiSquared } from "../continuous/chi-squared.ts";
import { FDistribution } from "../continuous/f-distribution.ts";
import { Gamma } from "../continuous/gamma.ts";
import { Gumbel } from "../continuous/gumbel.ts";
import { Laplace } from "../continuous/laplace.ts";
import { Logistic } from "../continuous/logistic.ts";
import { Normal } from "../continuous/normal.ts";
import { SkewNormal } from "../continuous/skew-normal.ts";
import { StudentT } from "../continuous/student-t.ts";
import { TruncatedNormal } from "../continuous/truncated-normal.ts";
import { Uniform } from "../continuous/uniform.ts";
import { VonMises } from "../continuous/von-mises.ts";
import { Bernoulli } from "../discrete/bernoulli.ts";
import { Binomial } from "../discrete/binomial.ts";
import { Categorical } from "../discrete/categorical.ts";
import { DiscreteUniform } from "../discrete/discrete-uniform.ts";
import { Geometric } from "../discrete/geometric.ts";
import { NegativeBinomial } from "../discrete/negative-binomial.ts";
import { Poisson } from "../discrete/poisson.ts";
import { Zipf } from "../discrete/zipf.ts";
import { continuousExamples, discreteExamples } from "../examples.fixture.ts";
import { Exponential } from "../positive/exponential.ts";
import { HalfCauchy } from "../positive/half-cauchy.ts";
import { HalfNormal } from "../positive/half-normal.ts";
import { InverseGamma } from "../positive/inverse-gamma.ts";
import { LogNormal } from "../positive/log-normal.ts";
import { Pareto } from "../positive/pareto.ts";
import { Rayleigh } from "../positive/rayleigh.ts";
import { Weibull } from "../positive/weibull.ts";
import { standardErrors } from "./maximum-likelihood.ts";

type Parameters = Record<string, number>;

interface Family {
  new (parameters: never): UnivariateDistribution;
  fit: (data: ArrayLike<number>, options?: { fixed?: Parameters }) => UnivariateDistribution;
}

/** A family, its true parameters, and those that are known to the fit. `regular: false` where the maximum is at an edge. */
interface Case {
  family: unknown;
  truth: Parameters;
  fixed?: Parameters;
  regular?: false;
}

const cases: readonly Case[] = [
  { family: Normal, truth: { mean: 3, std: 2 } },
  { family: Normal, truth: { mean: 3, std: 2 }, fixed: { mean: 3 } },
  { family: StudentT, truth: { df: 4, loc: 1, scale: 2 } },
  { family: StudentT, truth: { df: 4, loc: 1, scale: 2 }, fixed: { df: 4 } },
  { family: ChiSquared, truth: { df: 5 } },
  { family: FDistribution, truth: { dfn: 4, dfd: 9 } },
  { family: Gamma, truth: { a: 2.5, scale: 3 } },
  { family: Gamma, truth: { a: 0.3, scale: 3 }, fixed: { scale: 3 } },
  { family: InverseGamma, truth: { a: 3, loc: 0, scale: 2 }, fixed: { loc: 0 } },
  { family: Exponential, truth: { loc: 0, scale: 2 }, fixed: { loc: 0 } },
  { family: Beta, truth: { a: 2, b: 0.7 } },
  { family: Uniform, truth: { low: -1, high: 3 }, regular: false },
  { family: LogNormal, truth: { mu: 1, sigma: 0.5 } },
  { family: Laplace, truth: { loc: 1, scale: 2 }, regular: false },
  { family: Logistic, truth: { loc: 1, scale: 2 } },
  { family: Cauchy, truth: { loc: 1, scale: 2 } },
  { family: Weibull, truth: { c: 1.6, loc: 0, scale: 2 }, fixed: { loc: 0 } },
  { family: Pareto, truth: { b: 3, loc: 0, scale: 2 }, fixed: { loc: 0, scale: 2 } },
  { family: Gumbel, truth: { loc: 1, scale: 2 } },
  { family: Rayleigh, truth: { loc: 0, scale: 2 }, fixed: { loc: 0 } },
  { family: VonMises, truth: { kappa: 2, loc: 0.5 } },
  { family: TruncatedNormal, truth: { loc: 1, scale: 2, low: 0, high: 4 }, fixed: { low: 0, high: 4 } },
  { family: SkewNormal, truth: { a: 4, loc: 1, scale: 2 } },
  { family: HalfNormal, truth: { loc: 0, scale: 2 }, fixed: { loc: 0 } },
  { family: HalfCauchy, truth: { loc: 0, scale: 2 }, fixed: { loc: 0 } },
  { family: Bernoulli, truth: { p: 0.3 } },
  { family: Binomial, truth: { n: 9, p: 0.3 }, fixed: { n: 9 } },
  { family: NegativeBinomial, truth: { n: 3, p: 0.4 } },
  { family: Geometric, truth: { p: 0.2 } },
  { family: Poisson, truth: { mu: 4 } },
  { family: Zipf, truth: { a: 2.5 } },
  { family: DiscreteUniform, truth: { low: 1, high: 6 }, regular: false },
];

const without = new Set([
  // No free parameters, or none that data determine by a usual estimate.
  "Kolmogorov",
  "StudentizedRange",
  "NoncentralT",
  "NoncentralChiSquared",
  "NoncentralF",
  "Triangular",
  "Hypergeometric",
  "Mixture",
  "GaussianKde",
]);

describe("fit", () => {
  it("is tested for every family that has it, and every other is named", () => {
    const tested = new Set([...cases.map(({ family }) => (family as Family).name), "Categorical"]);
    for (const { constructor: family } of [...continuousExamples, ...discreteExamples]) {
      expect([family.name, "fit" in family]).toEqual([family.name, !without.has(family.name)]);
      if ("fit" in family) expect(tested.has(family.name)).toBe(true);
    }
  });

  it("of a normal: mean and root mean square by hand", () => {
    expect(Normal.fit([1, 2, 3, 6]).params).toEqual({ mean: 3, std: Math.sqrt(14 / 4) });
    expect(Normal.fit([1, 3], { fixed: { mean: 0 } }).params).toEqual({ mean: 0, std: Math.sqrt(5) });
    expect(Laplace.fit([1, 2, 9]).params).toEqual({ loc: 2, scale: 8 / 3 });
    expect(Poisson.fit([1, 2, 6]).params).toEqual({ mu: 3 });
    expect(Array.from(Categorical.fit([0, 2, 2, 2]).params.p)).toEqual([0.25, 0, 0.75]);
  });

  describe.each(
    cases.map((c) => [`${(c.family as Family).name} ${JSON.stringify(c.fixed ?? {})}`, c] as const),
  )("%s", (_, c) => {
    const family = c.family as Family;
    const data = new family(c.truth as never).sample({ rng: new Philox(5), size: 1000 });
    const fixed = c.fixed ?? {};
    const fitted = family.fit(data, { fixed });
    const { params } = fitted as unknown as { params: Parameters };
    const free = Object.keys(c.truth).filter((name) => fixed[name] === undefined);
    const logLikelihood = (changed: Parameters): number => {
      const d = new family({ ...fixed, ...changed } as never) as unknown as {
        logpdf?: (x: Float64Array) => Float64Array;
        logpmf?: (x: Float64Array) => Float64Array;
      };
      return (d.logpdf?.(data) ?? d.logpmf!(data)).reduce((sum, value) => sum + value, 0);
    };
    const found = Object.fromEntries(free.map((name) => [name, params[name]!]));

    it("keeps what is fixed and cannot be improved", () => {
      for (const [name, value] of Object.entries(fixed)) expect(params[name]).toBe(value);
      const best = logLikelihood(found);
      for (const name of free) {
        for (const factor of [0.99, 1.01, 0.9999, 1.0001]) {
          const moved = { ...found, [name]: found[name]! * factor };
          if (c.family === DiscreteUniform) moved[name] = found[name]! + Math.sign(factor - 1);
          expect(logLikelihood(moved)).toBeLessThanOrEqual(best + 1e-9);
        }
      }
    });

    if (c.regular === false) return;
    it("finds the truth within four standard errors of the observed information, which are of the order of 1/√n", () => {
      const errors = standardErrors(logLikelihood, found);
      for (const name of free) {
        expect(Math.abs(found[name]! - c.truth[name]!)).toBeLessThan(4 * errors[name]!);
        expect(errors[name]!).toBeLessThan(0.3 * Math.max(0.3, Math.abs(c.truth[name]!)));
      }
    });
  });

  it("standard errors of a normal are σ/√n and σ/√(2n)", () => {
    const data = new Normal({ mean: 1, std: 3 }).sample({ rng: new Philox(1), size: 400 });
    const { mean, std } = Normal.fit(data);
    const errors = standardErrors(
      (p: { mean: number; std: number }) => new Normal(p).logpdf(data).reduce((sum, value) => sum + value, 0),
      { mean, std },
    );
    expect(errors.mean).toBeCloseTo(std / 20, 6);
    expect(errors.std).toBeCloseTo(std / Math.sqrt(800), 6);
  });

  it("refuses data outside of the support, naming it", () => {
    expect(() => Normal.fit([])).toThrow("Normal.fit: no values, one or more are needed");
    expect(() => Normal.fit([1, Number.NaN])).toThrow("Normal.fit: data[1] = NaN, finite numbers are needed");
    expect(() => Normal.fit([2, 2])).toThrow(
      "Normal.fit: 2 values without spread, two different ones are needed",
    );
    expect(() => Gamma.fit([1, -1])).toThrow("Gamma.fit: data[1] = -1, numbers above 0 are needed");
    expect(() => Beta.fit([0.5, 1])).toThrow("Beta.fit: data[1] = 1, numbers between 0 and 1 are needed");
    expect(() => Poisson.fit([1, 0.5])).toThrow(
      "Poisson.fit: data[1] = 0.5, whole numbers from 0 on are needed",
    );
    expect(() => Binomial.fit([1, 2])).toThrow("Binomial.fit: n is not given");
    expect(() => NegativeBinomial.fit([2, 3, 2, 3])).toThrow(
      "not above the mean 2.5, for which there is no maximum; use Poisson",
    );
  });
});
