/** Kolmogorov's and Smirnov's tests of one and two samples. */
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { Normal } from "../../distributions/continuous/normal.ts";
import { expectClose, golden } from "../../samples/node/golden.fixture.ts";
import { permutationTest } from "../permutation/permutation-test.ts";
import type { TestSamples } from "../samples.fixture.ts";
import { ks1samp } from "./ks1samp.ts";
import { ks2samp } from "./ks2samp.ts";

interface Case {
  x: string;
  y: keyof TestSamples;
  alternative: "two-sided" | "less" | "greater";
  method: "exact" | "asymp";
  result: [number, number];
  location: number;
  sign: number;
}
const { samples: s } = golden<{ samples: TestSamples }>("tests");
const { goodness } = golden<{ goodness: { one: Case[]; two: Case[]; large: number[] } }>("tests-counts");
const sampleOf = (name: string) => (name === "large" ? goodness.large : s[name as keyof TestSamples]);
const methods = { exact: "exact", asymp: "asymptotic" } as const;

describe("ks1samp", () => {
  it("by hand: 0.5 from the uniform distribution: D = ½; one value lies so far out with certainty", () => {
    const { statistic, pvalue } = ks1samp([0.5], (x) => x);
    expect([statistic, pvalue]).toEqual([0.5, 1]);
    // P(D⁺ ≥ d) = 1 − d for one value.
    expectClose(ks1samp([0.7], (x) => x, { alternative: "greater" }).pvalue, 0.7, 1e-14);
  });

  it.each(goodness.one.map((test) => [test.x, test.alternative, test.method, test] as const))(
    "%s %s %s as in SciPy",
    (name, alternative, method, test) => {
      const normal = new Normal();
      const found = ks1samp(sampleOf(name), (x) => normal.cdf(x), { alternative, method: methods[method] });
      expectClose(found.statistic, test.result[0], 1e-12);
      // Above n = 140, SciPy expands in 1/√n, to about 1e-6; here the distribution is exact up to 1000.
      const expanded = name === "large" && alternative === "two-sided" && method === "exact";
      expectClose(found.pvalue, test.result[1], expanded ? 1e-6 : 1e-9, "p");
      expect([found.location, found.sign]).toEqual([test.location, test.sign]);
    },
  );

  it("one-sided, the limit is exp(−2nd²)", () => {
    const { statistic, pvalue } = ks1samp([0.1, 0.2], (x) => x, {
      alternative: "greater",
      method: "asymptotic",
    });
    expectClose(pvalue, Math.exp(-4 * statistic ** 2), 1e-14);
  });

  it("rejects at its level", () => {
    const rng = new Philox(8);
    let rejected = 0;
    for (let trial = 0; trial < 2000; trial++) {
      const x = Float64Array.from({ length: 10 }, () => rng.uniform());
      if (ks1samp(x, (v) => v).pvalue <= 0.1) rejected++;
    }
    expect(Math.abs(rejected / 2000 - 0.1)).toBeLessThan(0.027);
  });

  it("refuses a cdf that is none", () => {
    expect(() => ks1samp([2], (x) => x)).toThrow("ks1samp: cdf(2) is 2, a number from 0 to 1 is needed");
  });
});

describe("ks2samp", () => {
  it("by hand: 1, 2 below 3, 4: D = 1, two of six orders", () => {
    const { statistic, pvalue, location, sign } = ks2samp([1, 2], [3, 4]);
    expect([statistic, location, sign]).toEqual([1, 2, 1]);
    expectClose(pvalue, 2 / 6, 1e-14);
  });

  it.each(goodness.two.map((test) => [test.x, test.y, test.alternative, test.method, test] as const))(
    "%s %s %s %s as in SciPy",
    (x, y, alternative, method, test) => {
      const found = ks2samp(sampleOf(x), s[y], { alternative, method: methods[method] });
      expectClose(found.statistic, test.result[0], 1e-12);
      expectClose(found.pvalue, test.result[1], 1e-9, "p");
      // A distance of 0 is attained before the first value and after the last.
      if (found.statistic > 0) expect([found.location, found.sign]).toEqual([test.location, test.sign]);
    },
  );

  it("the exact p is that of all orders", () => {
    const [x, y] = [s.x.slice(0, 5), s.y.slice(0, 6)];
    const distance = (a: Float64Array, b: Float64Array) => ks2samp(a, b).statistic;
    const { pvalue } = permutationTest([x, y], distance, { alternative: "greater" });
    expectClose(ks2samp(x, y, { method: "exact" }).pvalue, pvalue, 1e-13);
  });
});
