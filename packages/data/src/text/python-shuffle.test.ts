import { describe, expect, it } from "vitest";
import { pythonShuffle } from "./python-shuffle.ts";

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

describe("pythonShuffle", () => {
  it("orders 0 to 9 as `random.seed(42); random.shuffle(l)` of Python 3 does", () => {
    expect(pythonShuffle(range(10), 42)).toEqual([7, 3, 2, 8, 5, 6, 9, 4, 0, 1]);
  });

  it("stays with Python over the end of its 624 words", () => {
    const order = pythonShuffle(range(2000), 7);
    expect(order.slice(0, 8)).toEqual([161, 562, 1877, 1034, 1575, 48, 655, 1873]);
    expect(order.slice(-4)).toEqual([808, 308, 1941, 663]);
    expect(order.toSorted((a, b) => a - b)).toEqual(range(2000));
  });

  it("refuses a seed that is no 32-bit number", () => {
    expect(() => pythonShuffle([1], -1)).toThrow(/seed -1/);
  });
});
