import { expect, it } from "vitest";
import { expectClose, golden } from "../../samples/node/golden.fixture.ts";
import type { TestSamples } from "../samples.fixture.ts";
import { ttestInd } from "./ttest.ts";
import { tukeyHsd } from "./tukey-hsd.ts";

const { samples: s, means } = golden<{ samples: TestSamples; means: { tukey: number[][] } }>("tests");

it("by hand: of two groups it is the t-test, q = √2 |t|", () => {
  const [only, ...more] = tukeyHsd([s.x, s.y]);
  const t = ttestInd(s.x, s.y);
  expect(more).toEqual([]);
  expectClose(only!.pvalue, t.pvalue, 1e-8);
  expectClose(only!.confidenceInterval.low, t.confidenceInterval.low, 1e-8);
});

it("differences, p-values and intervals as in SciPy", () => {
  const found = tukeyHsd([s.x, s.y, s.z], { confidenceLevel: 0.9 });
  expect(found.map(({ first, second }) => [first, second])).toEqual(means.tukey.map(([i, j]) => [i, j]));
  found.forEach(({ difference, pvalue, confidenceInterval: { low, high } }, i) => {
    const [, , ...wanted] = means.tukey[i]!;
    // SciPy's studentised range is a double quadrature to about 1e-10, its quantile a root to about 1e-7 or so.
    expectClose(difference, wanted[0]!, 1e-12);
    expectClose(pvalue, wanted[1]!, 1e-8, "p");
    expectClose(low, wanted[2]!, 1e-6, "low");
    expectClose(high, wanted[3]!, 1e-6, "high");
  });
});

it("refuses groups of one value and groups without variance", () => {
  expect(() => tukeyHsd([[1], [2, 3]])).toThrow("tukeyHsd: sample 0 has 1 values, at least 2 are needed");
  expect(() =>
    tukeyHsd([
      [1, 1],
      [2, 2],
    ]),
  ).toThrow("tukeyHsd: no variance within groups");
});
