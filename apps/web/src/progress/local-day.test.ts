import { afterEach, expect, it } from "vitest";
import { addDays, localDay, longDay, monthsOf, weekday, yearOfWeeks } from "./local-day.ts";

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

it("a quarter to midnight in New York is that day there, and the next in Tokyo", () => {
  const at = Date.UTC(2026, 10, 30, 4, 45);
  process.env.TZ = "America/New_York";
  expect(localDay(at)).toBe("2026-11-29");
  process.env.TZ = "Asia/Tokyo";
  expect(localDay(at)).toBe("2026-11-30");
});

it("the longest and the shortest day of summer time are one day each", () => {
  process.env.TZ = "Europe/Berlin";
  const hour = 3_600_000;
  const hoursOf = (day: string, around: number) =>
    Array.from({ length: 60 }, (_, i) => localDay(around + (i - 30) * hour)).filter((one) => one === day)
      .length;
  expect(hoursOf("2026-10-25", Date.UTC(2026, 9, 25, 12))).toBe(25);
  expect(hoursOf("2026-03-29", Date.UTC(2026, 2, 29, 12))).toBe(23);
  expect(addDays("2026-10-24", 2)).toBe("2026-10-26");
});

it("a clock in the year 12026 or before our era still gives a day that sorts where it belongs", () => {
  expect(localDay(Date.UTC(12_026, 5, 5)) > "2026-11-30").toBe(true);
  expect(localDay(-1e14) < "2026-11-30").toBe(true);
});

it("a year ends with the week of its last day, begins on a Monday, and stops at today", () => {
  const weeks = yearOfWeeks("2026-12-02", "2026-12-02");
  expect(weeks).toHaveLength(53);
  expect(weeks[52]).toEqual([
    "2026-11-30",
    "2026-12-01",
    "2026-12-02",
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(weeks[0]![0]).toBe("2025-12-01");
  expect([weekday("2026-11-30"), weekday("2026-12-06"), longDay("2026-11-30")]).toEqual([
    0,
    6,
    "Monday 30 November 2026",
  ]);
});

it("months share the weeks among them", () => {
  const months = monthsOf(yearOfWeeks("2026-12-02", "2026-12-02"));
  expect(months.reduce((sum, { weeks }) => sum + weeks, 0)).toBe(53);
  expect([months[0]!.name, months.at(-1)]).toMatchObject(["Dec", { name: "Nov", weeks: 5 }]);
});
