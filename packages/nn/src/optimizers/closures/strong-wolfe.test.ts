import { describe, expect, it } from "vitest";
import { cubicMinimum, type LinePoint, strongWolfe } from "./strong-wolfe.ts";

const point = (f: (t: number) => number, slope: (t: number) => number) => (t: number) => ({
  ...{ t, f: f(t), slope: slope(t) },
});

/** Searches and tells the step and how often the loss was computed. */
function search(at: (t: number) => LinePoint, firstStep: number) {
  let evaluations = 0;
  const counted = (t: number) => {
    evaluations++;
    return at(t);
  };
  const found = strongWolfe(counted, at(0), { firstStep, reach: 1, toleranceChange: 1e-9 });
  return { found, evaluations };
}

describe("the cubic through two points and slopes", () => {
  const at = point(
    (t) => t ** 3 - 3 * t,
    (t) => 3 * t * t - 3,
  );

  it("has its minimum where the function's is: t³ − 3 t at 1, whichever point comes first", () => {
    expect(cubicMinimum(at(0), at(3), [0, 3])).toBeCloseTo(1, 14);
    expect(cubicMinimum(at(3), at(0), [0, 3])).toBeCloseTo(1, 14);
  });

  it("is held within bounds, and their middle where there is none", () => {
    expect(cubicMinimum(at(0), at(3), [1.5, 2])).toBe(1.5);
    const rising = point(
      (t) => t ** 3 + t,
      (t) => 3 * t * t + 1,
    );
    expect(cubicMinimum(rising(-1), rising(2), [-1, 2])).toBe(0.5);
    expect(cubicMinimum(at(0), { t: 3, f: Number.NaN, slope: Number.NaN }, [0, 3])).toBe(1.5);
  });
});

/** Losses along a line, their first steps, and whether both conditions can be met. */
const lines: [string, (t: number) => LinePoint, number][] = [
  [
    "a parabola, first step too short",
    point(
      (t) => (t - 3) ** 2,
      (t) => 2 * (t - 3),
    ),
    0.01,
  ],
  [
    "a parabola, first step far too long",
    point(
      (t) => (t - 3) ** 2,
      (t) => 2 * (t - 3),
    ),
    1000,
  ],
  [
    "a quartic",
    point(
      (t) => (t - 2) ** 4,
      (t) => 4 * (t - 2) ** 3,
    ),
    20,
  ],
  [
    "a valley between waves",
    point(
      (t) => 0.1 * t * t + Math.cos(3 * t) - 0.01 * t,
      (t) => 0.2 * t - 3 * Math.sin(3 * t) - 0.01,
    ),
    5,
  ],
  [
    "a wall: infinite from 2 on",
    (t) => (t < 2 ? { t, f: -t + t ** 4 / 8, slope: -1 + t ** 3 / 2 } : { t, f: Infinity, slope: NaN }),
    50,
  ],
];

it.each(lines)("%s: both conditions hold where it ends", (_, at, firstStep) => {
  const { found, evaluations } = search(at, firstStep);
  const { f, slope } = at(0);
  expect(found.f).toBeLessThanOrEqual(f + 1e-4 * found.t * slope);
  expect(Math.abs(found.slope)).toBeLessThanOrEqual(0.9 * Math.abs(slope));
  expect(evaluations).toBeLessThanOrEqual(26);
});

it("a loss that falls for ever ends after 26 evaluations, at the lowest", () => {
  const { found, evaluations } = search(
    point(
      (t) => -t,
      () => -1,
    ),
    1,
  );
  expect(evaluations).toBe(26);
  expect(found.t).toBeGreaterThan(1e20);
});
