import type { Rung } from "@blankfile/curriculum";
import { describe, expect, it } from "vitest";
import { has, openAtlas } from "../atlas/atlas.ts";
import { type Filter, isEmpty, noFilter, passes } from "./filter.ts";

const atlas = openAtlas({
  layers: [{ id: "1", name: "One" }],
  modules: [{ id: "m", title: "M", layer: "1" }],
  topics: [
    ["sets", "Sets", 0, 2, 0, [], [], 0],
    ["limits", "Limits", 0, 1, 2, [0], [], has.exercise + has.lab],
    ["slopes", "Slopes", 0, 3, 1, [1], [], has.exercise],
    ["fields", "Fields", 0, 2, 0, [0], [], 0],
  ],
  tracks: [{ slug: "core", title: "Core", topics: [0, 2] }],
  whys: {},
});
const rungs: Record<string, Rung> = { sets: "claimed", slopes: "checked" };
const shown = (filter: Partial<Filter>) =>
  atlas.topics
    .filter((topic) =>
      passes(
        topic,
        { ...noFilter, ...filter },
        { rung: (slug) => rungs[slug] ?? "none", tracks: atlas.tracks },
      ),
    )
    .map(({ slug }) => slug);

describe("the map's filter", () => {
  it("chooses by track, tier, state and what a topic has", () => {
    expect(shown({ track: "core" })).toEqual(["sets", "slopes"]);
    expect(shown({ tier: "landmark" })).toEqual(["limits"]);
    expect(shown({ tier: "special" })).toEqual(["slopes"]);
    expect(shown({ has: "page" })).toEqual(["limits", "slopes"]);
    expect(shown({ has: "lab" })).toEqual(["limits"]);
    expect(shown({ state: "claimed" })).toEqual(["sets"]);
    expect(shown({ state: "proved" })).toEqual(["slopes"]);
    expect(shown({ state: "unknown" })).toEqual(["limits", "fields"]);
  });

  it("calls ready what is not known and needs only what is", () => {
    expect(shown({ state: "ready" })).toEqual(["limits", "fields"]);
  });

  it("asks all at once, and nothing where it is empty", () => {
    expect(shown({ state: "ready", has: "exercise" })).toEqual(["limits"]);
    expect(shown({})).toHaveLength(4);
    expect([isEmpty(noFilter), isEmpty({ ...noFilter, has: "lab" })]).toEqual([true, false]);
  });
});
