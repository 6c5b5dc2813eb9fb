import { Philox } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { mean } from "../samples/moments.ts";
import { blockBootstrap } from "./block-bootstrap.ts";

it("by hand: blocks of length n on the circle are the series turned", () => {
  const series = [1, 2, 3, 4];
  blockBootstrap(
    series,
    (x) => {
      const start = series.indexOf(x[0]!);
      expect(Array.from(x)).toEqual(series.map((_, i) => series[(start + i) % 4]!));
      return 0;
    },
    { rng: new Philox(1), kind: "circular", blockLength: 4, nResamples: 20 },
  );
});

it("moving blocks start where a whole block is left", () => {
  const series = Array.from({ length: 12 }, (_, i) => i);
  blockBootstrap(
    series,
    (x) => {
      for (let at = 0; at < 12; at += 3) {
        expect(x[at]!).toBeLessThanOrEqual(9);
        expect([x[at + 1]! - x[at]!, x[at + 2]! - x[at]!]).toEqual([1, 2]);
      }
      return 0;
    },
    { rng: new Philox(2), kind: "moving", blockLength: 3, nResamples: 50 },
  );
});

it("blocks of the stationary bootstrap have the mean length asked for", () => {
  const series = Array.from({ length: 1000 }, (_, i) => i);
  let joints = 0;
  blockBootstrap(
    series,
    (x) => {
      for (let i = 1; i < 1000; i++) if (x[i] !== (x[i - 1]! + 1) % 1000) joints++;
      return 0;
    },
    { rng: new Philox(3), blockLength: 5, nResamples: 100 },
  );
  // 99 900 places, each a joint with probability about 1/5, without the statistic of the series itself; four errors are 506.
  expect(Math.abs(joints - 99900 / 5)).toBeLessThan(600);
});

it("the error of a mean of a dependent series is right with blocks, and too small without", () => {
  const rng = new Philox(4);
  const series = new Float64Array(2000);
  for (let t = 1; t < 2000; t++) series[t] = 0.7 * series[t - 1]! + rng.normal();
  // Var of the mean is σ²/(1 − φ)²/n for large n.
  const wanted = 1 / 0.3 / Math.sqrt(2000);
  for (const kind of ["moving", "circular", "stationary"] as const) {
    const blocks = blockBootstrap(series, mean, { rng, kind, blockLength: 40 });
    const single = blockBootstrap(series, mean, { rng, kind, blockLength: 1 });
    expect(Math.abs(blocks.standardError / wanted - 1), kind).toBeLessThan(0.25);
    expect(single.standardError / wanted, kind).toBeLessThan(0.55);
    expect(blocks.confidenceInterval.low).toBeLessThan(blocks.estimate);
  }
});

it("refuses blocks longer than the series", () => {
  expect(() => blockBootstrap([1, 2, 3], mean, { rng: new Philox(0), blockLength: 4 })).toThrow(
    "blockBootstrap: blocks of 4 in a series of 3",
  );
  expect(() => blockBootstrap([1, 2, 3], mean, { rng: new Philox(0), kind: "fixed" as "moving" })).toThrow(
    'blockBootstrap: kind "fixed"',
  );
});
