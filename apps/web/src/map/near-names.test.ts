import { describe, expect, it } from "vitest";
import { openAtlas } from "../atlas/atlas.ts";
import { nearNames } from "./near-names.ts";

const atlas = openAtlas({
  layers: [{ id: "4", name: "Deep Learning" }],
  modules: [
    { id: "block", title: "Transformer blocks and variants", layer: "4" },
    { id: "post", title: "LLM Construction: post-training", layer: "4" },
  ],
  topics: [
    ["attention", "Scaled dot-product attention", 0, 1, 0, [], [], 0],
    ["ppo", "Proximal policy optimisation", 1, 1, 0, [], [], 0],
  ],
  tracks: [{ slug: "core", title: "Machine learning, the core", topics: [0] }],
  whys: {},
});

describe("nearNames", () => {
  it("finds a module by the name on its tile, by its title and by its id with a slip", () => {
    const block = [{ id: "block", title: "Transformer blocks and variants" }];
    expect(nearNames(atlas, "module", "transformers")).toEqual(block);
    expect(nearNames(atlas, "module", "Transformer blocks")).toEqual(block);
    expect(nearNames(atlas, "module", "blok")).toEqual(block);
  });

  it("finds a topic by its slug with a slip, else by its title", () => {
    expect(nearNames(atlas, "topic", "atention").map(({ id }) => id)).toEqual(["attention"]);
    expect(nearNames(atlas, "topic", "proximal-policy").map(({ id }) => id)).toEqual(["ppo"]);
  });

  it("finds a track, and nothing for what is near nothing", () => {
    expect(nearNames(atlas, "track", "cor").map(({ id }) => id)).toEqual(["core"]);
    for (const wanted of ["topic", "module", "track"] as const)
      expect(nearNames(atlas, wanted, "qqqqqqqq")).toEqual([]);
  });

  it("is not searched for what is longer than any name", () => {
    expect(nearNames(atlas, "topic", `attention ${"x".repeat(5000)}`)).toEqual([]);
  });
});
