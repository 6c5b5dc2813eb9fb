import { Philox, qr, tensor } from "@blankfile/tensor";
import { expect, it } from "vitest";
import { expectAllClose } from "../samples/node/golden.fixture.ts";
import { triangularFactor } from "./triangular-factor.ts";

it("by hand: the column 3, 4 has length 5; beside 0, 5 the second is left with 3", () => {
  expectAllClose(triangularFactor(new Float64Array([3, 0, 4, 5]), 2, 2), [5, 4, 0, 3], 1e-14);
});

it("over several blocks it is R of a QR decomposition, up to the signs of rows", () => {
  const rng = new Philox(1);
  for (const [n, k] of [
    [5, 7],
    [256, 4],
    [700, 6],
  ] as const) {
    const a = Float64Array.from({ length: n * k }, () => rng.normal());
    const found = triangularFactor(a, n, k);
    const wanted = qr(tensor(a.slice(), { shape: [n, k], dtype: "float64" })).R;
    expectAllClose(
      found.subarray(0, Math.min(n, k) * k).map(Math.abs),
      Float64Array.from(wanted.data as Float64Array, Math.abs),
      1e-13,
    );
  }
});

it("keeps what the product AᵀA loses: columns 1 and 1 + 1e-10", () => {
  const a = new Float64Array([1, 1, 1, 1 + 1e-10]);
  const r = triangularFactor(a, 2, 2);
  expect(Math.abs(r[3]! / (1e-10 / Math.SQRT2) - 1)).toBeLessThan(1e-5);
});
