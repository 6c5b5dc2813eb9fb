import { describe, expect, it } from "vitest";
import { computeMap } from "./compute-map.ts";
import type { PlacedTopic } from "./map.ts";
import { mapText } from "./map-text.ts";

function topic(slug: string, place: string, requires: string[] = [], recommends: string[] = []): PlacedTopic {
  const [layer, module] = place.split("/") as [string, string];
  return {
    slug,
    layer,
    module,
    requires: requires.map((id) => ({ id })),
    recommends: recommends.map((id) => ({ id })),
  };
}

/** Two modules below, two above, the edges crossed if all are in alphabetical order. */
const crossed = [
  topic("vectors", "0/algebra"),
  topic("bases", "0/algebra", ["vectors"]),
  topic("limits", "0/calculus"),
  topic("gradient", "1/aa-slopes", ["limits"]),
  topic("pca", "1/zz-spectra", ["bases"]),
  topic("svd", "1/zz-spectra", [], ["bases"]),
];

describe("computeMap", () => {
  it("puts a module above the modules that it needs", () => {
    const map = computeMap(crossed, ["0", "1"]);
    const [bottom, top] = map.layers.map(({ modules }) => modules.map(({ id }) => id));
    expect(bottom!.indexOf("algebra")).toBe(top!.indexOf("zz-spectra"));
    expect(bottom!.indexOf("calculus")).toBe(top!.indexOf("aa-slopes"));
  });

  it("puts a topic after its prerequisites within a module", () => {
    const map = computeMap(crossed, ["0", "1"]);
    const algebra = map.layers[0]!.modules.find(({ id }) => id === "algebra");
    expect(algebra!.topics).toEqual(["vectors", "bases"]);
  });

  it("does not depend on the order in which topics come", () => {
    expect(mapText(computeMap(crossed.toReversed(), ["0", "1"]))).toBe(
      mapText(computeMap(crossed, ["0", "1"])),
    );
  });

  it("turns the map so that edges within a layer lead to the right", () => {
    const chain = [topic("a", "0/zz"), topic("b", "0/mm", ["a"]), topic("c", "0/aa", ["b"])];
    expect(computeMap(chain, ["0"]).layers[0]!.modules.map(({ id }) => id)).toEqual(["zz", "mm", "aa"]);
  });

  it("refuses a prerequisite that is no topic", () => {
    expect(() => computeMap([topic("a", "0/m", ["nowhere"])], ["0"])).toThrow(/a needs "nowhere"/);
  });

  it("refuses a cycle and shows it", () => {
    const cycle = [topic("a", "0/m", ["b"]), topic("b", "0/m", ["c"]), topic("c", "0/m", ["b"])];
    expect(() => computeMap(cycle, ["0"])).toThrow(/b → c → b is a cycle/);
  });

  it("refuses a layer that the map does not have", () => {
    expect(() => computeMap([topic("a", "9/m")], ["0", "1"])).toThrow(/a stands in layer "9", one of 0, 1/);
  });

  it("writes text that reads back as the same map, a line per module", () => {
    const map = computeMap(crossed, ["0", "1"]);
    const text = mapText(map);
    expect(JSON.parse(text)).toEqual(map);
    expect(text.split("\n").filter((line) => line.includes('"topics"'))).toHaveLength(4);
  });
});
