import { describe, expect, it } from "vitest";
import type { CheckEvent } from "./evidence.ts";
import { redos } from "./redo.ts";

const day = 86_400_000;
const first = Date.UTC(2026, 10, 1, 12);

function pass(days: number, change: Partial<CheckEvent> = {}): CheckEvent {
  return {
    id: `e${days}${change.exercise ?? ""}${change.hintsSeen ?? ""}${change.passed ?? ""}`,
    at: first + days * day,
    kind: "check",
    exercise: "softmax",
    topics: ["logsumexp"],
    passed: true,
    checks: [3, 3],
    solution: "",
    hintsSeen: 0,
    solutionSeen: false,
    fromBlank: days > 0,
    ...change,
  };
}
const due = (...events: CheckEvent[]) =>
  redos(events).map(({ exercise, from, turn }) => [exercise, (from - first) / day, turn]);

describe("redos", () => {
  it("ask for it again after 7 days, then after 30 more, then no more", () => {
    expect(due(pass(0))).toEqual([["softmax", 7, 1]]);
    expect(due(pass(0), pass(8))).toEqual([["softmax", 38, 2]]);
    expect(due(pass(0), pass(8), pass(40))).toEqual([]);
  });
  it("count neither what came too early, nor with help, nor what failed", () => {
    expect(due(pass(0), pass(2))).toEqual([["softmax", 7, 1]]);
    expect(due(pass(0), pass(8, { hintsSeen: 1 }))).toEqual([["softmax", 7, 1]]);
    expect(due(pass(0), pass(8, { solutionSeen: true }))).toEqual([["softmax", 7, 1]]);
    expect(due(pass(0), pass(8, { fromBlank: false }))).toEqual([["softmax", 7, 1]]);
    expect(due(pass(0), pass(8, { passed: false }))).toEqual([["softmax", 7, 1]]);
    expect(due(pass(0), pass(8), pass(20))).toEqual([["softmax", 38, 2]]);
  });
  it("stand in the order of their days, whatever the order of the events", () => {
    const events = [
      pass(3, { exercise: "b", fromBlank: false }),
      pass(0),
      pass(1, { exercise: "c", fromBlank: false }),
    ];
    expect(due(...events)).toEqual([
      ["softmax", 7, 1],
      ["c", 8, 1],
      ["b", 10, 1],
    ]);
    expect(due()).toEqual([]);
  });
});
