import { expect, it } from "vitest";
import { chosenRows } from "./chosen-rows.ts";
import { readAddress } from "./compare-address.ts";
import { row } from "./rows.fixture.ts";

const all = [
  row("a", 0, 1),
  row("b", 0, 2, { group: "launch" }),
  row("c", 1, 3, { group: "launch", sweep: "sweep" }),
  row("d", 2, 4, { config: { lr: 0.5 } }),
];
const ids = (search: string) => chosenRows(all, readAddress(search)).rows.map(({ id }) => id);

it("are the runs that are named, by themselves, their launch or their sweep", () => {
  expect(ids("?run=a&group=launch")).toEqual(["a", "b", "c"]);
  expect(ids("?sweep=sweep")).toEqual(["c"]);
});

it("are narrowed by every filter; without names a filter chooses from all", () => {
  expect(ids("?group=launch&where=seed%3D1")).toEqual(["c"]);
  expect(ids("?where=lr%3E0.1")).toEqual(["d"]);
  expect(ids("?where=lr%3D0.1&where=seed%3D0")).toEqual(["a", "b"]);
});

it("are none where nothing is asked, and a name that nothing has is said", () => {
  expect(chosenRows(all, readAddress(""))).toEqual({ rows: [], problems: [], isAsked: false });
  expect(chosenRows(all, readAddress("?run=a&run=zzz")).problems).toEqual(["No run has the name “zzz”."]);
  expect(chosenRows(all, readAddress("?where=lr%3Ex")).problems).toHaveLength(1);
});
