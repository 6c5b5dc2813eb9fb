import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { descendingOrder } from "./descending-order.ts";
import { radixOrder } from "./radix-order.ts";

describe("descendingOrder and radixOrder", () => {
  it("the largest comes first, and of equal ones the first", () => {
    const scores = Float64Array.of(1, -3, 2.5, 1, 0, 2.5);
    const order = Uint32Array.of(2, 5, 0, 3, 4, 1);
    expect(descendingOrder(scores)).toEqual(order);
    expect(radixOrder(scores)).toEqual(order);
  });

  const rng = new Philox(5);
  const draw = (value: () => number) => Float64Array.from({ length: 3000 }, value);
  it.each([
    ["normal", draw(() => rng.normal())],
    ["many ties", draw(() => rng.integer(5) - 2)],
    ["all equal", draw(() => 0.25)],
    ["both zeros", draw(() => (rng.integer(2) ? 0 : -0))],
    ["from the least to the greatest", draw(() => rng.normal() * 10 ** (600 * rng.uniform() - 300))],
    ["a rounding apart", draw(() => 1 + Number.EPSILON * rng.integer(100))],
    ["subnormal", draw(() => (rng.integer(9) - 4) * Number.MIN_VALUE)],
    ["none", new Float64Array(0)],
  ])("both are the same: %s", (_, scores) => {
    expect(radixOrder(scores)).toEqual(descendingOrder(scores));
  });
});
