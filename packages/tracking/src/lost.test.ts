import { expect, it } from "vitest";
import { heardAt, lostReason } from "./lost.ts";

const minute = 60_000;
const claim = { format: 1 as const, attempt: 1, claimedAt: 0, host: "h", pid: 7, resumedFrom: 0 };

it("the later of an event's time and the file's counts, unless it lies ahead", () => {
  const now = 100 * minute;
  expect(heardAt(90 * minute, { now, writtenAt: 95 * minute })).toBe(95 * minute);
  expect(heardAt(90 * minute, { now })).toBe(90 * minute);
  expect(heardAt(200 * minute, { now, writtenAt: 95 * minute })).toBe(95 * minute);
  expect(heardAt(90 * minute, { now, writtenAt: 200 * minute })).toBe(90 * minute);
  expect(heardAt(200 * minute, { now, writtenAt: 200 * minute })).toBe(now);
  expect(heardAt(90 * minute, {})).toBe(90 * minute);
});

it("ten minutes of silence are no loss, a moment more is one; whoever is seen alive is never lost", () => {
  expect(lostReason(claim, 0, { now: 10 * minute })).toBeUndefined();
  expect(lostReason(claim, 0, { now: 10 * minute + 1 })).toBe(
    "nothing was heard of it since 1970-01-01T00:00:00.000Z",
  );
  expect(lostReason(claim, 0, { now: 1e12, alive: true })).toBeUndefined();
  expect(lostReason(claim, 0, { now: 0, alive: false })).toBe(
    "process 7 on h is gone, and did not finish the run",
  );
});
