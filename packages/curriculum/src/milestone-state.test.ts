import { describe, expect, it } from "vitest";
import type { DoneEvent, ProgressEvent, TrackEvent } from "./evidence.ts";
import type { Proof } from "./milestone.ts";
import { foldDone, followedTracks, milestoneState, passedExercises, slipsOf } from "./milestone-state.ts";

const done = (at: number, met: boolean, shown = ""): DoneEvent => ({
  id: `done-${at}`,
  at,
  kind: "done",
  of: "track:core",
  milestone: "one/a",
  met,
  shown,
});
const follow = (at: number, hoursPerWeek: number): TrackEvent => ({
  id: `track-${at}`,
  at,
  kind: "track",
  track: "core",
  start: "2026-11-30",
  hoursPerWeek,
});
const slip = (at: number): ProgressEvent => ({
  id: `slip-${at}`,
  at,
  kind: "slip",
  track: "core",
  unit: "one",
  weeks: 1,
});
const state = (
  proof: Proof,
  word?: DoneEvent,
  passed: string[] = [],
  runs: [string, Record<string, number>][] = [],
) =>
  milestoneState({ id: "a", text: "…", proof }, word, {
    passed: new Set(passed),
    runs: runs.map(([experiment, figures]) => ({ experiment, figures })),
  });

describe("milestoneState", () => {
  it("finds passed exercises by itself, all of them, and takes no word in their place", () => {
    const proof: Proof = { kind: "checked", exercises: ["softmax", "backward"] };
    expect(state(proof, done(1, true), ["softmax"])).toEqual({
      met: false,
      by: "nothing",
      shown: "",
      missing: ["backward"],
    });
    expect(state(proof, undefined, ["softmax", "backward"])).toMatchObject({ met: true, by: "exercises" });
  });

  it("holds a run's figure against the predicate", () => {
    const proof: Proof = { kind: "run", experiment: "nn/digits-mlp", metric: "test/accuracy", is: ">= 0.97" };
    const met = (figures: Record<string, number>) =>
      state(proof, undefined, [], [["nn/digits-mlp", figures]]).met;
    expect([0.96, 0.97, 0.99].map((value) => met({ "test/accuracy": value }))).toEqual([false, true, true]);
    expect(met({ "train/accuracy": 1 })).toBe(false);
    expect(met({ "test/accuracy": Number.NaN })).toBe(false);
    expect(state(proof, undefined, [], [["nn/mnist-mlp", { "test/accuracy": 1 }]]).met).toBe(false);
    expect(
      state({ kind: "run", experiment: "nn/digits-mlp" }, undefined, [], [["nn/digits-mlp", {}]]).met,
    ).toBe(true);
  });

  it("tells the learner's word apart, and lets them take it back", () => {
    const proof: Proof = { kind: "self", rubric: ["It runs."] };
    expect(state(proof, done(1, true, "LOG.md"))).toEqual({
      met: true,
      by: "word",
      shown: "LOG.md",
      missing: [],
    });
    expect(state(proof, done(2, false, "LOG.md"))).toEqual({
      met: false,
      by: "nothing",
      shown: "",
      missing: [],
    });
  });
});

describe("the fold over a track's events", () => {
  it("takes the last word by time, whatever order the events come in", () => {
    expect(foldDone([done(3, false), done(1, true)], "track:core").get("one/a")!.met).toBe(false);
    expect(foldDone([done(1, true)], "track:alignment").size).toBe(0);
  });

  it("follows a track until its hours are 0, and forgets slips when it begins anew", () => {
    expect([...followedTracks([follow(1, 10)]).keys()]).toEqual(["core"]);
    expect(followedTracks([follow(2, 0), follow(1, 10)]).size).toBe(0);
    const events = [follow(1, 10), slip(2), follow(3, 5), slip(4)];
    expect(slipsOf(events, follow(3, 5)).map(({ at }) => at)).toEqual([4]);
  });

  it("counts an exercise as passed once it was", () => {
    const check = (passed: boolean, exercise: string): ProgressEvent => ({
      id: exercise + String(passed),
      at: 1,
      kind: "check",
      exercise,
      topics: [],
      passed,
      checks: [1, 1],
      solution: "a",
      hintsSeen: 0,
      solutionSeen: false,
      fromBlank: false,
    });
    expect(passedExercises([check(true, "a"), check(false, "a"), check(false, "b")])).toEqual(new Set(["a"]));
  });
});
