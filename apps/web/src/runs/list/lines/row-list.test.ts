import { expect, it } from "vitest";
import { rowFixture } from "../run-row.fixture.ts";
import { mergeRows } from "./row-list.ts";

const row = (id: string, createdAt: number, step = 0) => rowFixture({ id, createdAt, step });
const rows = [row("c", 3), row("b", 2), row("a", 1)];

it("a known run is changed in its place, and the others stay the same objects", () => {
  const list = mergeRows(rows, [row("b", 2, 9)]);
  expect(list.rows.map(({ id, step }) => [id, step])).toEqual([
    ["c", 0],
    ["b", 9],
    ["a", 0],
  ]);
  expect(list.rows[0]).toBe(rows[0]);
  expect(list.change!.rows.get("b")).toEqual({ before: rows[1], now: list.rows[1] });
});

it("a new run stands where its time puts it; the later of two of one id counts", () => {
  const list = mergeRows(rows, [row("d", 2.5, 1), row("e", 4), row("d", 2.5, 2)]);
  expect(list.rows.map(({ id }) => id)).toEqual(["e", "c", "d", "b", "a"]);
  expect(list.change!.rows.get("d")).toEqual({ now: row("d", 2.5, 2) });
});
