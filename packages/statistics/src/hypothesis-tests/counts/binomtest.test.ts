import { expect, it } from "vitest";
import { expectClose, expectEach, golden } from "../../samples/node/golden.fixture.ts";
import { binomialTails, binomtest } from "./binomtest.ts";

interface Case {
  k: number;
  n: number;
  p: number;
  alternative: "two-sided" | "less" | "greater";
  pvalue: number;
  interval: [number, number];
}
const { counts } = golden<{ counts: { binom: Case[] } }>("tests-counts");

it("by hand: 4 heads of 4: 1/16 above, 2/16 on both sides", () => {
  expectClose(binomtest(4, 4, { alternative: "greater" }).pvalue, 1 / 16, 1e-14);
  expectClose(binomtest(4, 4).pvalue, 2 / 16, 1e-14);
});

it("by hand: 2 of 4 is what is expected, p = 1", () => {
  expect(binomtest(2, 4).pvalue).toBe(1);
});

it.each(counts.binom.map((test) => [test.k, test.n, test.p, test.alternative, test] as const))(
  "%i of %i at %d %s as in SciPy",
  (k, n, p, alternative, test) => {
    const { pvalue, confidenceInterval } = binomtest(k, n, { p, alternative, confidenceLevel: 0.9 });
    expectClose(pvalue, test.pvalue, 1e-9, "p");
    expectEach([confidenceInterval.low, confidenceInterval.high], test.interval, 1e-9, "interval");
  },
);

it("tails are the sums of probabilities", () => {
  const [n, p] = [12, 0.3];
  let sum = 0;
  let choose = 1;
  for (let k = 0; k <= n; k++) {
    const { atMost, atLeast } = binomialTails(k, n, p);
    expect(Math.abs(atLeast - (1 - sum))).toBeLessThan(1e-14);
    sum += choose * p ** k * (1 - p) ** (n - k);
    choose *= (n - k) / (k + 1);
    expectClose(atMost, sum, 1e-12);
  }
});

it("refuses more successes than trials", () => {
  expect(() => binomtest(5, 4)).toThrow("binomtest: 5 successes of 4 trials");
  expect(() => binomtest(1, 4, { p: 1.5 })).toThrow("binomtest: p 1.5, a number from 0 to 1 is needed");
  expect(() => binomtest(1.5, 4)).toThrow("binomtest: k 1.5");
});
