import { describe, expect, it } from "vitest";
import { StudentT } from "../../distributions/continuous/student-t.ts";
import { kolmogorovCdf, kolmogorovIsf, kolmogorovPdf, kolmogorovPpf, kolmogorovSf } from "./kolmogorov.ts";
import { kolmogorovExactCdf, kolmogorovExactIsf, kolmogorovExactSf, smirnovSf } from "./kolmogorov-exact.ts";
import { pelzGood } from "./pelz-good.ts";
import {
  studentizedRangeCdf,
  studentizedRangeIsf,
  studentizedRangePdf,
  studentizedRangePpf,
  studentizedRangeSf,
} from "./studentized-range.ts";

describe("the studentised range", () => {
  it("of two groups is √2 |t|", () => {
    for (const [q, df] of [
      [0.5, 3],
      [2, 10],
      [6, 4],
      [30, 12],
    ] as const) {
      const wanted = 2 * new StudentT({ df }).sf(q / Math.SQRT2);
      expect(Math.abs(studentizedRangeSf(q, { k: 2, df }) / wanted - 1)).toBeLessThan(1e-11);
    }
  });

  it("has the critical values of the printed tables: 3.88 for k = 3, ν = 10; 3.31 for k = 3, ν = ∞; 4.23 for k = 5, ν = 20", () => {
    expect(studentizedRangeIsf(0.05, { k: 3, df: 10 })).toBeCloseTo(3.877, 3);
    expect(studentizedRangeIsf(0.05, { k: 3, df: Number.POSITIVE_INFINITY })).toBeCloseTo(3.314, 3);
    expect(studentizedRangeIsf(0.05, { k: 5, df: 20 })).toBeCloseTo(4.232, 3);
    expect(studentizedRangePpf(0.95, { k: 5, df: 20 })).toBeCloseTo(4.232, 3);
  });

  it("tails make 1 and the density is their slope", () => {
    for (const [q, k, df] of [
      [1, 3, 2],
      [3.3, 8, 15],
      [5, 40, 200],
    ] as const) {
      const h = 1e-4;
      const slope = (studentizedRangeCdf(q + h, { k, df }) - studentizedRangeCdf(q - h, { k, df })) / (2 * h);
      expect(studentizedRangePdf(q, { k, df })).toBeCloseTo(slope, 7);
      expect(studentizedRangeCdf(q, { k, df }) + studentizedRangeSf(q, { k, df })).toBeCloseTo(1, 12);
    }
  });

  it("ends and bad input", () => {
    expect([studentizedRangeCdf(0, { k: 3, df: 5 }), studentizedRangeSf(-1, { k: 3, df: 5 })]).toEqual([
      0, 1,
    ]);
    expect(studentizedRangeSf(Number.POSITIVE_INFINITY, { k: 3, df: 5 })).toBe(0);
    expect(() => studentizedRangeCdf(1, { k: 1, df: 5 })).toThrow(
      "k = 1 groups and df = 5, a whole k from 2 on and df > 0 are needed",
    );
  });
});

describe("Kolmogorov's distribution", () => {
  it("has the critical value 1.358 at 5 % and both forms agree where they meet", () => {
    expect(kolmogorovIsf(0.05)).toBeCloseTo(1.3580986, 6);
    expect(kolmogorovCdf(1 - 1e-12)).toBeCloseTo(1 - kolmogorovSf(1 + 1e-12), 11);
    expect(kolmogorovPdf(1 - 1e-12)).toBeCloseTo(kolmogorovPdf(1 + 1e-12), 10);
    for (const p of [1e-30, 0.01, 0.5, 0.9]) {
      expect(Math.abs(kolmogorovCdf(kolmogorovPpf(p)) / p - 1)).toBeLessThan(1e-12);
      expect(Math.abs(kolmogorovSf(kolmogorovIsf(p)) / p - 1)).toBeLessThan(1e-12);
    }
    // mpmath; and the ends, where nothing is left.
    expect(Math.abs(kolmogorovSf(16.732672361594027) / 1.2926263219486135e-243 - 1)).toBeLessThan(2e-15);
    expect([kolmogorovCdf(5e-324), kolmogorovPdf(5e-324), kolmogorovPdf(Number.POSITIVE_INFINITY)]).toEqual([
      0, 0, 0,
    ]);
  });

  it("of one observation: D₁ is even on [½, 1]", () => {
    expect(kolmogorovExactCdf(0.75, 1)).toBeCloseTo(0.5, 14);
    expect([kolmogorovExactCdf(0.5, 1), kolmogorovExactSf(1, 1)]).toEqual([0, 0]);
  });

  it("of two observations: P(D₂ ≤ d) = 2 (2d − ½)² up to ½ and 1 − 2 (1 − d)² above", () => {
    expect(kolmogorovExactCdf(0.4, 2)).toBeCloseTo(2 * 0.3 ** 2, 14);
    expect(kolmogorovExactSf(0.7, 2)).toBeCloseTo(2 * 0.3 ** 2, 14);
  });

  it("one-sided, of one observation: P(D⁺ > d) = 1 − d", () => {
    expect(smirnovSf(0.3, 1)).toBeCloseTo(0.7, 15);
    expect([smirnovSf(0, 5), smirnovSf(1, 5)]).toEqual([1, 0]);
  });

  it("the ways meet: the matrix and twice the one-sided tail at n d² = 4, the matrix and Pelz and Good's expansion at n = 1,000", () => {
    const d = Math.sqrt(4 / 200);
    const [before, after] = [
      kolmogorovExactSf(d * (1 - 1e-12), 200),
      kolmogorovExactSf(d * (1 + 1e-12), 200),
    ];
    expect(Math.abs(before / after - 1)).toBeLessThan(1e-9);
    for (const at of [0.02, 0.03, 0.04])
      expect(Math.abs(kolmogorovExactCdf(at, 1000) - pelzGood(at, 1000))).toBeLessThan(5e-8);
  });

  it("has the tables' critical value 0.294 for n = 20 at 5 %", () => {
    expect(kolmogorovExactIsf(0.05, 20)).toBeCloseTo(0.29408, 5);
    expect(kolmogorovExactSf(kolmogorovExactIsf(0.05, 20), 20)).toBeCloseTo(0.05, 12);
    expect(() => kolmogorovExactSf(0.1, 0)).toThrow("n = 0, a whole number from 1 to 10^8 is needed");
  });
});
