import { describe, expect, it } from "vitest";
import { afterKnown, byOrder, firstPass, orderOf } from "./event-order.ts";
import type { ProgressEvent } from "./evidence.ts";
import { foldEvidence } from "./fold-evidence.ts";
import { applyMigrations } from "./migrate-events.ts";
import { union } from "./progress.ts";

const day = 86_400_000;
const noon = Date.UTC(2026, 10, 30, 12);

/** Events as a page makes them: each knows the last one before it. */
function made(...list: [at: number, event: object][]): ProgressEvent[] {
  const events: ProgressEvent[] = [];
  list.forEach(([at, event], i) => {
    const last = union(events, []).events.at(-1);
    events.push({ ...event, id: `${9 - i}`, at, ...afterKnown(at, last) } as ProgressEvent);
  });
  return events;
}
const claim = { kind: "claim", topic: "sets" };
const unclaim = { kind: "unclaim", topic: "sets" };
const pass = (fromBlank = false) => ({
  kind: "check",
  exercise: "e",
  topics: ["sets"],
  passed: true,
  checks: [1, 1],
  solution: "00",
  hintsSeen: 0,
  solutionSeen: false,
  fromBlank,
});
const rung = (events: ProgressEvent[], now?: number) => foldEvidence(events, now).get("sets")?.rung;

describe("the order of events", () => {
  it("is that of their times while the clock runs forward, and nothing is added to them", () => {
    expect(made([1, claim], [2, unclaim]).map(({ after }) => after)).toEqual([undefined, undefined]);
    expect([...made([2, claim], [5, unclaim])].reverse().sort(byOrder)[0]!.at).toBe(2);
  });

  it("a claim made while the clock stood in 2031 can be taken back today", () => {
    const events = made([Date.UTC(2031, 0, 1), claim], [noon, unclaim]);
    expect(rung(events)).toBe("none");
    expect(rung([...events].reverse())).toBe("none");
    expect(rung(applyMigrations(events, []).events)).toBe("none");
  });

  it("a clock that fell back to 1970 does not put a claim before its withdrawal", () => {
    const events = made([noon, claim], [noon + 1, unclaim], [5, claim]);
    expect(union([], events).events.map(({ at }) => at)).toEqual([noon, noon + 1, 5]);
    expect(rung(events)).toBe("claimed");
  });

  it("two events of one millisecond stand as they were made, whatever their ids", () => {
    expect(rung(made([7, claim], [7, unclaim]))).toBe("none");
  });

  it("a damaged `after` is not believed", () => {
    for (const after of ["9", Number.NaN, Number.POSITIVE_INFINITY, 1e300, -1])
      expect(orderOf({ ...claim, id: "a", at: 5, after } as ProgressEvent)).toBe(5);
  });
});

describe("a rebuild needs a later day", () => {
  it("and a first pass dated 2031 does not forbid it: the day of the next pass stands", () => {
    const first = [Date.UTC(2031, 0, 1), pass()] as [number, object];
    expect(rung(made(first, [noon, pass(true)]))).toBe("checked");
    expect(rung(made(first, [noon, pass(true)], [noon + day, pass(true)]))).toBe("rebuilt");
  });

  it("and a pass dated 1970, first or in between, makes no day later", () => {
    expect(rung(made([5, pass()], [noon, pass(true)]))).toBe("checked");
    expect(rung(made([5, pass()], [noon, pass(true)], [noon + day, pass(true)]))).toBe("rebuilt");
    expect(rung(made([noon, pass()], [5, pass()], [noon + 1, pass(true)]))).toBe("checked");
  });

  it("counted from the time that firstPass tells the exercise", () => {
    expect(firstPass([], "e")).toBeUndefined();
    expect(firstPass(made([noon, pass()], [noon + day, pass()]), "e")).toBe(noon);
    expect(firstPass(made([Date.UTC(2031, 0, 1), pass()], [noon, pass()], [noon + day, pass()]), "e")).toBe(
      noon,
    );
    expect(firstPass(made([5, pass()], [noon, pass()]), "e")).toBe(noon);
    expect(firstPass(made([noon, pass()]), "other")).toBeUndefined();
  });

  it("which a day that has not come yet is not", () => {
    const events = made([noon, pass()], [noon + 9 * day, pass(true)]);
    expect(rung(events, noon + 1)).toBe("checked");
    expect(rung(events)).toBe("rebuilt");
  });
});
