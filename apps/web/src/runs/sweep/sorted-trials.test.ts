import { expect, it } from "vitest";
import { shownTrials } from "./shown-trials.ts";
import { sortedTrials } from "./sorted-trials.ts";
import { sweepOf } from "./trials.fixture.ts";

const trials = shownTrials(
  sweepOf([
    { lr: 10, costs: [0.2] },
    { lr: 9, costs: [] },
    { lr: 0.1, costs: [0.1] },
  ]),
);
const by = (sort: string) => sortedTrials(trials, sort).map(({ number }) => number);

it("stand by their value, a parameter or their number; without a value last either way", () => {
  expect(by("value")).toEqual([2, 0, 1]);
  expect(by("-value")).toEqual([0, 2, 1]);
  expect(by("param lr")).toEqual([2, 1, 0]);
  expect(by("-number")).toEqual([2, 1, 0]);
  expect(by("param nothing")).toEqual([0, 1, 2]);
});
