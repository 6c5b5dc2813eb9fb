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
    const [label] = placeLabels(map, [{ dot: 0, texts: ["Gradient"] }]);
    expect(label!.x).toBe(map.dots[0]!.x + 13);
    expect(label!.y + label!.height / 2).toBe(map.dots[0]!.y);
  });

  it("neighbours do not cover each other", () => {
    const labels = placeLabels(map, [
      { dot: 10, texts: ["Vectors"] },
      { dot: 11, texts: ["Matrices"] },
    ]);
    const [a, b] = labels;
    const apart = a!.x + a!.width <= b!.x || b!.x + b!.width <= a!.x || Math.abs(a!.y - b!.y) >= a!.height;
    expect(apart).toBe(true);
  });

  it("many in the lowest row stay in the picture, on no dot and on no other name", () => {
    const names = [
      "Partial derivatives and the gradient",
      "Jacobians and the chain rule",
      "Vectors and linear maps",
      "Backpropagation",
    ];
    const stops = names.map((text, k) => ({ dot: 20 + k, texts: [text] }));
    const labels = placeLabels(map, stops);
    const holds = (box: (typeof labels)[number], { x, y }: { x: number; y: number }) =>
      x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
    const cover = (a: (typeof labels)[number], b: (typeof labels)[number]) =>
      a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    for (const [k, label] of labels.entries()) {
      expect(label.y).toBeGreaterThanOrEqual(0);
      expect(label.y + label.height).toBeLessThanOrEqual(map.height);
      expect(stops.filter(({ dot }) => holds(label, map.dots[dot]!))).toEqual([]);
      expect(labels.slice(k + 1).filter((other) => cover(label, other))).toEqual([]);
    }
  });

  it("takes a shorter text where the longer one would cover another stop, and only there", () => {
    const name = "A name that stands over most of the dots of its module, from left to right";
    const low = geometry({ layers: [{ id: "1", name: "One", modules: [{ name, topics: 40 }] }] }, 800, 0);
    const texts = ["A name that is longer than the way to the next", "A name …"];
    const [first, next] = placeLabels(low, [
      { dot: 0, texts },
      { dot: 9, texts: ["Right"] },
    ]);
    expect(first!.text).toBe(texts[1]);
    expect(first!.x + first!.width).toBeLessThan(low.dots[9]!.x);
    expect(next!.text).toBe("Right");
    expect(placeLabels(low, [{ dot: 0, texts }])[0]!.text).toBe(texts[0]);
  });

  it("stays in the picture at the right edge", () => {
    const last = map.dots.reduce((best, dot, k) => (dot.x > map.dots[best]!.x ? k : best), 0);
    const [label] = placeLabels(map, [{ dot: last, texts: ["A rather long name of a topic"] }]);
    expect(label!.x + label!.width).toBeLessThanOrEqual(map.width);
  });
});
