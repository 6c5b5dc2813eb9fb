import { describe, expect, it } from "vitest";
import { openAtlas, type TopicRow } from "../atlas/atlas.ts";
import { nearFinished } from "./near-finished.ts";

/** A chain a ← b ← c ← d ← e, and z that stands alone; written: those named. */
function chain(...written: string[]) {
  const topics = ["a", "b", "c", "d", "e", "z"].map(
    (slug, k): TopicRow => [
      slug,
      slug,
      0,
      1,
      written.includes(slug) ? 1 : 0,
      k === 0 || slug === "z" ? [] : [k - 1],
      [],
      0,
    ],
  );
  return openAtlas({
    layers: [{ id: "1", name: "One" }],
    modules: [{ id: "m", title: "M", layer: "1" }],
    topics,
    tracks: [],
    whys: {},
  });
}
const near = (slug: string, ...written: string[]) =>
  nearFinished(chain(...written), slug).map((topic) => topic.slug);

describe("nearFinished", () => {
  it("what lies below comes first, the nearest before the others, then what lies above", () => {
    expect(near("c", "a", "b", "e")).toEqual(["b", "a", "e"]);
  });

  it("where nothing written leads there or away from there, written landmarks", () => {
    expect(near("c", "z")).toEqual(["z"]);
  });

  it("where nothing is written there is nothing", () => {
    expect(near("c")).toEqual([]);
  });
});
