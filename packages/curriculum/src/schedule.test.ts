import { describe, expect, it } from "vitest";
import type { SlipEvent } from "./evidence.ts";
import { overdue, schedule } from "./schedule.ts";
import type { Track, Unit } from "./track.ts";

const unit = (id: string, weeks?: Unit["weeks"], branch?: string): Unit => ({
  id,
  title: id,
  goal: "…",
  topics: [],
  done: [{ id: "a", text: "…", proof: { kind: "self", rubric: ["…"] } }],
  ...(weeks !== undefined && { weeks }),
  ...(branch !== undefined && { branch }),
});
const track: Track = {
  slug: "trial",
  title: "Trial",
  summary: "…",
  about: "…",
  assumes: [],
  hoursPerWeek: [10, 14],
  units: [unit("one", 1), unit("two", [4, 8]), unit("side", 2, "rl"), unit("open")],
  conflicts: 0,
};
const slip = (name: string, weeks: number): SlipEvent => ({
  id: `${name}${weeks}`,
  at: 0,
  kind: "slip",
  track: "trial",
  unit: name,
  weeks,
});
const start = "2026-11-30";

describe("schedule", () => {
  it("puts one unit behind the other, each in the middle of its span", () => {
    expect(schedule(track, { start, hoursPerWeek: 12 })).toEqual([
      { unit: "one", start, end: "2026-12-07", weeks: 1, moved: 0 },
      { unit: "two", start: "2026-12-07", end: "2027-01-18", weeks: 6, moved: 0 },
      { unit: "open", start: "2027-01-18", end: "2027-01-25", weeks: 1, moved: 0 },
    ]);
  });

  it("takes twice the weeks at half the hours", () => {
    expect(schedule(track, { start, hoursPerWeek: 6 }).map(({ weeks }) => weeks)).toEqual([2, 12, 1]);
  });

  it("moves what follows when a unit slips, and takes a slip back", () => {
    const [one, two, open] = schedule(track, { start, hoursPerWeek: 12 }, [slip("two", 2)]);
    expect([one!.start, two!.start, open!.start]).toEqual([start, "2026-12-21", "2027-02-01"]);
    expect(schedule(track, { start, hoursPerWeek: 12 }, [slip("two", 2), slip("two", -2)])).toEqual(
      schedule(track, { start, hoursPerWeek: 12 }),
    );
  });

  it("leaves out branches that were not chosen, and slips of other tracks", () => {
    const other = { ...slip("one", 3), track: "another" };
    const units = schedule(track, { start, hoursPerWeek: 12 }, [other], ["rl"]);
    expect(units.map((one) => one.unit)).toEqual(["one", "two", "side", "open"]);
    expect(units[0]!.start).toBe(start);
  });

  it("counts days through a change of the clocks", () => {
    const [one] = schedule(track, { start: "2027-03-25", hoursPerWeek: 12 });
    expect(one!.end).toBe("2027-04-01");
  });

  it("says by how much a unit is late, on the day that it ends and later", () => {
    const [one] = schedule(track, { start, hoursPerWeek: 12 });
    expect(
      ["2026-12-06", "2026-12-07", "2026-12-13", "2026-12-14"].map((today) => overdue(one!, today)),
    ).toEqual([0, 1, 1, 2]);
  });

  it("refuses a pace of nothing and a day that is none", () => {
    expect(() => schedule(track, { start, hoursPerWeek: 0 })).toThrow(
      "schedule: given 0 hours a week, needed more than 0",
    );
    expect(() => schedule(track, { start: "soon", hoursPerWeek: 5 })).toThrow('given the day "soon"');
  });
});
