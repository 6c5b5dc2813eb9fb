import { describe, expect, it } from "vitest";
import { geometry } from "./geometry.ts";
import { placeLabels } from "./place-labels.ts";

const map = geometry(
  { layers: [{ id: "1", name: "One", modules: [{ name: "Module", topics: 40 }] }] },
  800,
  300,
);

describe("placeLabels", () => {
  it("one label stands at the right of its dot", () => {
    const [label] = placeLabels(map, [{ dot: 0, text: "Gradient" }]);
    expect(label!.x).toBe(map.dots[0]!.x + 13);
    expect(label!.y + label!.height / 2).toBe(map.dots[0]!.y);
  });

  it("neighbours do not cover each other", () => {
    const labels = placeLabels(map, [
      { dot: 10, text: "Vectors" },
      { dot: 11, text: "Matrices" },
    ]);
    const [a, b] = labels;
    const apart = a!.x + a!.width <= b!.x || b!.x + b!.width <= a!.x || Math.abs(a!.y - b!.y) >= a!.height;
    expect(apart).toBe(true);
  });

  it("stays in the picture at the right edge", () => {
    const last = map.dots.reduce((best, dot, k) => (dot.x > map.dots[best]!.x ? k : best), 0);
    const [label] = placeLabels(map, [{ dot: last, text: "A rather long name of a topic" }]);
    expect(label!.x + label!.width).toBeLessThanOrEqual(map.width);
  });
});
