import { loadContent } from "@blankfile/curriculum/node";
import { describe, expect, it } from "vitest";
import { type Atlas, openAtlas } from "../atlas/atlas.ts";
import { readPlan } from "./read-plan.ts";

const { topics } = loadContent(new URL("../../../..", import.meta.url).pathname);
const list = [...topics.values()];
const atlas: Atlas = openAtlas({
  layers: [{ id: "1", name: "All" }],
  modules: [{ id: "all", title: "All", layer: "1" }],
  topics: list.map(({ slug, title, tier }) => [slug, title, 0, tier, 0, [], [], 0]),
  tracks: [],
  whys: {},
});
const parts = (text: string) =>
  readPlan(text, atlas).units.map(({ title, topics: slugs }) => [title, ...slugs]);

describe("readPlan", () => {
  it("reads parts and topics by title or slug, with bullets, numbers and boxes", () => {
    expect(
      parts(
        "# Week 1: beginnings\n- [x] The chain rule\n2. backpropagation\n\nLater:\n* **Bellman equations**",
      ),
    ).toEqual([
      ["Week 1: beginnings", "chain-rule", "backpropagation"],
      ["Later", "bellman-equations"],
    ]);
  });

  it("puts topics without a heading into one part", () => {
    expect(parts("backpropagation\nchain-rule")).toEqual([["the plan", "backpropagation", "chain-rule"]]);
  });

  it("tells what it guessed and what it could not read", () => {
    const plan = readPlan("Week 1\nBackpropagatoin\nzzqx wvvk", atlas);
    expect(plan.guessed).toEqual([{ line: "Backpropagatoin", slug: "backpropagation" }]);
    expect(plan.unread).toEqual(["zzqx wvvk"]);
  });

  it("leaves out parts without topics, and reads nothing from nothing", () => {
    expect(parts("Week 1\n\nWeek 2\nbackpropagation")).toEqual([["Week 2", "backpropagation"]]);
    expect(parts("  \n\r\n")).toEqual([]);
  });

  it("a page pasted by mistake is read to its 400th line, and lines longer than any title are not searched", () => {
    const long = "vectors ".repeat(40);
    expect(readPlan(`Vectors\n${long}`, atlas).unread).toEqual([long.trim()]);
    const pasted = Array.from({ length: 1000 }, (_, k) => `zq${k} xv${k} jj`).join("\n");
    const plan = readPlan(pasted, atlas);
    expect(plan.left).toBe(600);
    expect(plan.unread.length + plan.units.length).toBeLessThanOrEqual(400);
  });
});
