import { Philox } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { bfmi } from "./bfmi.ts";
import { geweke } from "./geweke.ts";
import { hdi } from "./hdi.ts";

it("the shortest half of 0 1 2 3 10 11 goes from 0 to 3", () => {
  expect(hdi([10, 0, 3, 1, 11, 2], 0.5)).toEqual([0, 3]);
  expect(() => hdi([1, 2], 1)).toThrow("hdi: prob 1");
});

it("E-BFMI of 0 2 0 2 is 4 / (4/3) = 3", () => {
  expect(bfmi([[0, 2, 0, 2]])[0]).toBeCloseTo(3, 14);
});

it("a slowly wandering energy has a small E-BFMI, an independent one about 2", () => {
  const rng = new Philox(2);
  let walk = 0;
  const slow = Array.from({ length: 1000 }, () => (walk += 0.1 * rng.normal()));
  const quick = Array.from({ length: 1000 }, () => rng.normal());
  const [a, b] = bfmi([slow, quick]);
  expect(a).toBeLessThan(0.05);
  expect(Math.abs(b! - 2)).toBeLessThan(0.25);
});

it("Geweke's z is standard normal for white noise and large for a chain that drifts in", () => {
  const scores = Array.from({ length: 300 }, (_, seed) => {
    const rng = new Philox(seed);
    return geweke(Float64Array.from({ length: 500 }, () => rng.normal()));
  });
  const square = scores.reduce((sum, z) => sum + z * z, 0) / scores.length;
  // E z² is 1, or a little more since the errors are estimated from 50 draws; its own error is √(2/300) = 0.08.
  expect(square).toBeGreaterThan(0.75);
  expect(square).toBeLessThan(1.45);
  const rng = new Philox(0);
  const settling = Float64Array.from({ length: 500 }, (_, t) => rng.normal() + 5 * Math.exp(-t / 200));
  expect(Math.abs(geweke(settling))).toBeGreaterThan(4);
  expect(() => geweke(settling, { first: 0.6, last: 0.5 })).toThrow("geweke: first 0.6, last 0.5");
});
