import { expect, it } from "vitest";
import { expectClose, golden } from "../../samples/node/golden.fixture.ts";
import { fisherExact } from "./fisher-exact.ts";

interface Case {
  table: number[][];
  alternative: "two-sided" | "less" | "greater";
  statistic: number;
  pvalue: number;
  oddsRatio: number;
  interval: [number, number];
}
const { counts } = golden<{ counts: { fisher: Case[] } }>("tests-counts");

it("by hand: the lady tasting tea, 3 of 4 right: (16 + 1)/70", () => {
  const { pvalue, statistic } = fisherExact(
    [
      [3, 1],
      [1, 3],
    ],
    { alternative: "greater" },
  );
  expect(statistic).toBe(9);
  expectClose(pvalue, 17 / 70, 1e-13);
});

it("by hand: the conditional odds ratio of [[1, 1], [0, 1]] makes ψ = ∞, of [[1, 1], [1, 1]] 1", () => {
  expect(
    fisherExact([
      [1, 1],
      [0, 1],
    ]).oddsRatio,
  ).toBe(Infinity);
  expectClose(
    fisherExact([
      [1, 1],
      [1, 1],
    ]).oddsRatio,
    1,
    1e-12,
  );
});

it.each(counts.fisher.map((test) => [JSON.stringify(test.table), test.alternative, test] as const))(
  "%s %s as in SciPy",
  (_, alternative, test) => {
    const { statistic, pvalue, oddsRatio, confidenceInterval } = fisherExact(test.table, { alternative });
    expectClose(statistic, test.statistic, 1e-14, "statistic");
    expectClose(pvalue, test.pvalue, 1e-9, "p");

    expectClose(oddsRatio, test.oddsRatio, 1e-9, "odds");
    expectClose(confidenceInterval.low, test.interval[0], 1e-9, "low");
    expectClose(confidenceInterval.high, test.interval[1], 1e-9, "high");
  },
);

it("refuses tables of another shape and counts that are none", () => {
  expect(() =>
    fisherExact([
      [1, 2, 3],
      [1, 2, 3],
    ]),
  ).toThrow("fisherExact: a table of 2 × 3, 2 × 2 is needed");
  expect(() =>
    fisherExact([
      [1.5, 2],
      [1, 2],
    ]),
  ).toThrow("fisherExact: row 0[0] is 1.5, counts are whole numbers");
});
