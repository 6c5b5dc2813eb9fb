import { describe, expect, it } from "vitest";
import { booleanDistances } from "./boolean-distances.ts";

// Both true twice, the first alone twice, the second alone once, none once.
const x = Float64Array.of(1, 1, 5, 1, 0, 0);
const y = Float64Array.of(1, 2, 0, 0, 1, 0);

describe("booleanDistances", () => {
  it("by hand: t = 2, d₁ = 2, d₂ = 1, n = 1", () => {
    const distances = Object.entries(booleanDistances).map(([name, distance]) => [
      name,
      distance(x, 0, y, 0, 6),
    ]);
    expect(Object.fromEntries(distances)).toEqual({
      dice: 3 / 7,
      rogerstanimoto: 6 / 9,
      russellrao: 4 / 6,
      sokalsneath: 6 / 8,
      yule: 4 / 4,
    });
  });

  it.each(Object.entries(booleanDistances))(
    "%s of a row with itself is 0, unless the places in none count",
    (name, distance) => {
      expect(distance(x, 0, x, 0, 6)).toBe(name === "russellrao" ? 2 / 6 : 0);
      expect(distance(Float64Array.of(0), 0, Float64Array.of(0), 0, 1)).toBe(name === "russellrao" ? 1 : 0);
    },
  );
});
