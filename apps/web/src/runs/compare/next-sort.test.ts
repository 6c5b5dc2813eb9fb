import { expect, it } from "vitest";
import { nextSort } from "./next-sort.ts";

/** The sorts that clicks on one head lead to. */
function clicks(
  column: string,
  start: string | undefined,
  usual: string | undefined,
): (string | undefined)[] {
  const sorts = [start];
  for (let n = 0; n < 3; n++) sorts.push(nextSort(column, sorts.at(-1) ?? usual, usual));
  return sorts.slice(1);
}

it("clicks sort from the least, from the greatest, then not", () =>
  expect(clicks("seeds", undefined, undefined)).toEqual(["seeds", "-seeds", undefined]));

it("a click turns the order of the column round that sorts unless told", () => {
  expect(clicks("metric acc", undefined, "-metric acc")).toEqual(["metric acc", "-metric acc", "metric acc"]);
  expect(clicks("metric loss", undefined, "metric loss")).toEqual([
    "-metric loss",
    undefined,
    "-metric loss",
  ]);
});

it("another column gives the usual order back", () =>
  expect(clicks("seeds", undefined, "-metric acc")).toEqual(["seeds", "-seeds", undefined]));
