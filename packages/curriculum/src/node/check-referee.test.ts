import { describe, expect, it } from "vitest";
import type { CheckResult } from "../check/index.ts";
import { CheckReferee } from "./check-referee.ts";

const limits = { startMs: 1000, loadMs: 500, totalMs: 3000, memoryMb: 100 };
const passed = (name: string): CheckResult => ({ name, pass: true, elapsedMs: 1 });

/** A referee that has heard of two checks at 0, and of the learner's file. */
function loaded(): CheckReferee {
  const referee = new CheckReferee(limits, 0);
  referee.receive({ kind: "ready", names: ["a", "b"] }, 0);
  referee.receive({ kind: "imports", names: "x y" }, 0);
  referee.receive({ kind: "loaded" }, 10);
  return referee;
}

describe("the deadline", () => {
  it("is that of the start, of loading, of the running check, and at last of all", () => {
    const referee = new CheckReferee(limits, 100);
    expect(referee.deadline).toBe(1100);
    referee.receive({ kind: "ready", names: ["a", "b"] }, 200);
    expect(referee.deadline).toBe(700);
    referee.receive({ kind: "loaded" }, 300);
    expect(referee.deadline).toBe(3200);
    referee.receive({ kind: "start", index: 0, timeLimitMs: 400 }, 300);
    expect(referee.deadline).toBe(700);
    referee.receive({ kind: "result", result: passed("a") }, 500);
    expect(referee.deadline).toBe(3200);
    referee.receive({ kind: "start", index: 1, timeLimitMs: 4000 }, 500);
    expect(referee.deadline).toBe(3200);
  });
});

describe("the verdict", () => {
  it("is passed only where every check has a passing result", () => {
    const referee = loaded();
    expect(referee.imports).toEqual(["x", "y"]);
    referee.receive({ kind: "result", result: passed("a") }, 20);
    expect(referee.over).toBe(false);
    referee.receive({ kind: "result", result: passed("b") }, 30);
    referee.receive({ kind: "done" }, 40);
    expect(referee.verdict).toEqual({ outcome: "passed", results: [passed("a"), passed("b")] });
  });

  it("is failed where a result is missing", () => {
    const referee = loaded();
    referee.receive({ kind: "result", result: passed("a") }, 20);
    referee.receive({ kind: "done" }, 40);
    expect(referee.verdict?.outcome).toBe("failed");
  });

  it("stays: what comes later changes nothing", () => {
    const referee = loaded();
    referee.receive({ kind: "start", index: 0, timeLimitMs: 100 }, 20);
    referee.expire(120, 0);
    const { verdict } = referee;
    referee.receive({ kind: "result", result: passed("a") }, 130);
    referee.receive({ kind: "done" }, 130);
    referee.ended({ code: 1, signal: null, outOfMemory: true });
    expect(referee.verdict).toBe(verdict);
    expect(verdict?.results).toHaveLength(1);
  });

  it("mentions the memory that a hanging check has filled", () => {
    const referee = loaded();
    referee.receive({ kind: "start", index: 1, timeLimitMs: 100 }, 20);
    referee.expire(120, 80 * 2 ** 20);
    expect(referee.verdict).toMatchObject({
      outcome: "time limit",
      message:
        '"b" did not end within 0.1 s; is there a loop, a recursion or a promise that never ends? By then 80 MB of memory were in use.',
    });
  });

  it("of a process that ended is neither passed nor lost, whatever its exit code", () => {
    const referee = loaded();
    referee.receive({ kind: "result", result: passed("a") }, 20);
    referee.receive({ kind: "result", result: passed("b") }, 30);
    referee.ended({ code: 0, signal: null, outOfMemory: false });
    expect(referee.verdict).toMatchObject({
      outcome: "failed",
      message: "your code ended the process (exit code 0)",
    });
  });

  it("is not the learner's where the checks never loaded", () => {
    const slow = new CheckReferee(limits, 0);
    slow.expire(1000, 0);
    expect([slow.verdict, slow.broken]).toEqual([undefined, "the checks did not load within 1 s"]);
    const dead = new CheckReferee(limits, 0);
    dead.ended({ code: 1, signal: null, outOfMemory: false });
    expect(dead.broken).toMatch(/ended before they loaded \(exit code 1\)/);
  });
});
