import { describe, expect, it } from "vitest";
import { parseFilter } from "../filter.ts";
import { rowFixture } from "../run-row.fixture.ts";
import { arrange, type Wish } from "./arrange.ts";

const run = (id: string, group: string, seed: number, acc: number | "NaN") =>
  rowFixture({ id, group, seed, metrics: { acc } });
// Newest first.
const rows = [
  run("f", "g3", 1, "NaN"),
  run("e", "g2", 2, 0.7),
  run("d", "g2", 1, 0.8),
  run("c", "g1", 3, 0.9),
  run("b", "g1", 1, 0.5),
  run("a", "g1", 2, 0.6),
];
const lines = (wish: Partial<Wish> = {}) =>
  arrange(rows, { by: "launch", matches: () => true, isOpen: () => true, ...wish }).lines.map((line) =>
    "row" in line ? `${"  ".repeat(line.level - 1)}${line.row.id}` : String(line.group.value),
  );

describe("the lines of the list", () => {
  it("by launch: the newest first, in each its seeds in order", () => {
    expect(lines()).toEqual(["f", "g2", "  d", "  e", "g1", "  b", "  a", "  c"]);
  });

  it("a closed group is its heading", () => {
    expect(lines({ isOpen: ({ value }) => value === "g2" })).toEqual(["f", "g2", "  d", "  e", "g1"]);
  });

  it("sorted by a metric: groups by their mean, runs inside by their own, NaN last both ways", () => {
    const by = (descending: boolean) => lines({ sort: { column: "metric.acc", descending } });
    expect(by(true)).toEqual(["g2", "  d", "  e", "g1", "  c", "  a", "  b", "f"]);
    expect(by(false)).toEqual(["g1", "  b", "  a", "  c", "g2", "  e", "  d", "f"]);
  });

  it("without groups: runs alone, sorted", () => {
    expect(lines({ by: "none" })).toEqual(["f", "e", "d", "c", "b", "a"]);
    expect(lines({ by: "none", sort: { column: "metric.acc", descending: true } })).toEqual([
      "c",
      "d",
      "e",
      "a",
      "b",
      "f",
    ]);
  });

  it("filtered: what is left of a launch is still its group, and one run is a run", () => {
    expect(lines({ matches: parseFilter("acc>0.55").matches })).toEqual([
      "g2",
      "  d",
      "  e",
      "g1",
      "  a",
      "  c",
    ]);
    expect(lines({ matches: parseFilter("acc>0.75").matches })).toEqual(["d", "c"]);
  });
});

it("a run is alone where its launch has no other, whatever the filter holds back", () => {
  const { lines } = arrange(rows, {
    by: "none",
    matches: ({ id }) => id === "f" || id === "a",
    isOpen: () => true,
  });
  expect(lines.map((line) => "row" in line && [line.row.id, line.isAlone])).toEqual([
    ["f", true],
    ["a", false],
  ]);
});
