import { expect, it } from "vitest";
import { expectClose, golden } from "../../samples/node/golden.fixture.ts";
import { permutationTest } from "../permutation/permutation-test.ts";
import type { TestSamples } from "../samples.fixture.ts";
import { wilcoxon } from "./wilcoxon.ts";

interface Case {
  x: keyof TestSamples;
  y: keyof TestSamples;
  alternative: "two-sided" | "less" | "greater";
  zero: "wilcox" | "pratt" | "zsplit";
  correction: boolean;
  method: "asymptotic" | "exact";
  result: [number, number];
}
const { samples: s, ranks } = golden<{
  samples: TestSamples;
  ranks: { wilcoxon: Case[]; few: number[]; small: Pick<Case, "alternative" | "zero" | "result">[] };
}>("tests");

it("by hand: of 1, 2, 3, −4, W⁺ = 6 and W⁻ = 4; 7 of 16 sign patterns reach 6", () => {
  const { statistic, pvalue, rankBiserial } = wilcoxon([1, 2, 3, -4], null, { alternative: "greater" });
  expect([statistic, rankBiserial]).toEqual([6, 0.2]);
  expectClose(pvalue, 7 / 16, 1e-15);
});

it("W and p as in SciPy: exact, asymptotic, every treatment of zeros, with and without correction", () => {
  for (const { x, y, alternative, zero, correction, method, result } of ranks.wilcoxon) {
    const found = wilcoxon(s[x], s[y], { alternative, zeroMethod: zero, correction, method });
    const name = `${x} ${y} ${alternative} ${zero} ${correction} ${method}`;
    expectClose(found.statistic, result[0], 1e-14, name);
    expectClose(found.pvalue, result[1], 1e-9, name);
  }
});

it("with ties and zeros the exact p is that of all signs, which SciPy visits for small samples", () => {
  for (const { alternative, zero, result } of ranks.small) {
    const { statistic, pvalue } = wilcoxon(ranks.few, null, { alternative, zeroMethod: zero });
    expectClose(statistic, result[0], 1e-14, `${alternative} ${zero}`);
    expectClose(pvalue, result[1], 1e-12, `${alternative} ${zero}`);
  }
});

it("equals a permutation test of the sum of signed ranks", () => {
  const d = [3, -1, 4, 2, -6, 5, 7];
  // The ranks of |d|, whatever the signs.
  const order = d.map(Math.abs).sort((a, b) => a - b);
  const plus = (x: Float64Array) =>
    x.reduce((sum, v) => sum + (v > 0 ? order.indexOf(Math.abs(v)) + 1 : 0), 0);
  const { pvalue } = permutationTest([d], plus, { permutationType: "samples", alternative: "greater" });
  expectClose(wilcoxon(d, null, { alternative: "greater" }).pvalue, pvalue, 1e-14);
});

it("refuses differences that are all 0", () => {
  for (const zeroMethod of ["wilcox", "pratt", "zsplit"] as const) {
    expect(() => wilcoxon([1, 2], [1, 2], { zeroMethod })).toThrow("wilcoxon: all differences are 0");
  }
  expect(() => wilcoxon([1, 2], [1])).toThrow("wilcoxon: x has 2 values and y 1");
});
