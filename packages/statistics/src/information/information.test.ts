/** Entropies, divergences, mutual information and distances of samples. */

import { Philox } from "@blankfile/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectClose, expectEach, golden } from "../samples/node/golden.fixture.ts";
import { chiSquareDivergence, hellinger, jensenShannon, totalVariation } from "./divergences.ts";
import { crossEntropy, entropy, entropyOfCounts, klDivergence } from "./entropy.ts";
import { mutualInformationKsg } from "./ksg.ts";
import {
  conditionalEntropy,
  conditionalMutualInformation,
  mutualInformation,
  mutualInformationOfTable,
  normalizedMutualInformation,
} from "./mutual-information.ts";
import { energyDistance, wassersteinDistance } from "./wasserstein-distance.ts";

type Named = "p" | "q" | "a" | "b" | "x" | "y" | "u" | "v" | "uw" | "vw" | "wasserstein" | "energy";
const g = golden<
  Record<Named, number[]> &
    Record<"entropy" | "entropyBits" | "kl" | "klSum" | "js" | "jsBits" | "mi", number> & {
      nmi: Record<"arithmetic" | "geometric" | "min" | "max", number>;
      ksg: Record<string, number>;
    }
>("information");

/** Two distributions over the same outcomes, zeros among them. */
const pair = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), {
    minLength: 2,
    maxLength: 8,
  })
  .filter((rows) => rows.some(([p]) => p > 0) && rows.some(([, q]) => q > 0))
  .map((rows) => [rows.map(([p]) => p), rows.map(([, q]) => q)] as const);

describe("entropy", () => {
  it("by hand: a fair coin has one bit, four equal outcomes two; ½, ¼, ¼ one and a half", () => {
    expectEach(
      [
        entropy([1, 1], { base: 2 }),
        entropy([3, 3, 3, 3], { base: 2 }),
        entropy([2, 1, 1], { base: 2 }),
        entropy([1, 0]),
      ],
      [1, 2, 1.5, 0],
      1e-15,
    );
  });

  it("by hand: D of (1, 0) from (½, ½) is log 2, the other way it is infinite", () => {
    expectClose(klDivergence([1, 0], [1, 1]), Math.LN2, 1e-15);
    expect(klDivergence([1, 1], [1, 0])).toBe(Infinity);
    expectClose(crossEntropy([1, 1], [3, 1], { base: 2 }), (2 + 2 - Math.log2(3)) / 2, 1e-15);
  });

  it("by hand: Miller and Madow add (m − 1)/(2N)", () => {
    expectClose(entropyOfCounts([2, 2, 0], { estimator: "miller-madow" }), Math.LN2 + 1 / 8, 1e-15);
    expectClose(entropyOfCounts([2, 2], { estimator: "miller-madow", base: 2 }), 1 + 1 / 8 / Math.LN2, 1e-15);
  });

  it("as in SciPy", () => {
    expectEach(
      [entropy(g.p), entropy(g.p, { base: 2 }), klDivergence(g.p, g.q), klDivergence(g.p, g.q)],
      [g.entropy, g.entropyBits, g.kl, g.klSum],
      1e-13,
    );
  });

  it("Miller and Madow's bias is smaller than the plug-in's", () => {
    const rng = new Philox(1);
    const sums = [0, 0];
    for (let trial = 0; trial < 500; trial++) {
      const counts = new Float64Array(8);
      for (let i = 0; i < 40; i++) counts[rng.integer(8)]!++;
      sums[0]! += entropyOfCounts(counts) / 500;
      sums[1]! += entropyOfCounts(counts, { estimator: "miller-madow" }) / 500;
    }
    const [plugIn, corrected] = sums.map((value) => Math.abs(value - Math.log(8)));
    expect(corrected!).toBeLessThan(plugIn! / 4);
  });

  it("refuses negative weights, none at all, and other lengths", () => {
    expect(() => entropy([1, -1])).toThrow("entropy: p[1] is -1, weights from 0 on are needed");
    expect(() => entropy([0, 0])).toThrow("entropy: p sums to 0");
    expect(() => klDivergence([1], [1, 2])).toThrow("klDivergence: p has 1 outcomes and q 2");
    expect(() => entropy([1], { base: 1 })).toThrow("entropy: base 1");
  });
});

describe("divergences", () => {
  it("by hand: between (1, 0) and (½, ½)", () => {
    const [p, q] = [
      [1, 0],
      [1, 1],
    ];
    expectEach(
      [totalVariation(p, q), hellinger(p, q) ** 2, chiSquareDivergence(p, q)],
      [0.5, 1 - Math.SQRT1_2, 1],
      1e-14,
    );
    expectClose(
      jensenShannon(p, q, { base: 2 }),
      (1 / 2) * Math.log2(4 / 3) + 0.25 * Math.log2(2 / 3) + 0.25,
      1e-14,
    );
  });

  it("Jensen and Shannon's is the square of SciPy's distance", () => {
    expectEach([jensenShannon(g.p, g.q), jensenShannon(g.p, g.q, { base: 2 })], [g.js, g.jsBits], 1e-12);
  });

  it("the inequalities between them: H² ≤ TV ≤ √2 H, Pinsker, D ≤ log(1 + χ²), JS ≤ log 2", () => {
    fc.assert(
      fc.property(pair, ([p, q]) => {
        const [tv, h, kl, chi, js] = [
          totalVariation(p, q),
          hellinger(p, q),
          klDivergence(p, q),
          chiSquareDivergence(p, q),
          jensenShannon(p, q),
        ];
        const slack = 1e-12;
        expect(h * h).toBeLessThanOrEqual(tv + slack);
        expect(tv).toBeLessThanOrEqual(Math.SQRT2 * h + slack);
        expect(tv).toBeLessThanOrEqual(Math.sqrt(kl / 2) + slack);
        expect(kl).toBeLessThanOrEqual(Math.log1p(chi) + slack);
        expect(js).toBeLessThanOrEqual(Math.LN2 + slack);
        expect(kl).toBeGreaterThanOrEqual(-slack);
      }),
    );
  });

  it("merging two outcomes never takes distributions apart (data processing)", () => {
    fc.assert(
      fc.property(pair, ([p, q]) => {
        const merge = ([a, b, ...rest]: readonly number[]) => [a! + b!, ...rest];
        for (const distance of [
          totalVariation,
          hellinger,
          klDivergence,
          chiSquareDivergence,
          jensenShannon,
        ]) {
          const [before, after] = [distance(p, q), distance(merge(p), merge(q))];
          if (Number.isFinite(before)) expect(after).toBeLessThanOrEqual(before + 1e-12);
        }
      }),
    );
  });
});

describe("mutual information", () => {
  it("by hand: a copy tells everything, an independent label nothing", () => {
    const x = [0, 0, 1, 1];
    expectClose(mutualInformation(x, x), Math.LN2, 1e-14);
    expect(Math.abs(mutualInformation(x, [0, 1, 0, 1]))).toBeLessThan(1e-15);
    expectClose(
      mutualInformationOfTable(
        [
          [2, 0],
          [0, 2],
        ],
        { base: 2 },
      ),
      1,
      1e-14,
    );
  });

  it("by hand: of x ⊕ y each tells nothing alone, and given the other one bit", () => {
    const [x, y] = [
      ["a", "a", "b", "b"],
      [true, false, true, false],
    ];
    const z = x.map((label, i) => (label === "a") !== y[i]);
    expect(Math.abs(mutualInformation(x, z))).toBeLessThan(1e-15);
    expectClose(conditionalMutualInformation(x, z, y, { base: 2 }), 1, 1e-14);
    expectClose(conditionalEntropy(z, x, { base: 2 }), 1, 1e-14);
  });

  it("as in scikit-learn, with every normalisation", () => {
    expectClose(mutualInformation(g.a, g.b), g.mi, 1e-12);
    for (const averageMethod of ["arithmetic", "geometric", "min", "max"] as const) {
      expectClose(
        normalizedMutualInformation(g.a, g.b, { averageMethod }),
        g.nmi[averageMethod],
        1e-12,
        averageMethod,
      );
    }
  });

  it('of labels and of their table it is the same; labels 1 and "1" differ', () => {
    const table = [0, 1, 2, 3].map((i) =>
      [0, 1, 2].map((j) => g.a.filter((a, at) => a === i && g.b[at] === j).length),
    );
    expectClose(mutualInformationOfTable(table), g.mi, 1e-12);
    expectClose(mutualInformation([1, "1", 1, "1"], ["u", "v", "u", "v"]), Math.LN2, 1e-14);
  });

  it("the chain rule I(X; Y, Z) = I(X; Z) + I(X; Y | Z), and a function of Y tells no more than Y", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(2), fc.nat(3), fc.nat(2)), { minLength: 1, maxLength: 30 }),
        (rows) => {
          const [x, y, z] = [0, 1, 2].map((k) => rows.map((row) => row[k]!)) as [
            number[],
            number[],
            number[],
          ];
          const both = rows.map(([, b, c]) => `${b} ${c}`);
          const chain = mutualInformation(x, z) + conditionalMutualInformation(x, y, z);
          expect(Math.abs(mutualInformation(x, both) - chain)).toBeLessThan(1e-12);
          expect(
            mutualInformation(
              x,
              y.map((v) => v > 1),
            ),
          ).toBeLessThanOrEqual(mutualInformation(x, y) + 1e-12);
        },
      ),
    );
  });

  it("refuses other lengths and NaN as a label", () => {
    expect(() => mutualInformation([1], [1, 2])).toThrow("mutualInformation: x has 1 values and y 2");
    expect(() => mutualInformation([Number.NaN], [1])).toThrow("mutualInformation: label 0 is NaN");
    expect(() => mutualInformationOfTable([[0, 0]])).toThrow("mutualInformationOfTable: the table sums to 0");
  });
});

describe("mutualInformationKsg", () => {
  it("by hand: 0, 1, 3 with itself and k = 1: every count is 0, so ψ(1) + ψ(3) − 2 ψ(1) = 3/2", () => {
    expectClose(mutualInformationKsg([0, 1, 3], [0, 1, 3], { k: 1 }), 1.5, 1e-12);
  });

  it("as in scikit-learn", () => {
    for (const k of [1, 3, 7]) expectClose(mutualInformationKsg(g.x, g.y, { k }), g.ksg[k]!, 1e-11, `k ${k}`);
  });

  it("of a normal pair it is near −½ log(1 − ρ²), for variables of several coordinates too", () => {
    const rng = new Philox(6);
    const x = Array.from({ length: 700 }, () => rng.normal());
    const y = x.map((v) => 0.9 * v + Math.sqrt(1 - 0.81) * rng.normal());
    const wanted = -0.5 * Math.log(1 - 0.81);
    expect(Math.abs(mutualInformationKsg(x, y) - wanted)).toBeLessThan(0.15);
    // A coordinate of noise adds no information.
    const wide = x.map((v) => [v, rng.normal()]);
    expect(
      Math.abs(
        mutualInformationKsg(
          wide,
          y.map((v) => [v]),
        ) - wanted,
      ),
    ).toBeLessThan(0.25);
  });

  it("refuses points that repeat more than k times", () => {
    expect(() => mutualInformationKsg([1, 1, 1, 2], [5, 5, 5, 6], { k: 2 })).toThrow(
      "point 0 occurs more than 2 times",
    );
    expect(() => mutualInformationKsg([1, 2], [1, 2], { k: 2 })).toThrow("k 2 with 2 points");
  });
});

describe("distances of samples", () => {
  it("by hand: from 0 to 3 it is 3; from 0, 2 to 1 it is 1", () => {
    expectClose(wassersteinDistance([0], [3]), 3, 1e-15);
    expectClose(wassersteinDistance([0, 2], [1]), 1, 1e-15);
    // E² = 2 E|X − Y| = 2 · 3 for two points.
    expectClose(energyDistance([0], [3]), Math.sqrt(6), 1e-15);
  });

  it("as in SciPy, with and without weights", () => {
    const weights = { xWeights: g.uw, yWeights: g.vw };
    expectEach([wassersteinDistance(g.u, g.v), wassersteinDistance(g.u, g.v, weights)], g.wasserstein, 1e-12);
    expectEach([energyDistance(g.u, g.v), energyDistance(g.u, g.v, weights)], g.energy, 1e-12);
  });

  it("of equal sizes W₁ is the mean distance of sorted values; energy by its expectations", () => {
    const [u, v] = [g.u.slice(0, 9), g.v];
    const [a, b] = [u, v].map((x) => Float64Array.from(x).sort()) as [Float64Array, Float64Array];
    expectClose(
      wassersteinDistance(u, v),
      a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / 9,
      1e-12,
    );
    const gap = (x: number[], y: number[]) =>
      x.reduce((sum, p) => sum + y.reduce((s, q) => s + Math.abs(p - q), 0), 0) / (x.length * y.length);
    expectClose(energyDistance(u, v) ** 2, 2 * gap(u, v) - gap(u, u) - gap(v, v), 1e-11);
  });

  it("refuses weights of another length", () => {
    expect(() => wassersteinDistance([1, 2], [1], { xWeights: [1] })).toThrow(
      "wassersteinDistance: x has 2 values and xWeights 1",
    );
  });
});

it("what is no list is refused by name", () => {
  expect(() => entropy(null as never)).toThrow("entropy: p is null, an array or typed array");
  expect(() => klDivergence([1, 2], null as never)).toThrow("klDivergence: q is null");
  expect(() => mutualInformationKsg("abc" as never, [1, 2])).toThrow('mutualInformationKsg: x is "abc"');
});
