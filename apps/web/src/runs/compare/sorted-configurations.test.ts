import { configurations } from "@blankfile/tracking";
import { expect, it } from "vitest";
import { row } from "./rows.fixture.ts";
import { sortedConfigurations } from "./sorted-configurations.ts";

const all = configurations([
  row("a", 0, 3, { config: { lr: 0.1 } }),
  row("b", 1, 1, { config: { lr: 10 } }),
  row("c", 2, "NaN", { config: { lr: 9 } }),
  row("d", 3, 2, { config: {} }),
]);
const by = (sort?: string) => sortedConfigurations(all, sort).map(({ id }) => id);

it("stand as they were run where no column is chosen", () => expect(by()).toEqual(["a", "b", "c", "d"]));

it("stand by a figure from the least or the greatest, NaN last either way", () => {
  expect(by("metric loss")).toEqual(["b", "d", "a", "c"]);
  expect(by("-metric loss")).toEqual(["a", "d", "b", "c"]);
});

it("stand by a flag's size, not its letters; without the flag last", () => {
  expect(by("flag lr")).toEqual(["a", "c", "b", "d"]);
  expect(by("-flag lr")).toEqual(["b", "c", "a", "d"]);
});

it("stay in their order by a column that there is not", () =>
  expect(by("nothing")).toEqual(["a", "b", "c", "d"]));
