/** The rank tests of several samples, and those of the median. */
import { describe, expect, it } from "vitest";
import { expectClose, expectEach, golden } from "../../samples/node/golden.fixture.ts";
import type { TestSamples } from "../samples.fixture.ts";
import { friedmanchisquare } from "./friedmanchisquare.ts";
import { kruskal } from "./kruskal.ts";
import { medianTest } from "./median-test.ts";
import { signTest } from "./sign-test.ts";

const { samples: s, ranks } = golden<{
  samples: TestSamples;
  ranks: { kruskal: number[]; friedman: number[]; friedmanThird: number[]; median: number[] };
}>("tests");

describe("kruskal", () => {
  it("by hand: rank sums 3 and 7 of 1, 2 and 3, 4: H = 12/20 · (9/2 + 49/2) − 15 = 2.4", () => {
    const { statistic, df, epsilonSquared } = kruskal([1, 2], [3, 4]);
    expectEach([statistic, df, epsilonSquared], [2.4, 1, 0.8], 1e-14);
  });

  it("H and p as in SciPy, with ties", () => {
    const { statistic, pvalue } = kruskal(s.x, s.y, s.tied);
    expectEach([statistic, pvalue], ranks.kruskal);
  });

  it("refuses values that are all equal", () => {
    expect(() => kruskal([1, 1], [1])).toThrow("kruskal: all values are equal");
  });
});

describe("friedmanchisquare", () => {
  it("by hand: three treatments in one order in both blocks: 12/24 · (4 + 16 + 36) − 24 = 4, W = 1", () => {
    const { statistic, df, kendallW } = friedmanchisquare([1, 10], [2, 20], [3, 30]);
    expectEach([statistic, df, kendallW], [4, 2, 1], 1e-14);
  });

  it("statistic and p as in SciPy, with ties", () => {
    const { statistic, pvalue } = friedmanchisquare(s.tied, s.tied2, ranks.friedmanThird);
    expectEach([statistic, pvalue], ranks.friedman);
  });

  it("refuses two treatments and unequal blocks", () => {
    expect(() => friedmanchisquare([1, 2], [1, 2])).toThrow(
      "friedmanchisquare: 2 samples, at least 3 are needed",
    );
    expect(() => friedmanchisquare([1, 2], [1, 2], [1, 2, 3])).toThrow("equal lengths are needed");
    expect(() => friedmanchisquare([1, 2], [1, 2], [1, 2])).toThrow("all values of every block are equal");
  });
});

describe("medianTest", () => {
  it("by hand: grand median 2.5, table [[0, 2], [2, 0]]: χ² = 4 without Yates, (2 · ½)² = 1 with", () => {
    const found = medianTest(
      [
        [1, 2],
        [3, 4],
      ],
      { correction: false },
    );
    expect(found.table).toEqual([
      [0, 2],
      [2, 0],
    ]);
    expectEach([found.median, found.statistic], [2.5, 4], 1e-14);
    expectClose(
      medianTest([
        [1, 2],
        [3, 4],
      ]).statistic,
      1,
      1e-14,
    );
  });

  it("statistic and p as in SciPy", () => {
    const { statistic, pvalue, median } = medianTest([s.x, s.y, s.z]);
    expectEach([statistic, pvalue, median], ranks.median);
  });
});

describe("signTest", () => {
  it("by hand: 4 of 5 above: 2 (5 + 1)/32; zeros are left out", () => {
    const { statistic, pvalue, n } = signTest([1, 2, 3, 4, -1, 0]);
    expect([statistic, n]).toEqual([4, 5]);
    expectClose(pvalue, 12 / 32, 1e-13);
  });

  it("refuses values all equal to the median claimed", () => {
    expect(() => signTest([3, 3], { median: 3 })).toThrow("signTest: all values equal 3");
  });
});
