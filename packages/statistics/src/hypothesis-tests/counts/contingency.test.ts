/** Chi-square tests, and the paired one. */
import { describe, expect, it } from "vitest";
import { expectAllClose, expectClose, expectEach, golden } from "../../samples/node/golden.fixture.ts";
import { chi2Contingency } from "./chi2-contingency.ts";
import { chisquare } from "./chisquare.ts";
import { mcnemar } from "./mcnemar.ts";
import type { Divergence } from "./power-divergence.ts";

interface Contingency {
  table: number[][];
  divergence: Divergence;
  correction: boolean;
  statistic: number;
  pvalue: number;
  df: number;
  expected: number[][];
  cramersV: number;
}
interface Fit {
  observed: number[];
  expected: number[] | null;
  ddof: number;
  divergence: Divergence;
  result: [number, number];
}
const { counts } = golden<{ counts: { contingency: Contingency[]; fit: Fit[]; mcnemar: number[][] } }>(
  "tests-counts",
);

describe("chi2Contingency", () => {
  it("by hand: [[10, 0], [0, 10]]: all expected 5, χ² = 20, V = 1; with Yates 4 · 4.5²/5 = 16.2", () => {
    const table = [
      [10, 0],
      [0, 10],
    ];
    const { statistic, df, cramersV, expected } = chi2Contingency(table, { correction: false });
    expect([statistic, df, cramersV]).toEqual([20, 1, 1]);
    expect(expected.map((row) => Array.from(row))).toEqual([
      [5, 5],
      [5, 5],
    ]);
    expectClose(chi2Contingency(table).statistic, 16.2, 1e-14);
  });

  it("as in SciPy: statistic, p, degrees of freedom, expected counts, Cramér's V", () => {
    for (const { table, divergence, correction, ...wanted } of counts.contingency) {
      const found = chi2Contingency(table, { divergence, correction });
      const name = `${JSON.stringify(table)} ${divergence} ${correction}`;
      for (const key of ["statistic", "pvalue", "df", "cramersV"] as const)
        expectClose(found[key], wanted[key], 1e-9, `${name} ${key}`);
      expectAllClose(
        found.expected.flatMap((row) => Array.from(row)),
        wanted.expected.flat(),
        1e-13,
        name,
      );
    }
  });

  it("refuses empty rows and columns, and tables of one row", () => {
    expect(() =>
      chi2Contingency([
        [0, 0],
        [1, 2],
      ]),
    ).toThrow("chi2Contingency: row 0 has only zeros");
    expect(() =>
      chi2Contingency([
        [0, 3],
        [0, 2],
      ]),
    ).toThrow("chi2Contingency: column 0 has only zeros");
    expect(() => chi2Contingency([[1, 2]])).toThrow(
      "chi2Contingency: a table of 1 × 2, at least 2 × 2 is needed",
    );
    expect(() => chi2Contingency([[1, 2], [1]])).toThrow("equal lengths are needed");
  });
});

describe("chisquare", () => {
  it("by hand: 10, 20, 30 against 20 each: χ² = 10, w = √(10/60)", () => {
    const { statistic, df, cohensW } = chisquare([10, 20, 30]);
    expectEach([statistic, df, cohensW], [10, 2, Math.sqrt(1 / 6)], 1e-14);
  });

  it("by hand: with two degrees of freedom p = exp(−χ²/2)", () => {
    expectClose(chisquare([10, 20, 30]).pvalue, Math.exp(-5), 1e-13);
  });

  it("as in SciPy, for each divergence, with expected counts and ddof", () => {
    for (const { observed, expected, ddof, divergence, result } of counts.fit) {
      const found = chisquare(observed, { ddof, divergence, ...(expected === null ? {} : { expected }) });
      expectEach([found.statistic, found.pvalue], result, 1e-9, divergence);
    }
  });

  it("refuses expected counts of another sum, or none left free", () => {
    expect(() => chisquare([1, 2], { expected: [1, 1] })).toThrow(
      "expected counts sum to 2, the sum of the observed 3 is needed; scale them by 1.5",
    );
    expect(() => chisquare([1, 2], { expected: [0, 3] })).toThrow("chisquare: expected[0] is 0");
    expect(() => chisquare([1, 2], { ddof: 1 })).toThrow("at least 1 degree of freedom is needed");
  });
});

describe("mcnemar", () => {
  it("by hand: 1 against 4: 2 (1 + 5)/32", () => {
    const { statistic, pvalue, oddsRatio } = mcnemar([
      [7, 1],
      [4, 8],
    ]);
    expect([statistic, oddsRatio]).toEqual([1, 0.25]);
    expectClose(pvalue, 12 / 32, 1e-13);
  });

  it("as in statsmodels: exact, corrected, plain", () => {
    const table = [
      [101, 121],
      [59, 33],
    ];
    const found = [
      mcnemar(table),
      mcnemar(table, { exact: false }),
      mcnemar(table, { exact: false, correction: false }),
    ];
    found.forEach(({ statistic, pvalue }, i) => {
      expectClose(statistic, counts.mcnemar[i]![0]!, 1e-13);
      expectClose(pvalue, counts.mcnemar[i]![1]!, 1e-9);
    });
  });

  it("refuses pairs that all agree", () => {
    expect(() =>
      mcnemar([
        [3, 0],
        [0, 4],
      ]),
    ).toThrow("mcnemar: no pair disagrees");
  });
});
