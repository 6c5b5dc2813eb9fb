import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { largestEigenpairs } from "./largest-eigenpairs.ts";

/** diag(values) turned by reflections, as a product. */
function symmetricOf(values: readonly number[], rng: Philox) {
  const N = values.length;
  const axes = Array.from({ length: 3 }, () => {
    const v = Float64Array.from({ length: N }, () => rng.normal());
    const size = Math.hypot(...v);
    return v.map((value) => value / size);
  });
  const reflect = (x: Float64Array, axis: Float64Array) => {
    let share = 0;
    for (let i = 0; i < N; i++) share += x[i]! * axis[i]!;
    for (let i = 0; i < N; i++) x[i]! -= 2 * share * axis[i]!;
  };
  return (x: Float64Array, y: Float64Array) => {
    y.set(x);
    for (const axis of axes) reflect(y, axis);
    for (let i = 0; i < N; i++) y[i]! *= values[i]!;
    for (const axis of axes.toReversed()) reflect(y, axis);
  };
}

describe("largestEigenpairs", () => {
  it("by hand: [[2, 1], [1, 2]] has 3 along (1, 1)", () => {
    const { values, vectors } = largestEigenpairs(2, ([a, b], y) => y.set([2 * a! + b!, a! + 2 * b!]), 1);
    expect(values[0]).toBeCloseTo(3, 14);
    expect(vectors.at(0, 0)).toBeCloseTo(Math.SQRT1_2, 14);
    expect(vectors.at(1, 0)).toBeCloseTo(Math.SQRT1_2, 14);
  });

  it.each([
    ["spread", (i: number) => 1 / (1 + i)],
    ["crowded at the top", (i: number) => 1 - (i / 400) ** 2],
    ["repeated", (i: number) => (i < 3 ? 1 : 0.9 - i / 1000)],
    ["negative too", (i: number) => Math.cos(i)],
  ])("finds values and orthonormal vectors of 400 rows: %s", (_, eigenvalue) => {
    const all = Array.from({ length: 400 }, (_, i) => eigenvalue(i));
    const product = symmetricOf(all, new Philox(2));
    const { values, vectors } = largestEigenpairs(400, product, 4);
    const wanted = all.toSorted((a, b) => b - a);
    for (let j = 0; j < 4; j++) {
      expect(values[j]).toBeCloseTo(wanted[j]!, 9);
      const image = new Float64Array(400);
      product(vectors.column(j), image);
      for (let i = 0; i < 400; i++)
        expect(Math.abs(image[i]! - values[j]! * vectors.at(i, j))).toBeLessThan(1e-9);
      for (let other = 0; other <= j; other++) {
        const inner = vectors.column(j).reduce((sum, value, i) => sum + value * vectors.at(i, other), 0);
        expect(inner).toBeCloseTo(Number(j === other), 10);
      }
    }
  });

  it("refuses more pairs than rows", () => {
    expect(() => largestEigenpairs(3, () => {}, 4)).toThrow(
      "largestEigenpairs: k is 4 of 3 rows, a whole number from 1 to 3 is needed",
    );
  });
});
