import { describe, expect, it } from "vitest";
import { type AtlasFile, openAtlas } from "./atlas.ts";
import { stretches } from "./stretches.ts";

/** sets ← functions ← limits ← derivatives ← chain-rule; sets ← events; functions ← events (soft). */
const file: AtlasFile = {
  layers: [
    { id: "0A", name: "Axioms" },
    { id: "1", name: "Tools" },
  ],
  modules: [
    { id: "proof", title: "Proof", layer: "0A" },
    { id: "calculus", title: "Calculus", layer: "0A" },
    { id: "dist", title: "Distributions", layer: "1" },
  ],
  topics: [
    ["sets", "Sets", 0, 2, 0, [], [], 0],
    ["functions", "Functions", 0, 1, 0, [0], [], 0],
    ["limits", "Limits", 1, 2, 0, [1], [], 1],
    ["chain-rule", "The chain rule", 1, 1, 2, [2], [], 1],
    ["events", "Events", 2, 2, 1, [0], [1], 1],
  ],
  tracks: [],
  whys: { "3>2": "slopes are limits" },
};

describe("openAtlas", () => {
  const atlas = openAtlas(file);

  it("names what it was given by place", () => {
    const topic = atlas.graph.topics.get("chain-rule")!;
    expect(topic).toMatchObject({ layer: "0A", module: "calculus", tier: 1, status: "reviewed", place: 3 });
    expect(topic.requires).toEqual([{ id: "limits", why: "slopes are limits" }]);
    expect(atlas.graph.unlocks("sets")).toEqual(["functions", "events"]);
    expect(atlas.graph.recommendedBy("functions")).toEqual(["events"]);
  });

  it("modules hold their topics in the map's order", () => {
    expect(atlas.modules.get("proof")!.topics.map(({ slug }) => slug)).toEqual(["sets", "functions"]);
    expect(atlas.layers[1]!.modules.map(({ id }) => id)).toEqual(["dist"]);
  });
});

describe("stretches", () => {
  const atlas = openAtlas(file);
  const shown = (wanted: string[]) =>
    stretches(atlas, wanted).map(({ module, topics }) => [module.id, topics.map(({ slug }) => slug)]);

  it("keeps a module together where the order allows it", () => {
    expect(shown(["chain-rule", "events", "sets", "functions", "limits"])).toEqual([
      ["proof", ["sets", "functions"]],
      ["calculus", ["limits", "chain-rule"]],
      ["dist", ["events"]],
    ]);
  });

  it("nothing comes before what it needs, though modules must be left and met again", () => {
    const twisted: AtlasFile = {
      ...file,
      modules: file.modules.slice(0, 2),
      topics: [
        ["a", "A", 0, 2, 0, [], [], 0],
        ["c", "C", 0, 2, 0, [2], [], 0],
        ["b", "B", 1, 2, 0, [0], [], 0],
      ],
      whys: {},
    };
    const order = stretches(openAtlas(twisted), ["a", "b", "c"]).map(({ topics }) =>
      topics.map(({ slug }) => slug),
    );
    expect(order).toEqual([["a"], ["b"], ["c"]]);
  });

  it("of nothing there is nothing", () => {
    expect(shown([])).toEqual([]);
  });
});
