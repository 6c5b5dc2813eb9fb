import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CheckEvent, ProgressEvent } from "./evidence.ts";
import { foldEvidence, knownTopics, provedTopics } from "./fold-evidence.ts";
import { eventProblem, formatProgress, parseProgress, union } from "./progress.ts";

const day = 86_400_000;
let count = 0;
const id = () => `id-${++count}`;
const claim = (topic: string, at = 0): ProgressEvent => ({ id: id(), at, kind: "claim", topic });
const unclaim = (topic: string, at = 0): ProgressEvent => ({ id: id(), at, kind: "unclaim", topic });
const pass = (at: number, more: Partial<CheckEvent> = {}): CheckEvent => ({
  id: id(),
  at,
  kind: "check",
  exercise: "softmax",
  topics: ["logsumexp"],
  passed: true,
  checks: [5, 5],
  solution: "ab",
  hintsSeen: 0,
  solutionSeen: false,
  fromBlank: false,
  ...more,
});
const rung = (...events: ProgressEvent[]) => foldEvidence(events).get("logsumexp")?.rung ?? "none";

describe("the evidence ladder", () => {
  it("a claim is the lowest rung and can be taken back", () => {
    expect(rung(claim("logsumexp"))).toBe("claimed");
    expect(rung(claim("logsumexp", 1), unclaim("logsumexp", 2))).toBe("none");
    expect(rung(claim("logsumexp", 3), unclaim("logsumexp", 2))).toBe("claimed");
  });

  it("taking a claim back leaves proof in place", () => {
    expect(rung(claim("logsumexp", 1), pass(2), unclaim("logsumexp", 3))).toBe("checked");
  });

  it("a pass is checked, a failed attempt is nothing", () => {
    expect(rung(pass(1))).toBe("checked");
    expect(rung(pass(1, { passed: false }))).toBe("none");
  });

  it("a pass after opening the solution is explained, until it is done from a blank file without it", () => {
    expect(rung(pass(1, { solutionSeen: true }))).toBe("explained");
    expect(rung(pass(1, { solutionSeen: true }), pass(2))).toBe("explained");
    expect(rung(pass(1, { solutionSeen: true }), pass(day, { fromBlank: true }))).toBe("checked");
  });

  it("rebuilt is again from blank, without help, on a later day", () => {
    const start = Date.UTC(2026, 10, 30);
    const again = { fromBlank: true };
    expect(rung(pass(start), pass(start + 7 * day, again))).toBe("rebuilt");
    expect(rung(pass(start), pass(start + 2, again))).toBe("checked");
    expect(rung(pass(start), pass(start + 7 * day))).toBe("checked");
    expect(rung(pass(start), pass(start + 7 * day, { ...again, hintsSeen: 1 }))).toBe("checked");
    expect(rung(pass(start), pass(start + 7 * day, { ...again, solutionSeen: true }))).toBe("checked");
  });

  it("explained needs a line of the rubric; used is the top", () => {
    const explain = (lines: [number, number]): ProgressEvent => ({
      id: id(),
      at: 1,
      kind: "explain",
      topic: "logsumexp",
      task: "t",
      lines,
    });
    expect(rung(explain([0, 4]))).toBe("none");
    expect(rung(explain([3, 4]))).toBe("explained");
    expect(rung(pass(1), { id: id(), at: 2, kind: "use", topic: "logsumexp", run: "r" })).toBe("used");
  });

  it("says what produced it", () => {
    const { because } = foldEvidence([claim("logsumexp", 1), pass(2), pass(3)]).get("logsumexp")!;
    expect(because).toEqual([
      { rung: "claimed", by: "claim", at: 1 },
      { rung: "checked", by: "check", at: 2, what: "softmax", count: [5, 5], hintsSeen: 0 },
    ]);
  });

  it("claims make a topic known, only proof counts as progress", () => {
    const folded = foldEvidence([claim("a"), pass(1)]);
    expect([...knownTopics(folded)].sort()).toEqual(["a", "logsumexp"]);
    expect([...provedTopics(folded)]).toEqual(["logsumexp"]);
  });

  it("does not depend on the order in which events arrive", () => {
    const events = [
      claim("a", 1),
      unclaim("a", 2),
      pass(3),
      pass(9 * day, { fromBlank: true }),
      claim("a", 4),
    ];
    const whole = foldEvidence(events);
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
        expect(foldEvidence(shuffled)).toEqual(whole);
      }),
    );
  });
});

describe("progress.jsonl", () => {
  it("comes back as it was written", () => {
    const events = [claim("a", 1), pass(2)];
    expect(parseProgress(formatProgress(events))).toEqual({ events, aside: [] });
  });

  it("sets damaged lines aside with their number and keeps the rest", () => {
    const text = `\uFEFF${formatProgress([claim("a", 1)])}{"id":\n{"id":"x","at":1,"kind":"dance"}\r\n\n${formatProgress([claim("b", 2)])}`;
    const { events, aside } = parseProgress(text);
    expect(events.length).toBe(2);
    expect(aside.map(({ line }) => line)).toEqual([2, 3]);
    expect(aside[1]!.why).toMatch(/kind is "dance"; it must be one of claim/);
  });

  it("refuses what only looks like an event", () => {
    expect(eventProblem({ id: "x", at: 1, kind: "constructor" })).toMatch(/kind is "constructor"/);
    expect(eventProblem({ id: "x", at: "now", kind: "claim", topic: "a" })).toMatch(
      /at is "now"; it must be a number/,
    );
    expect(eventProblem({ id: "x", at: 1e300, kind: "claim", topic: "a" })).toMatch(/a time in milliseconds/);
    expect(eventProblem([])).toMatch(/an event is an object/);
    expect(eventProblem(pass(1))).toBeUndefined();
  });

  it("merges two copies by id, whichever comes first", () => {
    const [a, b, c] = [claim("a", 1), claim("b", 2), claim("c", 3)] as [
      ProgressEvent,
      ProgressEvent,
      ProgressEvent,
    ];
    expect(union([a, c], [b, c])).toEqual({ events: [a, b, c], added: 1 });
    expect(union([b, c], [a, c]).events).toEqual([a, b, c]);
  });
});
