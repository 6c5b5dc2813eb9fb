import { expect, it } from "vitest";
import { firstFrom, firstWhere } from "./first-where.ts";

it("finds the first of every range, as counting up does", () => {
  for (let low = 0; low < 6; low++) {
    for (let high = low; high < 9; high++) {
      for (let first = 0; first < 12; first++) {
        expect(firstWhere((i) => i >= first, low, high)).toBe(Math.min(Math.max(low, first), high + 1));
      }
    }
    for (let first = 0; first < 70; first++)
      expect(firstFrom((i) => i >= first, low)).toBe(Math.max(low, first));
  }
});

it("asks about as often as the number has digits, and gives up at the last whole number", () => {
  let asked = 0;
  const holds = (i: number) => {
    asked++;
    return i >= 123456789;
  };
  expect(firstFrom(holds, 1)).toBe(123456789);
  expect(asked).toBeLessThan(60);
  expect(firstFrom(() => false, 1)).toBe(Infinity);
});
