import { expect, it } from "vitest";
import { findRoot, findRootAbove } from "./find-root.ts";

it("by hand: x² = 2", () => {
  expect(Math.abs(findRoot("f", (x) => x * x - 2, [0, 2]) - Math.SQRT2)).toBeLessThan(1e-15);
});

it("finds roots of steep, flat and kinked functions to the last digits", () => {
  const cases: [(x: number) => number, [number, number], number][] = [
    [(x) => Math.exp(20 * x) - 3, [-1, 1], Math.log(3) / 20],
    [(x) => (x - 0.3) ** 3, [0, 1], 0.3],
    [(x) => Math.sign(x - 0.7), [0, 1], 0.7],
    [(x) => Math.atan(x - 5), [-100, 1000], 5],
  ];
  for (const [f, bracket, root] of cases) {
    let calls = 0;
    const counted = (x: number) => {
      calls++;
      return f(x);
    };
    const found = findRoot("f", counted, bracket);
    expect(Math.abs(found - root)).toBeLessThan(1e-5 * (root === 0.3 ? 1 : 1e-9));
    expect(calls).toBeLessThan(200);
  }
});

it("an end that is a root is returned", () => {
  expect(findRoot("f", (x) => x, [0, 1])).toBe(0);
  expect(findRoot("f", (x) => x - 1, [0, 1])).toBe(1);
});

it("widens the bracket upwards", () => {
  expect(Math.abs(findRootAbove("f", (x) => x - 1234.5, [0, 1]) - 1234.5)).toBeLessThan(1e-9);
});

it("refuses a bracket without a change of sign", () => {
  expect(() => findRoot("f", (x) => x * x + 1, [-1, 1])).toThrow(
    "f: values 2 at -1 and 2 at 1, opposite signs are needed",
  );
});
