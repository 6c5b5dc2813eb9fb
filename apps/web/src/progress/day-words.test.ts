import type { ProgressEvent } from "@blankfile/curriculum";
import { expect, it } from "vitest";
import { dayLines, dayShort } from "./day-words.ts";

let number = 0;
const made = (event: object) => ({ id: `${number++}`, at: 1, ...event }) as ProgressEvent;
const check = (exercise: string, right: number, more: object = {}) =>
  made({
    kind: "check",
    exercise,
    topics: [],
    passed: right === 9,
    checks: [right, 9],
    fromBlank: false,
    ...more,
  });
const title = (slug: string) => slug.toUpperCase();

it("says work first, then claims and plans, an exercise once a day", () => {
  const lines = dayLines(
    [
      made({ kind: "claim", topic: "sets" }),
      check("autograd", 0),
      check("autograd", 4),
      check("softmax", 3),
      check("autograd", 9),
      made({ kind: "explain", topic: "sets", task: "t", lines: [2, 3] }),
      made({ kind: "placement", topics: [], passed: true }),
      made({ kind: "placement", topics: [], passed: false }),
      made({ kind: "done", of: "track:core", milestone: "week-1/a", met: true, shown: "" }),
      made({ kind: "plan", destinations: ["a"] }),
      made({ kind: "plan", destinations: ["b", "c"] }),
      made({ kind: "track", track: "core", start: "2026-11-30", hoursPerWeek: 6 }),
    ],
    title,
  );
  expect(lines).toEqual([
    "Exercise autograd: 3 attempts, passed",
    "Exercise softmax: 1 attempt, 3 of 9 checks passed at best",
    "A text on SETS compared with its rubric: 2 of 3 lines met",
    "Placement: 2 questions, 1 known",
    "Milestone reached: week-1/a of track core",
    "Claimed: SETS",
    "Planned towards: B, C",
    "Track core at 6 hours a week",
  ]);
});

it("counts the cards of a day, and says what was wished of review", () => {
  const at = new Date(2026, 10, 30, 12).getTime();
  const lines = dayLines(
    [
      made({ kind: "review", topic: "sets", card: "a", rating: 3 }),
      made({ kind: "review", topic: "sets", card: "b", rating: 1 }),
      made({ kind: "review-pause", until: "2026-12-07", at }),
      made({ kind: "review-spread", days: 7 }),
      made({ kind: "review-forget", module: "m", forgotten: true }),
      made({ kind: "review-forget", module: "m", forgotten: false }),
    ],
    title,
  );
  expect(lines).toEqual([
    "Review: 2 cards",
    "Review paused until 2026-12-07",
    "Review spread over 7 days",
    "Module left out of review: m",
    "Module taken back into review: m",
  ]);
  expect(dayLines([made({ kind: "review-pause", until: "2026-11-30", at })], title)).toEqual([
    "A pause of review ended",
  ]);
});

it("counts what would be a long list", () => {
  const many = Array.from({ length: 300 }, (_, i) => made({ kind: "claim", topic: `t${i}` }));
  expect(dayLines(many, title)).toEqual(["Claimed: T0, T1, T2, T3 and 296 more"]);
  const uses = Array.from({ length: 50 }, (_, i) => made({ kind: "use", topic: "a", run: `r${i}` }));
  expect(dayLines(uses, title).slice(3)).toEqual(["A used in the run r3", "46 more uses in runs"]);
  const tries = Array.from({ length: 40 }, (_, i) => check(`e${i}`, 9, { fromBlank: true }));
  expect(dayLines(tries, title).slice(11)).toEqual([
    "Exercise e11: 1 attempt, passed, from blank",
    "Attempts at 28 more exercises",
  ]);
});

it("a day in a few words", () => {
  expect(dayShort(undefined)).toBe("nothing");
  expect(dayShort({ day: "d", work: 1, events: [] })).toBe("1 piece of work");
  expect(dayShort({ day: "d", work: 0, events: [] })).toBe("claims or plans");
});
