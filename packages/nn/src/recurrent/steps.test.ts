import { expect, it } from "vitest";
import { stepsOf } from "./steps.ts";

it("rows of a step begin behind those of the steps before it", () => {
  expect(stepsOf([3, 2, 2], false)).toEqual([
    { t: 0, start: 0, size: 3 },
    { t: 1, start: 3, size: 2 },
    { t: 2, start: 5, size: 2 },
  ]);
});

it("in reverse the last step comes first, with the rows that it has", () => {
  expect(stepsOf([3, 1], true)).toEqual([
    { t: 1, start: 3, size: 1 },
    { t: 0, start: 0, size: 3 },
  ]);
});
