import { formatProgress, type ProgressEvent, parseProgress } from "@blankfile/curriculum";

const key = "blankfile-unsaved";

/**
 * Events that the database refuses, kept for the pages of this tab: a link to another page must not cost them. Answers whether the tab
 * has them.
 */
export function keepInTab(events: readonly ProgressEvent[]): boolean {
  try {
    if (events.length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, formatProgress(events));
    return true;
  } catch {
    return false;
  }
}

/** What an earlier page of this tab could not store. */
export function keptInTab(): ProgressEvent[] {
  try {
    return parseProgress(sessionStorage.getItem(key) ?? "").events;
  } catch {
    return [];
  }
}
