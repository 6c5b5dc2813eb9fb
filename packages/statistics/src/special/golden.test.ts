import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { i0, i0e, i1, i1e } from "./bessel/bessel-i.ts";
import { beta, lbeta } from "./beta/beta.ts";
import { betainc, betaincc } from "./beta/betainc.ts";
import { erf, erfc } from "./error/erf.ts";
import { erfcx } from "./error/erfcx.ts";
import { erfcxCoefficients } from "./error/erfcx-coefficients.ts";
import { erfcinv, erfinv } from "./error/erfinv.ts";
import { logNdtr, ndtr } from "./error/ndtr.ts";
import { ndtri } from "./error/ndtri.ts";
import { owensT } from "./error/owens-t.ts";
import { digamma } from "./gamma/digamma.ts";
import { digammaCoefficients, digammaRoot } from "./gamma/digamma-coefficients.ts";
import { gamma } from "./gamma/gamma.ts";
import { gammainc, gammaincc } from "./gamma/gammainc.ts";
import { lgamma } from "./gamma/lgamma.ts";
import { logGammaRatio } from "./gamma/log-gamma-ratio.ts";
import { temmeCoefficients } from "./gamma/temme-coefficients.ts";
import { trigamma } from "./gamma/trigamma.ts";
import { hurwitzZeta } from "./gamma/zeta.ts";
import { zetaMinusOne } from "./gamma/zeta-minus-one.ts";
import { log1pmx } from "./logs/log1pmx.ts";
import { kolmogorovExactCdf } from "./ranges/kolmogorov-exact.ts";
import { studentizedRangeSf } from "./ranges/studentized-range.ts";

function golden(name: string) {
  const file = new URL(`../../../../golden/statistics/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")).values;
}

const special: Record<string, [number[], number][]> = golden("special");

/** Each function with the relative error that its docstring states. */
const functions: Record<string, readonly [f: (...x: never[]) => number, tolerance: number]> = {
  erf: [erf, 3 * 2 ** -52],
  erfc: [erfc, 6 * 2 ** -52],
  erfcx: [erfcx, 4 * 2 ** -52],
  ndtr: [ndtr, 8 * 2 ** -52],
  logNdtr: [logNdtr, 4 * 2 ** -52],
  ndtri: [ndtri, 4 * 2 ** -52],
  erfinv: [erfinv, 4 * 2 ** -52],
  erfcinv: [erfcinv, 4 * 2 ** -52],
  owensT: [owensT, 1e-14],
  gamma: [gamma, 10 * 2 ** -52],
  lgamma: [lgamma, 4 * 2 ** -52],
  digamma: [digamma, 10 * 2 ** -52],
  trigamma: [trigamma, 6 * 2 ** -52],
  log1pmx: [log1pmx, 4 * 2 ** -52],
  beta: [beta, 2e-14],
  lbeta: [lbeta, 1e-14],
  logGammaRatio: [logGammaRatio, 1e-13],
  hurwitzZeta: [hurwitzZeta, 8 * 2 ** -52],
  i0: [i0, 8 * 2 ** -52],
  i1: [i1, 8 * 2 ** -52],
  i0e: [i0e, 8 * 2 ** -52],
  i1e: [i1e, 8 * 2 ** -52],
  gammainc: [gammainc, 3e-13],
  gammaincc: [gammaincc, 3e-13],
  gammaincLarge: [gammainc, 1e-12],
  gammainccLarge: [gammaincc, 1e-12],
  betainc: [betainc, 2e-13],
  betaincc: [betaincc, 2e-13],
  betaincLarge: [betainc, 2e-12],
  betainccLarge: [betaincc, 2e-12],
};

describe("special functions against mpmath", () => {
  it("every function of the golden file is compared", () => {
    expect(Object.keys(special).sort()).toEqual(Object.keys(functions).sort());
  });

  for (const [name, [f, tolerance]] of Object.entries(functions)) {
    it(`${name} to ${tolerance.toExponential(1)} relative`, () => {
      const cases = special[name]!;
      expect(cases.length).toBeGreaterThan(2);
      const wrong = cases
        .map(([x, wanted]) => ({ x, wanted, found: f(...(x as never[])) }))
        .filter(({ wanted, found }) => !(Math.abs(found - wanted) <= tolerance * Math.abs(wanted)));
      expect(wrong).toEqual([]);
    });
  }
});

describe("tables against mpmath", () => {
  it("are the doubles nearest to the constants", () => {
    const tables = golden("special-tables");
    expect(erfcxCoefficients).toEqual(tables.erfcx);
    expect(zetaMinusOne).toEqual(tables.zetaMinusOne);
    expect(digammaRoot).toEqual(tables.digammaRoot);
    expect(digammaCoefficients).toEqual(tables.digamma);
    expect(temmeCoefficients).toEqual(tables.temme);
  });
});

describe("ranges against mpmath", () => {
  const ranges = golden("special-ranges");

  it("the studentised range by a double trapezoidal rule of 25 digits", () => {
    for (const [[q, k, df], wanted] of ranges.studentizedRangeSf) {
      expect(Math.abs(studentizedRangeSf(q, { k, df }) / wanted - 1)).toBeLessThan(1e-11);
    }
  });

  it("the exact Kolmogorov distribution by Durbin's matrix at 60 digits", () => {
    for (const [[d, n], wanted] of ranges.kolmogorovExactCdf) {
      expect(Math.abs(kolmogorovExactCdf(d, n) / wanted - 1)).toBeLessThan(1e-12);
    }
  });
});
