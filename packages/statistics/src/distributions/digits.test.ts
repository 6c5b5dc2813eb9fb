import { describe, expect, it } from "vitest";
import { Beta } from "./continuous/beta.ts";
import { FDistribution } from "./continuous/f-distribution.ts";
import { StudentT } from "./continuous/student-t.ts";
import { TruncatedNormal } from "./continuous/truncated-normal.ts";
import { Binomial } from "./discrete/binomial.ts";
import { HalfNormal } from "./positive/half-normal.ts";
import { InverseGamma } from "./positive/inverse-gamma.ts";
import { Pareto } from "./positive/pareto.ts";

/** Where a formula as it is printed loses digits; the values are mpmath's. */
describe("digits that a plain formula would lose", () => {
  const relative = (value: number, exact: number) => Math.abs(value / exact - 1);

  it("densities with large parameters, whose terms cancel", () => {
    const inverse = new InverseGamma({ a: 7881.425611194531, scale: 0.03575923918590283 });
    expect(relative(inverse.logpdf(4.844824045979502e-6), -0.7942374968596444)).toBeLessThan(1e-13);
    const f = new FDistribution({ dfn: 49837.68728890791, dfd: 64941.42389789695 });
    expect(relative(f.logpdf(1.0589858571947497), -19.40944972439552)).toBeLessThan(1e-13);
    const beta = new Beta({ a: 27, b: 8708.262698872739 });
    expect(relative(beta.pdf(7.368746226910002e-13), 2.199139814230718e-236)).toBeLessThan(2e-13);
  });

  it("logarithms of probabilities near 1", () => {
    const half = new HalfNormal({ scale: 44.78986015724172 });
    expect(relative(half.logsf(3.162043290898683e-9), -5.632849742357332e-11)).toBeLessThan(1e-14);
    const truncated = new TruncatedNormal({ low: 5.680545118687254, high: 5.729182210161105 });
    expect(relative(truncated.logsf(5.680545118687255), -2.0907700065920796e-14)).toBeLessThan(1e-10);
    const binomial = new Binomial({ n: 9, p: 2.834020946168643e-8 });
    expect(relative(binomial.logpmf(0), -2.550618887694316e-7)).toBeLessThan(1e-15);
  });

  it("Pareto's probability two doubles above the least value", () => {
    const pareto = new Pareto({ b: 4.861431240063003, scale: 0.0015206236519339027 });
    expect(relative(pareto.cdf(0.0015206236519339032), 1.3864770037377556e-15)).toBeLessThan(1e-14);
  });

  it("quantiles beyond the doubles are ∞, and those below the least are 0", () => {
    expect(new StudentT({ df: 0.35 }).ppf(1e-278)).toBe(Number.NEGATIVE_INFINITY);
    expect(new StudentT({ df: 0.35 }).isf(1e-278)).toBe(Number.POSITIVE_INFINITY);
    expect(new FDistribution({ dfn: 0.13405313611473849, dfd: 516.6525602661638 }).ppf(1e-176)).toBe(0);
  });
});
