import { isRunId } from "@blankfile/tracking";
import { expect, it } from "vitest";
import type { TrialState } from "./decision.ts";
import { planOf } from "./digits.fixture.ts";
import { runsOf, type SweepRecord } from "./planned-runs.ts";

const plan = planOf(
  "search: { lr: [0.1, 0.2] }\nset: { nesterov: true, optimizer: '-x' }\nseeds: 2\nheldOut: 1\npatience: { metric: test/loss, values: 4 }",
);
const sweep: SweepRecord = { format: 1, id: "20260102-030405-my-trial-0zzz", createdAt: 0, plan, text: "" };
const trial = (number: number): TrialState => ({
  number,
  params: { lr: 0.1 },
  bracket: 0,
  first: 0,
  rung: 0,
  costs: [],
});

it("a trial is a run for each seed, with ids that anybody finds again", () => {
  const [first, second, ...more] = runsOf(sweep, trial(0), false);
  expect(more).toEqual([]);
  expect([first!.id, second!.id]).toEqual(["20260102-030405-mlp-0zzz", "20260102-030405-mlp-1000"]);
  expect(second!.args).toEqual([
    ...["--run", "20260102-030405-mlp-1000", "--sweep", sweep.id, "--group", `${sweep.id}-0`],
    ...["--variants", "stratified", "--seeds", "1", "--first-seed", "1", "--stop-after", "test/loss:4"],
    ...["--nesterov", "--optimizer=-x", "--lr=0.1"],
  ]);
});

it("the confirmed trial has runs with the held-out seeds, in a group of their own", () => {
  const [, , held] = runsOf(sweep, trial(0), true);
  expect(held).toMatchObject({ seed: 1002, heldOut: true, until: 1 });
  expect(held!.args).toContain(`${sweep.id}-0-held-out`);
});

it("no two runs of a sweep have one id, and all ids are ids", () => {
  const ids = Array.from({ length: 500 }, (_, number) => runsOf(sweep, trial(number), true))
    .flat()
    .map(({ id }) => id);
  expect(new Set(ids).size).toBe(1500);
  expect(ids.every(isRunId)).toBe(true);
});
