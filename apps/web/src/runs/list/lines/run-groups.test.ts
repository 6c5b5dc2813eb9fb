import { expect, it } from "vitest";
import { rowFixture } from "../run-row.fixture.ts";
import { groupCell, groupRuns, type RunGroup, sharedCell } from "./run-groups.ts";

const rows = [
  rowFixture({ id: "a", group: "g1", config: { lr: 0.1 }, seed: 1, createdAt: 5, metrics: { acc: 0.5 } }),
  rowFixture({ id: "b", group: "g2", config: { lr: 0.2 }, seed: 1, createdAt: 4, metrics: { acc: 0.9 } }),
  rowFixture({ id: "c", group: "g1", config: { lr: 0.1 }, seed: 2, createdAt: 3, metrics: { acc: 0.7 } }),
  rowFixture({ id: "d", config: { lr: "0.1" }, sweep: "s", seed: 1, createdAt: 2 }),
];
const shape = (found: ReturnType<typeof groupRuns>) =>
  found.map((one) => ("rows" in one ? [one.value, ...one.rows.map(({ id }) => id)] : one.id));

it("by launch: a launch of one run, and a run without one, stand alone", () => {
  expect(shape(groupRuns(rows, "launch"))).toEqual([["g1", "a", "c"], "b", "d"]);
});

it("by sweep, experiment and value: those without stand alone, the number 0.1 is not the text", () => {
  expect(shape(groupRuns(rows, "sweep"))).toEqual(["a", "b", "c", ["s", "d"]]);
  expect(shape(groupRuns(rows, "experiment"))).toEqual([["nn/digits-mlp", "a", "b", "c", "d"]]);
  expect(shape(groupRuns(rows, "config.lr"))).toEqual([
    [0.1, "a", "c"],
    [0.2, "b"],
    ["0.1", "d"],
  ]);
  expect(shape(groupRuns(rows, "none"))).toEqual(["a", "b", "c", "d"]);
});

it("a group is sorted by its mean, its newest run, its seeds, and what its runs share", () => {
  const [group] = groupRuns(rows, "launch") as RunGroup[];
  expect(groupCell(group!, "metric.acc")).toBeCloseTo(0.6, 12);
  expect(groupCell(group!, "created")).toBe(5);
  expect(groupCell(group!, "seed")).toBe(2);
  expect(groupCell(group!, "config.lr")).toBe(0.1);
  expect(groupCell(group!, "id")).toBeUndefined();
  expect(sharedCell(rows, "config.lr")).toBeUndefined();
});
