import { expect, it } from "vitest";
import { eventProblem, formatProgress, parseProgress } from "../progress.ts";
import { answer, forget, pause, spread, undo } from "./review.fixture.ts";

it("events of review are written and read back", () => {
  const events = [
    answer(0, "sums/a", 1, { was: "b" }),
    undo(0, "e1"),
    pause(0, 7),
    spread(0, 3),
    forget(0, "art"),
  ];
  expect(parseProgress(formatProgress(events))).toEqual({ events, aside: [] });
});

it("a rating outside 1 to 4, a pause until no day, a forgetting and a taking back of nothing are set aside with the reason", () => {
  for (const rating of [0, 5, 2.5, "3", null])
    expect(eventProblem(answer(0, "sums/a", rating as number))).toBe(
      `rating is ${JSON.stringify(rating)}; it must be 1, 2, 3 or 4`,
    );
  expect(eventProblem({ ...pause(0, 7), until: "2026-02-30" })).toBe(
    'until is "2026-02-30"; it must be a day like "2026-11-30"',
  );
  expect(eventProblem({ ...spread(0, 3), days: "3" })).toBe('days is "3"; it must be a number');
  expect(eventProblem({ ...forget(0, "art"), module: "" })).toBe('module is ""; it must be a text');
  expect(eventProblem({ ...undo(0, "e1"), of: "" })).toBe('of is ""; it must be a text');
  expect(eventProblem({ ...forget(0, "art"), forgotten: 1 })).toBe(
    "forgotten is 1; it must be true or false",
  );
});

it("what a later version says of a card is let through, and its other events of review are kept as another version's", () => {
  expect(eventProblem(answer(0, "sums/a", 3, { seconds: 12 }))).toBeUndefined();
  const later = JSON.stringify({ id: "x", at: 1, kind: "review-bury", card: "a" });
  expect(parseProgress(later).aside).toMatchObject([{ text: later, event: true }]);
});
