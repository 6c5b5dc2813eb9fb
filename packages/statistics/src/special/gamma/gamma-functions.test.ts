import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { i0, i0e, i1 } from "../bessel/bessel-i.ts";
import { log1mexp } from "../logs/log1mexp.ts";
import { log1pmx } from "../logs/log1pmx.ts";
import { digamma } from "./digamma.ts";
import { binomial, factorial, logBinomial, logFactorial } from "./factorial.ts";
import { gamma } from "./gamma.ts";
import { gammainc, gammaincc } from "./gammainc.ts";
import { gammainccinv, gammaincinv } from "./gammaincinv.ts";
import { lgamma } from "./lgamma.ts";
import { logGammaRatio } from "./log-gamma-ratio.ts";
import { trigamma } from "./trigamma.ts";
import { hurwitzZeta } from "./zeta.ts";

const euler = 0.5772156649015329;

describe("gamma and its logarithm", () => {
  it("Γ(5) = 24, Γ(½) = √π, Γ(−½) = −2√π", () => {
    expect(gamma(5)).toBe(24);
    expect(gamma(0.5)).toBeCloseTo(Math.sqrt(Math.PI), 15);
    expect(gamma(-0.5)).toBeCloseTo(-2 * Math.sqrt(Math.PI), 14);
    expect(gamma(171.5)).toBeCloseTo(9.483367566824795e307, -294);
    for (const x of [172, 172.5, 1.7e308, Number.POSITIVE_INFINITY])
      expect(gamma(x)).toBe(Number.POSITIVE_INFINITY);
  });

  it("ln Γ is exactly 0 at 1 and 2 and keeps its digits beside them", () => {
    expect([lgamma(1), lgamma(2)]).toEqual([-0, 0].map((v) => v + 0));
    // ln Γ(1 + z) = −γ z + π²/12 z² − …
    const z = 2 ** -40;
    expect(lgamma(1 + z) / z).toBeCloseTo(-euler, 11);
    expect(lgamma(2 + z) / z).toBeCloseTo(1 - euler, 11);
  });

  it("poles and ends", () => {
    expect(gamma(-1)).toBeNaN();
    expect(gamma(0)).toBe(Number.POSITIVE_INFINITY);
    expect(gamma(-0)).toBe(Number.NEGATIVE_INFINITY);
    expect(lgamma(-3)).toBe(Number.POSITIVE_INFINITY);
    expect(lgamma(1e306)).toBe(Number.POSITIVE_INFINITY);
    expect([gamma(Number.NaN), lgamma(Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
  });

  it("Γ(x + 1) = x Γ(x)", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 160, noNaN: true }), (x) => {
        expect(Math.abs(gamma(x + 1) / (x * gamma(x)) - 1)).toBeLessThan(1e-13);
      }),
      { seed: 1 },
    );
  });

  it("ln Γ(x + h) − ln Γ(x) holds for h that the sum x + h loses", () => {
    expect(logGammaRatio(5, 1)).toBeCloseTo(Math.log(5), 14);
    expect(logGammaRatio(0.3, 1e-20) / (1e-20 * digamma(0.3))).toBeCloseTo(1, 13);
  });
});

describe("ψ and ψ′", () => {
  it("ψ(1) = −γ, ψ(½) = −γ − 2 ln 2, ψ′(1) = π²/6", () => {
    expect(digamma(1)).toBeCloseTo(-euler, 14);
    expect(digamma(0.5)).toBeCloseTo(-euler - 2 * Math.LN2, 14);
    expect(trigamma(1)).toBeCloseTo(Math.PI ** 2 / 6, 15);
    expect(digamma(-2)).toBeNaN();
    expect(trigamma(-2)).toBe(Number.POSITIVE_INFINITY);
    expect(digamma(-0.5)).toBeCloseTo(digamma(0.5) + 2, 14);
  });

  it("are the slopes of ln Γ and of ψ", () => {
    for (const x of [0.3, 1.4616, 2.7, 9.9, 40]) {
      const h = 1e-5 * x;
      expect((lgamma(x + h) - lgamma(x - h)) / (2 * h)).toBeCloseTo(digamma(x), 7);
      expect((digamma(x + h) - digamma(x - h)) / (2 * h)).toBeCloseTo(trigamma(x), 7);
    }
  });
});

describe("factorials and binomial coefficients", () => {
  it("by hand", () => {
    expect([factorial(0), factorial(6), factorial(171)]).toEqual([1, 720, Number.POSITIVE_INFINITY]);
    expect([binomial(5, 2), binomial(5, 6), binomial(52, 5)]).toEqual([10, 0, 2598960]);
    expect(binomial(1000, 500) / 2.7028824094543655e299).toBeCloseTo(1, 12);
    expect(logBinomial(1000, 500)).toBeCloseTo(Math.log(2.7028824094543655e299), 11);
    expect(logBinomial(1e9, 3)).toBeCloseTo(Math.log((1e9 * (1e9 - 1) * (1e9 - 2)) / 6), 12);
    expect(logFactorial(200)).toBeCloseTo(logFactorial(198) + Math.log(199 * 200), 10);
    expect(() => factorial(-1)).toThrow("factorial: n = -1, a whole number from 0 on is needed");
    expect(() => binomial(4, 0.5)).toThrow("binomial: k = 0.5, a whole number is needed");
  });

  it("Pascal's rule, exactly while the numbers are exact", () => {
    for (let n = 1; n < 50; n++) {
      for (let k = 1; k < n; k++) expect(binomial(n, k)).toBe(binomial(n - 1, k - 1) + binomial(n - 1, k));
    }
  });
});

describe("incomplete gamma functions", () => {
  it("P(1, x) = 1 − e^(−x), Q(2, x) = (1 + x) e^(−x)", () => {
    for (const x of [1e-20, 0.1, 1, 5, 300]) {
      expect(gammainc(1, x)).toBeCloseTo(-Math.expm1(-x), 15);
      expect(gammaincc(2, x) / ((1 + x) * Math.exp(-x))).toBeCloseTo(1, 13);
    }
  });

  it("ends and bad input", () => {
    expect([gammainc(2, 0), gammaincc(2, 0), gammainc(2, Number.POSITIVE_INFINITY)]).toEqual([0, 1, 1]);
    expect([gammainc(2, 1e300), gammaincc(2, 1e300)]).toEqual([1, 0]);
    expect(gammainc(Number.NaN, 1)).toBeNaN();
    expect(() => gammainc(-1, 1)).toThrow("gammainc: a = -1 and x = 1, both from 0 on are needed");
    expect(() => gammaincinv(1, 2)).toThrow("gammaincinv: a = 1 and a probability of 2");
  });

  it("the inverses undo both tails, for a from 1e-3 to 1e8", () => {
    for (const a of [1e-3, 0.2, 1, 7, 300, 1e5, 1e8]) {
      for (const p of [1e-200, 1e-20, 1e-3, 0.3, 0.6, 0.999]) {
        const [x, y] = [gammaincinv(a, p), gammainccinv(a, p)];
        // For small a and p the quantile is below the least double and comes as 0.
        if (x > 0) expect(Math.abs(Math.log(gammainc(a, x) / p))).toBeLessThan(conditioned(a, x));
        if (y > 0) expect(Math.abs(Math.log(gammaincc(a, y) / p))).toBeLessThan(conditioned(a, y));
      }
    }
  });
});

describe("at the ends of the doubles", () => {
  it("a binomial coefficient does not overflow where only its products do", () => {
    // mpmath
    expect(Math.abs(binomial(1029, 500) / 9.509709389867502e307 - 1)).toBeLessThan(1e-13);
  });

  it("ln |Γ(x)| of a tiny negative x is −ln |x|", () => {
    expect(lgamma(-5e-324)).toBe(-Math.log(5e-324));
    expect(lgamma(-1e-20)).toBeCloseTo(-Math.log(1e-20), 13);
  });

  it("I₀ and I₁ overflow to ∞, and e^(−x) I₀(x) goes on", () => {
    expect([i0(720), i0(Number.POSITIVE_INFINITY), i1(Number.NEGATIVE_INFINITY)]).toEqual([
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]);
    expect(i0e(1.7e308) * Math.sqrt(2 * Math.PI) * Math.sqrt(1.7e308)).toBeCloseTo(1, 15);
  });

  it("ζ ends for any s", () => {
    expect(hurwitzZeta(1e308, 1)).toBe(1);
    expect(hurwitzZeta(Number.POSITIVE_INFINITY, 2)).toBe(0);
    expect(hurwitzZeta(2000, 0.5)).toBe(Number.POSITIVE_INFINITY);
    expect(Math.abs(hurwitzZeta(100, 3) / (3 ** -100 + 4 ** -100 + 5 ** -100) - 1)).toBeLessThan(1e-14);
  });

  it("what is outside of the domain is refused", () => {
    expect(() => logGammaRatio(0, 1)).toThrow(
      "logGammaRatio: x = 0, h = 1; finite numbers above 0 are needed",
    );
    expect(() => log1mexp(1)).toThrow("log1mexp: x = 1, a number from 0 down is needed");
    expect(log1pmx(Number.POSITIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe("hurwitzZeta", () => {
  it("ζ(2) = π²/6, ζ(4) = π⁴/90, and ζ(s, q + 1) = ζ(s, q) − q^(−s)", () => {
    expect(hurwitzZeta(2, 1)).toBeCloseTo(Math.PI ** 2 / 6, 15);
    expect(hurwitzZeta(4, 1)).toBeCloseTo(Math.PI ** 4 / 90, 15);
    expect(hurwitzZeta(2.5, 3.5)).toBeCloseTo(hurwitzZeta(2.5, 2.5) - 2.5 ** -2.5, 15);
    expect(() => hurwitzZeta(1, 1)).toThrow("hurwitzZeta: s = 1, q = 1; s > 1 and q > 0 are needed");
  });
});

/** 1e-12, and what half an ulp of x moves the value by: at most |x − a| + √a ulp far out. */
function conditioned(a: number, x: number): number {
  return 1e-12 + 2 ** -50 * (Math.abs(x - a) + 10 * Math.sqrt(a));
}
