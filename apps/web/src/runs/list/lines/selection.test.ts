import { describe, expect, it } from "vitest";
import { rowFixture } from "../run-row.fixture.ts";
import { choose, chosenOf, compareQuery, mostNamed } from "./selection.ts";

const rows = [
  rowFixture({ id: "a", group: "g1" }),
  rowFixture({ id: "b", group: "g1" }),
  rowFixture({ id: "c", group: "g2", sweep: "s" }),
  rowFixture({ id: "d", group: "g2", sweep: "s" }),
  rowFixture({ id: "e", group: "g3", sweep: "s" }),
  rowFixture({ id: "f" }),
];
const chosen = (...ids: string[]) => new Set(ids);

describe("what a comparison's address names", () => {
  it("a launch of which all runs are chosen by its name, others one by one", () => {
    expect(compareQuery(chosen("a", "b", "f"), rows)).toBe("group=g1&run=f");
    expect(compareQuery(chosen("a", "f"), rows)).toBe("run=a&run=f");
  });

  it("a whole sweep by its name, and its launches not once more", () => {
    expect(compareQuery(chosen("c", "d", "e"), rows)).toBe("sweep=s");
    expect(compareQuery(chosen("c", "d"), rows)).toBe("group=g2");
  });

  it("runs that are gone are left out", () => {
    expect(compareQuery(chosen("a", "gone"), rows)).toBe("run=a");
    expect(compareQuery(chosen(), rows)).toBe("");
  });

  it("too many for an address are none", () => {
    const many = Array.from({ length: mostNamed + 1 }, (_, n) => rowFixture({ id: `r${n}` }));
    const ids = many.map(({ id }) => id);
    expect(compareQuery(new Set(ids), many)).toBeUndefined();
    expect(compareQuery(new Set(ids.slice(1)), many)?.split("&")).toHaveLength(mostNamed);
  });

  it("too many to name are the filter, where they are just what it lets through", () => {
    const many = Array.from({ length: 300 }, (_, n) => rowFixture({ id: `r${n}` }));
    const filtered = { where: " lr>0.1 ", rows: many.slice(100) };
    const ids = filtered.rows.map(({ id }) => id);
    expect(compareQuery(new Set(ids), many, filtered)).toBe("where=lr%3E0.1");
    expect(compareQuery(new Set([...ids, "r1"]), many, filtered)).toBeUndefined();
    expect(compareQuery(new Set(ids.slice(1)), many, filtered)).toBeUndefined();
    expect(compareQuery(new Set(many.map(({ id }) => id)), many, { where: " ", rows: many })).toBeUndefined();
  });
});

it("a group's runs are chosen and let go together", () => {
  const group = rows.slice(0, 2);
  const both = choose(chosen("f"), group, true);
  expect([...both]).toEqual(["f", "a", "b"]);
  expect(chosenOf(group, both)).toBe("all");
  expect(chosenOf(group, chosen("a"))).toBe("some");
  expect(chosenOf(group, choose(both, group, false))).toBe("none");
});
