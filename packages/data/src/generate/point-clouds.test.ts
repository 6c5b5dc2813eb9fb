import { Philox } from "@blankfile/tensor";
import { describe, expect, it } from "vitest";
import { blobs, checkerboard, circles, type Points, spirals, twoMoons } from "./point-clouds.ts";

const rng = () => new Philox(1);
const rows = ({ X, y }: Points) =>
  (X.toArray() as number[][]).map((point, i) => ({ point, label: y.data[i]! })) as {
    point: [number, number];
    label: number;
  }[];
const sizes = ({ y }: Points, k: number) =>
  Array.from({ length: k }, (_, c) => Array.from(y.data).filter((label) => label === c).length);

describe("point clouds", () => {
  it("two moons of four points end at (1, 0), (−1, 0) and (0, ½), (2, ½)", () => {
    const points = rows(twoMoons(4, { rng: rng() })).map(({ point, label }) => [
      label,
      ...point.map((v) => Math.round(v * 10) / 10 + 0),
    ]);
    expect(points.sort()).toEqual([
      [0, -1, 0],
      [0, 1, 0],
      [1, 0, 0.5],
      [1, 2, 0.5],
    ]);
  });

  it("circles lie at radius 1 and `factor`", () => {
    for (const { point, label } of rows(circles(50, { rng: rng(), factor: 0.5 })))
      expect(Math.hypot(...point)).toBeCloseTo(label === 0 ? 1 : 0.5, 6);
  });

  it("spirals go from the middle to radius 1, an arm for each class", () => {
    const points = rows(spirals(30, { rng: rng(), classes: 3, turns: 0.5 }));
    for (const { point, label } of points) {
      const r = Math.hypot(...point);
      const t = 2 * Math.PI * (label / 3 + 0.5 * r);
      expect(point[0]).toBeCloseTo(r * Math.cos(t), 5);
      expect(point[1]).toBeCloseTo(r * Math.sin(t), 5);
    }
    expect(Math.max(...points.map(({ point }) => Math.hypot(...point)))).toBeCloseTo(1, 6);
  });

  it("blobs lie around their centres", () => {
    const made = blobs(4000, {
      rng: rng(),
      centers: [
        [0, 0, 5],
        [10, 0, 0],
      ],
      std: 0.5,
    });
    expect([made.X.shape, sizes(made, 2)]).toEqual([
      [4000, 3],
      [2000, 2000],
    ]);
    const second = rows(made).filter(({ label }) => label === 1);
    const mean = second.reduce((total, { point }) => total + point[0], 0) / second.length;
    // Three standard errors: 3 · 0.5 / √2000.
    expect(Math.abs(mean - 10)).toBeLessThan(0.034);
  });

  it("a board of two cells is exclusive or of the signs", () => {
    for (const { point, label } of rows(checkerboard(100, { rng: rng() })))
      expect(label).toBe(Number(point[0] < 0 !== point[1] < 0));
  });

  it("are as many of each class, to one, the same for the same seed", () => {
    expect(sizes(twoMoons(7, { rng: rng() }), 2)).toEqual([3, 4]);
    expect(sizes(spirals(8, { rng: rng() }), 3)).toEqual([3, 3, 2]);
    const [a, b] = [twoMoons(9, { rng: rng(), noise: 0.1 }), twoMoons(9, { rng: rng(), noise: 0.1 })];
    expect(a.X.toArray()).toEqual(b.X.toArray());
  });

  it("refuse counts and noise that are none", () => {
    expect(() => twoMoons(1, { rng: rng() })).toThrow(/twoMoons: 1 points, a whole number from 2/);
    expect(() => circles(4, { rng: rng(), noise: -1 })).toThrow(/noise -1/);
    expect(() => circles(4, { rng: rng(), factor: 1 })).toThrow(/factor 1/);
    expect(() => blobs(4, { rng: rng(), centers: [[1], [1, 2]] })).toThrow(/2 centres/);
  });
});
