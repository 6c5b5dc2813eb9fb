/** Intervals: by hand, against statsmodels and SciPy, and how often they cover. */
import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import type { ConfidenceInterval } from "../samples/alternative.ts";
import { expectAllClose, expectClose, expectEach, golden } from "../samples/node/golden.fixture.ts";
import { betaQuantile } from "./beta-quantile.ts";
import { meanInterval, varianceInterval } from "./mean-interval.ts";
import { predictionInterval, toleranceFactor, toleranceInterval } from "./normal-intervals.ts";
import { poissonInterval } from "./poisson-interval.ts";
import { proportionDifferenceInterval } from "./proportion-difference-interval.ts";
import { type ProportionMethod, proportionInterval } from "./proportion-interval.ts";
import { quantileInterval } from "./quantile-interval.ts";

type Ends = [number, number];
interface Golden {
  x: number[];
  t: Ends;
  z: Ends;
  variance: Ends;
  prediction: Ends;
  shares: ({ k: number; n: number } & Record<ProportionMethod, Ends>)[];
  differences: { k: Ends; n: Ends; newcombe: Ends; wald: Ends }[];
  poisson: { k: number; exposure: number; exact: Ends; score: Ends; wald: Ends }[];
  quantiles: { q: number; alternative: "two-sided" | "less" | "greater"; interval: Ends }[];
  oneSided: [number, number, number, number][];
  twoSided: [number, number, number, number][];
}
const { intervals: g } = golden<{ intervals: Golden }>("inference");
const ends = ({ low, high }: ConfidenceInterval) => [low, high];
const confidenceLevel = 0.9;

describe("mean and variance", () => {
  it("by hand: of 1, 3 with one degree of freedom, t_{0.75} = 1: 2 ± 1", () => {
    expectAllClose(ends(meanInterval([1, 3], { confidenceLevel: 0.5 })), [1, 3], 1e-12);
  });

  it("by hand: with two degrees of freedom χ²_p = −2 log(1 − p)", () => {
    const { low, high, estimate } = varianceInterval([1, 2, 3], { confidenceLevel: 0.5 });
    expectEach([estimate, low, high], [1, 2 / (-2 * Math.log(0.25)), 2 / (-2 * Math.log(0.75))], 1e-12);
  });

  it("as in SciPy", () => {
    expectAllClose(ends(meanInterval(g.x, { confidenceLevel })), g.t);
    expectAllClose(ends(meanInterval(g.x, { confidenceLevel, std: 1.5 })), g.z);
    expectAllClose(ends(varianceInterval(g.x, { confidenceLevel })), g.variance);
    expectAllClose(ends(predictionInterval(g.x, { confidenceLevel, future: 3 })), g.prediction);
  });

  it("one-sided intervals are open and have the end of a two-sided one of twice the tail", () => {
    const both = meanInterval(g.x, { confidenceLevel: 0.9 });
    const below = meanInterval(g.x, { confidenceLevel: 0.95, alternative: "less" });
    expect(below.low).toBe(-Infinity);
    expectClose(below.high, both.high, 1e-12);
    expect(varianceInterval(g.x, { alternative: "less" }).low).toBe(0);
  });

  it("covers as often as it says: mean, variance, a new value", () => {
    const rng = new Philox(1);
    const covered = [0, 0, 0];
    for (let trial = 0; trial < 3000; trial++) {
      const x = Float64Array.from({ length: 7 }, () => 5 + 2 * rng.normal());
      const next = 5 + 2 * rng.normal();
      const found = [
        meanInterval(x, { confidenceLevel }),
        varianceInterval(x, { confidenceLevel }),
        predictionInterval(x, { confidenceLevel }),
      ];
      [5, 4, next].forEach((truth, i) => {
        if (found[i]!.low <= truth && truth <= found[i]!.high) covered[i]!++;
      });
    }
    for (const count of covered) expect(Math.abs(count / 3000 - 0.9)).toBeLessThan(0.022);
  });
});

describe("proportions", () => {
  it("by hand: 0 of n, Clopper and Pearson: 1 − (α/2)^{1/n}", () => {
    const { low, high } = proportionInterval(0, 10, { method: "clopper-pearson" });
    expect(low).toBe(0);
    expectClose(high, 1 - 0.025 ** 0.1, 1e-12);
  });

  it("by hand: Wilson's interval of 5 of 10 is ½ ± z/(2√(n + z²))", () => {
    const z = 1.959963984540054;
    expectAllClose(
      ends(proportionInterval(5, 10)),
      [-1, 1].map((s) => 0.5 + (s * z) / (2 * Math.sqrt(10 + z * z))),
      1e-13,
    );
  });

  it.each(["wald", "wilson", "agresti-coull", "jeffreys", "clopper-pearson"] as const)(
    "%s as in statsmodels",
    (method) => {
      for (const row of g.shares) {
        expectAllClose(
          ends(proportionInterval(row.k, row.n, { method, confidenceLevel })),
          row[method],
          1e-9,
          `${row.k}/${row.n}`,
        );
      }
    },
  );

  it("exact coverage by enumeration: Clopper and Pearson never misses more than α, Wald does", () => {
    const coverage = (method: ProportionMethod, p: number) => {
      let [covered, probability] = [0, (1 - p) ** 20];
      for (let k = 0; k <= 20; k++) {
        const { low, high } = proportionInterval(k, 20, { method });
        if (low <= p && p <= high) covered += probability;
        probability *= ((20 - k) / (k + 1)) * (p / (1 - p));
      }
      return covered;
    };
    for (const p of [0.02, 0.1, 0.31, 0.5])
      expect(coverage("clopper-pearson", p)).toBeGreaterThanOrEqual(0.95);
    expect(coverage("wald", 0.02)).toBeLessThan(0.4);
    expect(coverage("wilson", 0.31)).toBeGreaterThan(0.93);
  });

  it("differences as in statsmodels: Newcombe's and Wald's", () => {
    for (const { k, n, newcombe, wald } of g.differences) {
      expectAllClose(ends(proportionDifferenceInterval(k, n, { confidenceLevel })), newcombe);
      expectAllClose(ends(proportionDifferenceInterval(k, n, { confidenceLevel, method: "wald" })), wald);
    }
  });

  it("Beta(1, b) has the quantile 1 − (1 − p)^{1/b}", () => {
    expectClose(betaQuantile(0.3, 1, 4), 1 - 0.7 ** 0.25, 1e-12);
    expectClose(betaQuantile(0.999, 5, 1), 0.999 ** 0.2, 1e-12);
  });

  it("Wilson's interval of none begins at 0, that of all ends at 1", () => {
    for (const n of [1, 2, 3, 7, 100]) {
      expect(proportionInterval(0, n).low).toBe(0);
      expect(proportionInterval(n, n).high).toBe(1);
    }
  });

  it("refuses more successes than trials", () => {
    expect(() => proportionInterval(3, 2)).toThrow("proportionInterval: 3 successes of 2 trials");
    expect(() => proportionInterval(1, 2, { method: "exact" as "wald" })).toThrow(
      'proportionInterval: method "exact"',
    );
  });
});

describe("rates", () => {
  it("by hand: no event, exact: −log(α/2)", () => {
    expectAllClose(ends(poissonInterval(0)), [0, -Math.log(0.025)], 1e-12);
  });

  it.each(["exact", "score", "wald"] as const)("%s as in statsmodels", (method) => {
    for (const row of g.poisson) {
      const found = poissonInterval(row.k, { exposure: row.exposure, method, confidenceLevel });
      expectAllClose(
        ends(found),
        row[method].map((end) => Math.max(0, end)),
        1e-9,
      );
    }
  });
});

describe("quantiles", () => {
  it("by hand: x_(1) to x_(5) covers the median of five with 1 − 2/32", () => {
    const { low, high, coverage } = quantileInterval([3, 1, 5, 2, 4], 0.5, { confidenceLevel: 0.9 });
    expect([low, high]).toEqual([1, 5]);
    expectClose(coverage, 30 / 32, 1e-13);
  });

  it("order statistics as SciPy's quantile_test takes them", () => {
    for (const { q, alternative, interval } of g.quantiles) {
      // SciPy's alternative "greater" is about the other side: its interval is open above.
      const found = quantileInterval(g.x, q, { confidenceLevel: 0.9, alternative });
      expect([found.low, found.high], `${q} ${alternative}`).toEqual(
        interval.map((end) => (Number.isNaN(end) ? (end === interval[0] ? -Infinity : Infinity) : end)),
      );
    }
  });

  it("is open where the sample is too small", () => {
    expect(ends(quantileInterval([1, 2, 3], 0.5))).toEqual([-Infinity, Infinity]);
  });
});

describe("tolerance", () => {
  it("one-sided factors are those of the noncentral t, two-sided those of the integral by quadrature", () => {
    for (const [n, coverage, level, k] of g.oneSided)
      expectClose(toleranceFactor({ n, coverage, confidenceLevel: level, sides: 1 }), k, 1e-9);
    for (const [n, coverage, level, k] of g.twoSided)
      expectClose(toleranceFactor({ n, coverage, confidenceLevel: level, sides: 2 }), k, 1e-9);
  });

  it("the published factor for n = 10, P = 0.95, γ = 0.95 is 3.393 (Krishnamoorthy and Mathew, table B1)", () => {
    expect(toleranceFactor({ n: 10, coverage: 0.95, confidenceLevel: 0.95, sides: 2 }).toFixed(3)).toBe(
      "3.393",
    );
  });

  it("holds the share of the population as often as it says", () => {
    const rng = new Philox(9);
    let held = 0;
    const factor = toleranceFactor({ n: 8, coverage: 0.9, confidenceLevel: 0.9, sides: 2 });
    for (let trial = 0; trial < 2000; trial++) {
      const x = Float64Array.from({ length: 8 }, () => rng.normal());
      const m = x.reduce((a, b) => a + b, 0) / 8;
      const s = Math.sqrt(x.reduce((a, b) => a + (b - m) ** 2, 0) / 7);
      const [low, high] = [m - factor * s, m + factor * s];
      if (share(low, high) >= 0.9) held++;
    }
    expect(Math.abs(held / 2000 - 0.9)).toBeLessThan(0.027);
  });

  it("one-sided intervals are open", () => {
    expect(toleranceInterval(g.x, { alternative: "less" }).low).toBe(-Infinity);
    expect(() => toleranceInterval(g.x, { coverage: 1 })).toThrow("toleranceFactor: coverage 1");
  });
});

/** ∫ φ by Simpson's rule. */
function share(low: number, high: number): number {
  const n = 200;
  const h = (high - low) / n;
  let total = 0;
  for (let i = 0; i <= n; i++) {
    const weight = i === 0 || i === n ? 1 : i % 2 === 1 ? 4 : 2;
    total += weight * Math.exp(-((low + i * h) ** 2) / 2);
  }
  return (total * h) / 3 / Math.sqrt(2 * Math.PI);
}
