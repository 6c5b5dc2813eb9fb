/** The three correlations. */
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { expectAllClose, expectClose, expectEach, golden } from "../../samples/node/golden.fixture.ts";
import { permutationTest } from "../permutation/permutation-test.ts";
import { countPairs } from "./concordance.ts";
import { inversionDistribution, kendalltau } from "./kendalltau.ts";
import { pearsonr } from "./pearsonr.ts";
import { spearmanr } from "./spearmanr.ts";

type Alternative = "two-sided" | "less" | "greater";
interface Case {
  x: number[];
  y: number[];
  alternative: Alternative;
  pearson: [number, number, number, number];
  spearman: [number, number];
  [kendall: `kendall ${string}`]: [number, number];
}
const { correlations } = golden<{
  correlations: {
    cases: Case[];
    long: { name: string; y: number[]; alternative: Alternative; result: [number, number] }[];
  };
}>("tests");

describe("pearsonr", () => {
  it("by hand: 1, 2, 3 with 1, 3, 2 has r = ½, t = ½/√¾ on 1: p = 2/3", () => {
    const { statistic, pvalue } = pearsonr([1, 2, 3], [1, 3, 2]);
    expectEach([statistic, pvalue], [0.5, 2 / 3], 1e-13);
  });

  it("r, p and interval as in SciPy", () => {
    for (const { x, y, alternative, pearson } of correlations.cases) {
      const { statistic, pvalue, confidenceInterval } = pearsonr(x, y, { alternative, confidenceLevel: 0.9 });
      expectClose(statistic, pearson[0], 1e-12);
      expectClose(pvalue, pearson[1]);
      expectEach([confidenceInterval.low, confidenceInterval.high], pearson.slice(2));
    }
  });

  it("a line has r = 1 and p = 0", () => {
    const { statistic, pvalue, confidenceInterval } = pearsonr([1, 2, 3, 4], [2, 4, 6, 8]);
    expectEach([statistic, pvalue, confidenceInterval.low, confidenceInterval.high], [1, 0, 1, 1], 1e-7);
  });

  it("refuses a constant and two pairs", () => {
    expect(() => pearsonr([1, 1, 1], [1, 2, 3])).toThrow("pearsonr: all values of x are equal");
    expect(() => pearsonr([1, 2], [1, 2])).toThrow("pearsonr: x has 2 values, at least 3 are needed");
  });
});

describe("spearmanr", () => {
  it("ranks in one order have ρ = 1 exactly, and p = 0 on one side", () => {
    const { statistic, pvalue } = spearmanr([-0.3, -0.5, -0.1], [-0.32, -0.59, 0.26], {
      alternative: "greater",
    });
    expect([statistic, pvalue]).toEqual([1, 0]);
  });

  it("by hand: it sees ranks only: 1, 10, 100 with 1, 3, 2 is ½", () => {
    expectClose(spearmanr([1, 10, 100], [1, 3, 2]).statistic, 0.5, 1e-14);
  });

  it("ρ and p as in SciPy, with ties", () => {
    for (const { x, y, alternative, spearman } of correlations.cases) {
      const { statistic, pvalue } = spearmanr(x, y, { alternative });
      expectClose(statistic, spearman[0], 1e-12);
      expectClose(pvalue, spearman[1]);
    }
  });

  it("its interval covers the ρ of a normal pair about as often as it says", () => {
    const rng = new Philox(31);
    const r = 0.6;
    const rho = (6 / Math.PI) * Math.asin(r / 2);
    let covered = 0;
    for (let trial = 0; trial < 1000; trial++) {
      const x = Float64Array.from({ length: 40 }, () => rng.normal());
      const y = x.map((v) => r * v + Math.sqrt(1 - r * r) * rng.normal());
      const { low, high } = spearmanr(x, y).confidenceInterval;
      if (low <= rho && high >= rho) covered++;
    }
    expect(covered / 1000).toBeGreaterThan(0.92);
    expect(covered / 1000).toBeLessThan(0.98);
  });
});

describe("kendalltau", () => {
  it("by hand: of 1, 2, 3 with 1, 3, 2 two of three pairs agree: τ = ⅓", () => {
    expectClose(kendalltau([1, 2, 3], [1, 3, 2]).statistic, 1 / 3, 1e-15);
  });

  it("by hand: three values have 0, 1, 2, 3 inversions in 1, 2, 2, 1 of six orders", () => {
    expectAllClose(inversionDistribution(3, 4), [1 / 6, 2 / 6, 2 / 6, 1 / 6], 1e-15);
  });

  it("τ_b, τ_c and p as in SciPy: exact, asymptotic, with ties", () => {
    for (const test of correlations.cases) {
      for (const method of ["auto", "asymptotic", "exact"] as const) {
        for (const variant of ["b", "c"] as const) {
          const wanted = test[`kendall ${method} ${variant}`];
          if (wanted === undefined) continue;
          const found = kendalltau(test.x, test.y, { method, variant, alternative: test.alternative });
          expectClose(found.statistic, wanted[0], 1e-12);
          expectClose(found.pvalue, wanted[1], 1e-9, `${method} ${variant} ${test.alternative}`);
        }
      }
    }
  });

  it("sixty values: exact where one pair is out of order, asymptotic otherwise, as in SciPy", () => {
    for (const { name, y, alternative, result } of correlations.long) {
      const found = kendalltau(
        y.map((_, i) => i),
        y,
        { alternative },
      );
      expect(found.method).toBe(name === "swapped" ? "exact" : "asymptotic");
      expectClose(found.statistic, result[0], 1e-12);
      expectClose(found.pvalue, result[1], 1e-9, `${name} ${alternative}`);
    }
  });

  it("the exact p is that of all orders", () => {
    const [x, y] = [
      [3, 1, 4, 2, 6, 5],
      [2, 1, 5, 3, 4, 6],
    ];
    for (const alternative of ["two-sided", "less", "greater"] as const) {
      const all = permutationTest([x], (v) => kendalltau(v, y).statistic, {
        permutationType: "pairings",
        alternative,
      });
      expectClose(kendalltau(x, y, { alternative }).pvalue, all.pvalue, 1e-13, alternative);
    }
  });

  it("merge sort counts the pairs that two loops count", () => {
    const rng = new Philox(17);
    for (let trial = 0; trial < 20; trial++) {
      const [x, y] = [0, 1].map(() => Float64Array.from({ length: 30 }, () => rng.integer(12))) as [
        Float64Array,
        Float64Array,
      ];
      let [concordant, discordant] = [0, 0];
      for (let i = 0; i < 30; i++) {
        for (let j = 0; j < i; j++) {
          const sign = Math.sign(x[i]! - x[j]!) * Math.sign(y[i]! - y[j]!);
          if (sign > 0) concordant++;
          if (sign < 0) discordant++;
        }
      }
      expect(countPairs(x, y)).toEqual({ concordant, discordant });
    }
  });

  it("refuses the exact method with ties, and constants", () => {
    expect(() => kendalltau([1, 1, 2], [1, 2, 3], { method: "exact" })).toThrow(
      "kendalltau: the exact method with ties",
    );
    expect(() => kendalltau([1, 1], [1, 2])).toThrow("kendalltau: all values of x are equal");
  });
});
