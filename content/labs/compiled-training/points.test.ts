import { expect, it } from "vitest";
import { drawPoints, shapes } from "./points.ts";

/** No noise, and places along the arm in turn. */
function evenly(count: number) {
  let i = 0;
  return { uniform: () => Math.floor(i++ / 2) / (count / 2), normal: () => 0 };
}

it("the first places of the spirals lie on both sides of the middle", () => {
  const { places, classes } = drawPoints("spirals", 2, evenly(2));
  expect([...classes]).toEqual([0, 1]);
  expect(places[0]).toBeCloseTo(0.15, 6);
  expect(places[2]).toBeCloseTo(-0.15, 6);
});

it.each(shapes)("%s: the second arm is the first turned by half a circle, and all is within 1.5", (shape) => {
  const { places } = drawPoints(shape, 40, evenly(40));
  for (let i = 0; i < 40; i += 2) {
    expect(places[2 * i]! + places[2 * i + 2]!).toBeCloseTo(0, 5);
    expect(places[2 * i + 1]! + places[2 * i + 3]!).toBeCloseTo(0, 5);
  }
  expect(places.every((x) => Math.abs(x) < 1.5)).toBe(true);
});
