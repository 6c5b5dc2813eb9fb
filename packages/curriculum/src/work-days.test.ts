import { expect, it } from "vitest";
import type { ProgressEvent } from "./evidence.ts";
import { workDays } from "./work-days.ts";

const use = (id: string, at: number): ProgressEvent => ({ id, at, kind: "use", topic: "sets", run: id });
const claim = (id: string, at: number): ProgressEvent => ({ id, at, kind: "claim", topic: "sets" });
const done = (id: string, at: number, met: boolean): ProgressEvent => ({
  id,
  at,
  kind: "done",
  of: "track:core",
  milestone: "m",
  met,
  shown: "",
});
/** Ten milliseconds are a day here. */
const dayOf = (at: number) => `d${Math.floor(at / 10)}`;

it("gathers events by the reader's day, oldest first, and counts claims and withdrawals as no work", () => {
  const { days, future } = workDays(
    [use("a", 21), claim("b", 3), use("c", 5), done("d", 7, true), done("e", 8, false)],
    dayOf,
    "d2",
  );
  expect(days.map(({ day, work, events }) => [day, work, events.map(({ id }) => id).join("")])).toEqual([
    ["d0", 2, "bcde"],
    ["d2", 1, "a"],
  ]);
  expect(future).toEqual([]);
});

it("today is a day, tomorrow is a wrong clock", () => {
  const { days, future } = workDays([use("a", 19), use("b", 20)], dayOf, "d1");
  expect(days.map(({ day }) => day)).toEqual(["d1"]);
  expect(future.map(({ id }) => id)).toEqual(["b"]);
});

it("an answer to a card is work; a pause, a spread and a module taken out are none", () => {
  const review = (id: string, fields: object) => ({ id, at: 1, ...fields }) as ProgressEvent;
  const events = [
    review("a", { kind: "review", topic: "sets", card: "c", rating: 3 }),
    review("b", { kind: "review-pause", until: "2026-12-07" }),
    review("c", { kind: "review-spread", days: 7 }),
    review("d", { kind: "review-forget", module: "sets", forgotten: true }),
  ];
  expect(workDays(events, dayOf, "d1").days[0]!.work).toBe(1);
});

it("an answer that was taken back is on no day, and taking it back is none", () => {
  const given = { id: "r", at: 3, kind: "review", topic: "sets", card: "a", rating: 3 } as ProgressEvent;
  const back = { id: "u", at: 12, kind: "review-undo", of: "r" } as ProgressEvent;
  expect(workDays([given, back, use("x", 13)], dayOf, "d2").days).toMatchObject([{ day: "d1", work: 1 }]);
});
