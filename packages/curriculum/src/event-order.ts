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
