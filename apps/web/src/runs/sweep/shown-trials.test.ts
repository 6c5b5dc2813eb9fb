import { describe, expect, it } from "vitest";
import { bestSoFar } from "./pictures/best-so-far.ts";
import { shownTrials } from "./shown-trials.ts";
import { sweepOf } from "./trials.fixture.ts";

describe("trials as they are shown", () => {
  it("have the metric's own direction, whichever way is better", () => {
    expect(shownTrials(sweepOf([{ lr: 1, costs: [-0.9] }], [1], "maximize"))[0]).toMatchObject({
      value: 0.9,
      isWhole: true,
    });
    expect(shownTrials(sweepOf([{ lr: 1, costs: [0.3] }]))[0]).toMatchObject({ value: 0.3 });
  });

  it("are ranked by how far they got, then by value: 0 the worst, 1 the best", () => {
    const trials = shownTrials(
      sweepOf(
        [
          { lr: 1, costs: [0.2] },
          { lr: 2, costs: [0.5, 0.4] },
          { lr: 3, costs: [0.9] },
        ],
        [0.3, 1],
      ),
    );
    expect(trials.map(({ quality }) => quality)).toEqual([0.5, 1, 0]);
    expect(trials.map(({ state }) => state)).toEqual(["stopped", "finished", "stopped"]);
  });

  it("that failed have no value and no rank; those that are to go on are running or wait", () => {
    const trials = shownTrials(
      sweepOf(
        [
          { lr: 1, costs: [null] },
          { lr: 2, costs: [0.5], rung: 1, state: "running" },
          { lr: 3, costs: [], rung: 0, state: "new" },
        ],
        [0.3, 1],
      ),
    );
    expect(trials.map(({ state, value, quality }) => [state, value, quality])).toEqual([
      ["failed", undefined, undefined],
      ["running", 0.5, 1],
      ["waiting", undefined, undefined],
    ]);
  });
});

it("the best so far follows the order in which trials ended, and takes whole ones only", () => {
  const made = [
    { lr: 1, costs: [0.9, 0.5], at: 30 },
    { lr: 2, costs: [0.9, 0.7], at: 10 },
    { lr: 3, costs: [0.1], at: 20 },
    { lr: 4, costs: [0.9, 0.6], at: 40 },
  ];
  expect(bestSoFar(shownTrials(sweepOf(made, [0.3, 1])), "minimize")).toEqual([
    { number: 1, value: 0.7, best: 0.7 },
    { number: 0, value: 0.5, best: 0.5 },
    { number: 3, value: 0.6, best: 0.5 },
  ]);
});
