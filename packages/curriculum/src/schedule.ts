import type { SlipEvent, TrackEvent } from "./evidence.ts";
import type { Track } from "./track.ts";

/** When a unit begins and ends, as days "2026-11-30"; the end is the first day that no longer belongs to it. */
export interface ScheduledUnit {
  unit: string;
  start: string;
  end: string;
  weeks: number;
  /** Weeks that the learner moved it, all slips together. */
  moved: number;
}

const weekMs = 7 * 24 * 3600 * 1000;

/**
 * The units of a track on the calendar: each takes the middle of its span, stretched by the track's hours over the learner's, and begins
 * where the one before it ends, plus the weeks that it was moved. Units of branches other than `branches` are left out. A unit without
 * a span has no end: it takes one week here, and nothing is told of its pace.
 */
export function schedule(
  track: Track,
  { start, hoursPerWeek }: Pick<TrackEvent, "start" | "hoursPerWeek">,
  slips: readonly SlipEvent[] = [],
  branches: readonly string[] = [],
): ScheduledUnit[] {
  if (!(hoursPerWeek > 0))
    throw new RangeError(`schedule: given ${hoursPerWeek} hours a week, needed more than 0`);
  const pace = middle(track.hoursPerWeek) / hoursPerWeek;
  let at = Date.parse(`${start}T00:00:00Z`);
  if (!Number.isFinite(at))
    throw new RangeError(`schedule: given the day "${start}", needed one like "2026-11-30"`);
  return track.units
    .filter(({ branch }) => branch === undefined || branches.includes(branch))
    .map(({ id, weeks }) => {
      const moved = slips
        .filter((slip) => slip.track === track.slug && slip.unit === id)
        .reduce((sum, slip) => sum + slip.weeks, 0);
      const length = wholeDays(weeks === undefined ? 1 : middle(weeks) * pace);
      const from = at + Math.round(moved * 7) * (weekMs / 7);
      at = from + length * weekMs;
      return { unit: id, start: day(from), end: day(at), weeks: length, moved };
    });
}

/** Weeks by which a unit has to slip so that it ends no earlier than a week from today; 0 where it does already. */
export function overdue({ end }: ScheduledUnit, today: string): number {
  const late = (Date.parse(`${today}T00:00:00Z`) - Date.parse(`${end}T00:00:00Z`)) / weekMs;
  return late < 0 ? 0 : Math.floor(late) + 1;
}

function middle(span: number | readonly [number, number]): number {
  return typeof span === "number" ? span : (span[0] + span[1]) / 2;
}

/** Weeks, rounded so that they are whole days; at least one. */
function wholeDays(weeks: number): number {
  return Math.max(1, Math.round(weeks * 7)) / 7;
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
