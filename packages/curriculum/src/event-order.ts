import type { ProgressEvent } from "./evidence.ts";

/**
 * Where an event stands among others: its time, unless a clock jumped. Somebody who made an event while one with a later time was known
 * made it after that one, whatever the clock said; `after` keeps that (see `afterKnown`).
 */
export function orderOf({ at, after }: ProgressEvent): number {
  return typeof after === "number" && after > at && after <= Number.MAX_SAFE_INTEGER ? after : at;
}

/** Compares two events: by their order, and by id where that is the same, so that every copy of a log reads alike. */
export function byOrder(a: ProgressEvent, b: ProgressEvent): number {
  return orderOf(a) - orderOf(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** What a new event made at `at` says of the last one known: nothing while the clock runs forward, else the place behind it. */
export function afterKnown(at: number, last: ProgressEvent | undefined): { after?: number } {
  if (last === undefined || orderOf(last) < at) return {};
  return { after: orderOf(last) + 1 };
}

/** A UTC day, "2026-11-30". */
export function utcDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** There was no Blankfile before: an earlier time is that of a clock that was wrong. */
export const firstTime = Date.UTC(2020, 0, 1);

/**
 * The time from whose day a later day is counted, after another pass at `at`: that of the first pass, unless it is dated before there was a
 * Blankfile, or after a pass that followed it. Then a clock was wrong, and the pass that followed stands for it.
 */
export function countFrom(first: number | undefined, at: number): number {
  if (first === undefined || first < firstTime) return at;
  return at >= firstTime && utcDay(at) < utcDay(first) ? at : first;
}

/** That time for all passes of an exercise; undefined where there is none. The events stand in their order. */
export function firstPass(events: readonly ProgressEvent[], exercise: string): number | undefined {
  let first: number | undefined;
  for (const event of events)
    if (event.kind === "check" && event.exercise === exercise && event.passed)
      first = countFrom(first, event.at);
  return first;
}
