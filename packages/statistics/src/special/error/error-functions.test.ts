import { describe, expect, it } from "vitest";
import { erf, erfc } from "./erf.ts";
import { erfcx } from "./erfcx.ts";
import { erfcinv, erfinv } from "./erfinv.ts";
import { logNdtrBetween } from "./log-ndtr-between.ts";
import { logNdtr, ndtr } from "./ndtr.ts";
import { ndtri, ndtriExp } from "./ndtri.ts";
import { owensRest, owensT } from "./owens-t.ts";

const ulp = 2 ** -52;

describe("error functions", () => {
  it("erf(0) = 0, odd, ±1 at the ends; erf + erfc = 1", () => {
    expect([erf(0), erf(Number.POSITIVE_INFINITY), erf(Number.NEGATIVE_INFINITY)]).toEqual([0, 1, -1]);
    expect(erf(1)).toBeCloseTo(0.8427007929497149, 15);
    for (const x of [-3, -0.7, 0.2, 1.5]) {
      expect(erf(-x)).toBe(-erf(x));
      expect(erf(x) + erfc(x)).toBeCloseTo(1, 15);
    }
    expect(erf(Number.NaN)).toBeNaN();
    expect(erfc(Number.POSITIVE_INFINITY)).toBe(0);
  });

  it("erfcx(x) tends to 1/(x √π), also where erfc is 0", () => {
    expect(erfcx(0)).toBeCloseTo(1, 15);
    expect(erfcx(1e5) * 1e5 * Math.sqrt(Math.PI)).toBeCloseTo(1, 9);
    expect(erfcx(1e300)).toBeCloseTo(1 / (1e300 * Math.sqrt(Math.PI)), 300);
    expect(erfcx(-30)).toBe(Number.POSITIVE_INFINITY);
  });

  it("agree on both sides of their joints", () => {
    for (const [f, x] of [
      [erf, 1],
      [erfc, 0.5],
      [erfc, -1],
      [ndtr, -1],
      [ndtr, 1],
      [logNdtr, -1],
    ] as const) {
      expect(Math.abs(f(x * (1 + ulp)) / f(x * (1 - ulp)) - 1)).toBeLessThan(20 * ulp);
    }
  });

  it("the inverses undo them", () => {
    for (const y of [-0.999, -0.5, 1e-300, 0.3, 0.97])
      expect(Math.abs(erf(erfinv(y)) / y - 1)).toBeLessThan(4 * ulp);
    for (const y of [1e-280, 1e-10, 0.4, 1, 1.6])
      expect(Math.abs(erfc(erfcinv(y)) / y - 1)).toBeLessThan(2e-13);
    expect([erfinv(1), erfcinv(0), erfcinv(2), erfcinv(1)]).toEqual([
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      0,
    ]);
    expect(() => erfinv(2)).toThrow("erfinv: y = 2, a value from -1 to 1 is needed");
  });
});

describe("the normal distribution function", () => {
  it("Φ(0) = ½, Φ(−x) = 1 − Φ(x), Φ(1.959963984540054) = 0.975", () => {
    expect(ndtr(0)).toBe(0.5);
    expect(ndtr(1.959963984540054)).toBeCloseTo(0.975, 15);
    expect(ndtr(-2) + ndtr(2)).toBeCloseTo(1, 15);
    expect(ndtri(0.975)).toBeCloseTo(1.959963984540054, 14);
    expect([ndtri(0), ndtri(0.5), ndtri(1)]).toEqual([Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY]);
  });

  it("its logarithm goes on where it underflows, and so does the quantile of the logarithm", () => {
    expect(ndtr(-40)).toBe(0);
    // ln Φ(−x) ≈ −x²/2 − ln(x √(2π)) − 1/x²
    expect(logNdtr(-1000)).toBeCloseTo(-500000 - Math.log(1000 * Math.sqrt(2 * Math.PI)) - 1e-6, 8);
    for (const x of [-1000, -40, -3, 0.2, 5]) expect(ndtriExp(logNdtr(x)) / x).toBeCloseTo(1, 9);
  });

  it("ln(Φ(b) − Φ(a)) holds far out and for neighbours", () => {
    expect(logNdtrBetween(-1, 1)).toBeCloseTo(Math.log(ndtr(1) - ndtr(-1)), 14);
    expect(logNdtrBetween(40, 41)).toBeCloseTo(logNdtr(-40), 12);
    expect(logNdtrBetween(1, 1 + 1e-9, 1e-9)).toBeCloseTo(
      Math.log(1e-9) - 0.5 - 0.5 * Math.log(2 * Math.PI),
      8,
    );
  });

  it("Owen's T: T(0, a) = atan(a)/2π, T(h, 1) = ½ Φ(h) Φ(−h)", () => {
    expect(owensT(0, 2)).toBeCloseTo(Math.atan(2) / (2 * Math.PI), 15);
    expect(owensT(1.3, 1)).toBeCloseTo(0.5 * ndtr(1.3) * ndtr(-1.3), 15);
    expect(owensT(1, -2)).toBe(-owensT(1, 2));
    expect(owensRest(0.7, 3)).toBeCloseTo(ndtr(-0.7) - 2 * owensT(0.7, 3), 15);
    expect(owensT(1, Number.POSITIVE_INFINITY)).toBe(0.5 * ndtr(-1));
  });

  it("Owen's T and its rest hold for tiny h, where the integrand falls off within an angle of h", () => {
    // mpmath
    expect(Math.abs(owensT(1.415535202294895e-6, 1.7979808748203752) / 0.16921691039548717 - 1)).toBeLessThan(
      1e-15,
    );
    for (const a of [0.3, 2, 50])
      expect(Math.abs(owensRest(1e-200, a) / (Math.atan2(1, a) / Math.PI) - 1)).toBeLessThan(1e-13);
    expect(owensRest(1e-6, 1.8)).toBeCloseTo(ndtr(-1e-6) - 2 * owensT(1e-6, 1.8), 14);
  });
});
