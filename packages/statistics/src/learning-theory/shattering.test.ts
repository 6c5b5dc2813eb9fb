import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import {
  type HypothesisClass,
  halfPlaneClass,
  intervalClass,
  type Point,
  rectangleClass,
  thresholdClass,
} from "./hypothesis-classes.ts";
import { dichotomies, largestShattered, shatters } from "./shattering.ts";
import { sauerShelah } from "./vc-bound.ts";

const line = [1, 2, 3, 4, 5].map((x): Point => [x]);
const grid = [0, 1, 2].flatMap((x) => [0, 1, 2].map((y): Point => [x, y + x / 10]));

describe("by hand", () => {
  it("thresholds shatter one point: of two, the lower alone cannot be inside", () => {
    expect(shatters(thresholdClass, [[3]])).toBe(true);
    expect(thresholdClass.realizes([[1], [2]], [true, false])).toBe(false);
    expect(dichotomies(thresholdClass, line)).toBe(6);
  });

  it("intervals shatter two points: of three, the outer two alone cannot be inside", () => {
    expect(shatters(intervalClass, [[1], [2]])).toBe(true);
    expect(intervalClass.realizes([[1], [2], [3]], [true, false, true])).toBe(false);
    expect(dichotomies(intervalClass, line)).toBe(16);
  });

  it("rectangles shatter four points in a diamond, and no five", () => {
    const diamond: Point[] = [
      [0, 1],
      [1, 0],
      [0, -1],
      [-1, 0],
    ];
    expect(shatters(rectangleClass, diamond)).toBe(true);
    expect(shatters(rectangleClass, [...diamond, [0, 0]])).toBe(false);
  });

  it("half-planes shatter a triangle; not three in a line, nor four in a square (xor)", () => {
    expect(
      shatters(halfPlaneClass, [
        [0, 0],
        [1, 0],
        [0, 1],
      ]),
    ).toBe(true);
    expect(
      shatters(halfPlaneClass, [
        [0, 0],
        [1, 1],
        [2, 2],
      ]),
    ).toBe(false);
    expect(
      halfPlaneClass.realizes(
        [
          [0, 0],
          [1, 1],
          [0, 1],
          [1, 0],
        ],
        [true, true, false, false],
      ),
    ).toBe(false);
  });
});

it.each([
  [thresholdClass, line],
  [intervalClass, line],
  [
    rectangleClass,
    [
      [0, 1],
      [1, 0],
      [0, -1],
      [-1, 0],
      [0.3, 0.2],
      [2, 2],
    ],
  ],
  [halfPlaneClass, grid],
] as [HypothesisClass, Point[]][])("the search finds the VC dimension of %o", (hypotheses, candidates) => {
  const { size, points, refuted } = largestShattered(hypotheses, candidates);
  expect(size).toBe(hypotheses.vcDimension(candidates[0]!.length));
  expect(points.length).toBe(size);
  expect(shatters(hypotheses, points)).toBe(true);
  expect(refuted).toBeGreaterThan(0);
});

it("no class gives more labellings than Sauer and Shelah allow", () => {
  const rng = new Philox(1);
  for (const [hypotheses, coordinates] of [
    [thresholdClass, 1],
    [intervalClass, 1],
    [rectangleClass, 2],
    [halfPlaneClass, 2],
  ] as const) {
    for (let m = 1; m <= 7; m++) {
      const points = Array.from({ length: m }, () => Array.from({ length: coordinates }, () => rng.normal()));
      expect(dichotomies(hypotheses, points), `${hypotheses.name} ${m}`).toBeLessThanOrEqual(
        sauerShelah(hypotheses.vcDimension(coordinates), m),
      );
    }
  }
});

it("half-planes give points in general position 2 Σ_{i ≤ 2} C(m − 1, i) labellings (Cover 1965)", () => {
  const rng = new Philox(2);
  for (let m = 1; m <= 8; m++) {
    const points = Array.from({ length: m }, () => [rng.normal(), rng.normal()]);
    expect(dichotomies(halfPlaneClass, points)).toBe(2 * sauerShelah(2, m - 1));
  }
});

it("refuses more points than can be labelled in all ways", () => {
  expect(() =>
    shatters(
      intervalClass,
      Array.from({ length: 21 }, (_, i) => [i]),
    ),
  ).toThrow("shatters: 21 points have 2^21 labellings");
});
