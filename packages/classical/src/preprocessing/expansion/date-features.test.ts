import { Table } from "@blankfile/data";
import { describe, expect, it } from "vitest";
import { DateFeatures } from "./date-features.ts";
import { parseIsoDate } from "./iso-dates.ts";

describe("parseIsoDate", () => {
  it("reads the parts as they are written; 29 February 2024 was a Thursday, day 60", () => {
    expect(parseIsoDate("2024-02-29T13:45:30.5+02:00")).toEqual({
      year: 2024,
      month: 2,
      day: 29,
      dayOfYear: 60,
      weekday: 3,
      hour: 13,
      minute: 45,
      second: 30.5,
      time: 19_782 + (13 + (45 + 30.5 / 60) / 60) / 24,
    });
  });

  it("agrees with the platform's calendar from 1600 to 2400", () => {
    for (let day = -135_140; day < 157_000; day += 97) {
      const date = new Date(day * 86_400_000);
      const parts = parseIsoDate(date.toISOString().slice(0, 10))!;
      expect([parts.time, parts.weekday]).toEqual([day, (date.getUTCDay() + 6) % 7]);
    }
  });

  it("knows no 30 February, no month 13, no hour 24, and no other forms", () => {
    for (const text of [
      "2023-02-29",
      "1900-02-29",
      "2024-13-01",
      "2024-01-00",
      "2024-01-01T24:00",
      "1/2/2024",
      "2024",
      "",
    ])
      expect(parseIsoDate(text), text).toBeNull();
    expect(parseIsoDate("2000-02-29")).not.toBeNull();
  });
});

describe("DateFeatures", () => {
  const table = new Table(
    Object.entries({ sold: { kind: "text", values: ["2024-12-31", null, "2023-01-01 06:00"] } } as const),
  );

  it("gives the parts of a table's column of dates, NaN where one is missing", () => {
    const Z = new DateFeatures().fitTransform(table);
    expect(Z.names).toEqual(["sold_year", "sold_month", "sold_day", "sold_weekday", "sold_hour"]);
    const none = Array<number>(5).fill(Number.NaN);
    expect(Z.toArray()).toEqual([[2024, 12, 31, 1, 0], none, [2023, 1, 1, 6, 6]]);
  });

  it("puts what comes round on a circle", () => {
    const dates = new DateFeatures({ parts: ["month", "hour", "isWeekend"], cyclical: true });
    const Z = dates.fitTransform([["2024-04-06T12:00"]]);
    expect(Z.names).toEqual([
      "x0_month",
      "x0_month_sin",
      "x0_month_cos",
      "x0_hour",
      "x0_hour_sin",
      "x0_hour_cos",
      "x0_isWeekend",
    ]);
    const wanted = [4, 1, 0, 12, 0, -1, 1];
    Z.row(0).forEach((value, j) => {
      expect(value).toBeCloseTo(wanted[j]!, 12);
    });
  });

  it("refuses what is no date by place, and no parts", () => {
    expect(() => new DateFeatures().fit([["2024-01-01"], ["soon"]])).toThrow(
      'DateFeatures.fit: X[1, 0] is "soon", an ISO date is needed; 2024-02-29 or 2024-02-29T13:45:00Z',
    );
    expect(() => new DateFeatures().fit([[3]])).toThrow(/X\[0, 0\] is 3/);
    expect(() => new DateFeatures({ parts: [] })).toThrow(/empty list/);
    expect(() => new DateFeatures({ parts: ["century" as never] })).toThrow(/one of "year"/);
  });
});
