import { describe, expect, it } from "vitest";
import { geometry } from "./geometry.ts";
import { landmarkNames } from "./landmark-names.ts";

const map = geometry({ layers: [{ id: "1", name: "One", modules: [{ name: "Module", topics: 30 }] }] }, 560);
const named = (places: number[], size: number, title = "Gradient descent") =>
  landmarkNames(
    map,
    places.map((place) => ({ place, module: 0, title })),
    size,
  );

describe("landmarkNames", () => {
  it("a name stands at the right of its dot", () => {
    const [name] = named([0], 5);
    expect(name).toMatchObject({ place: 0, text: "Gradient descent" });
    expect(name!.x).toBeGreaterThan(map.dots[0]!.x);
  });

  it("is cut after a word where the next landmark is near, and left out where it is nearer", () => {
    expect(named([0, 4], 5).map(({ text }) => text)).toEqual(["Gradient…", "Gradient descent"]);
    expect(named([0, 1], 5).map(({ place }) => place)).toEqual([1]);
  });

  it("smaller letters let more through", () => {
    expect(named([0, 4], 2.5).map(({ text }) => text)).toEqual(["Gradient descent", "Gradient descent"]);
  });

  it("a beginning that says nothing is left out", () => {
    expect(named([0, 4], 5, "The generalisation").map(({ place }) => place)).toEqual([4]);
  });
});
