import type { RunRow } from "@blankfile/tracking";

/** Rows newest first, and what of them is another than in the list they came from; `change` is missing where all may be. */
export interface RowList {
  rows: readonly RunRow[];
  change?: Change;
}

export interface Change {
  from: readonly RunRow[];
  rows: ReadonlyMap<string, { before?: RunRow; now: RunRow }>;
}

/** The rows with those that came: known ones in their places, new ones in theirs. */
export function mergeRows(rows: readonly RunRow[], came: Iterable<RunRow>): RowList {
  const rest = new Map<string, RunRow>();
  for (const row of came) rest.set(row.id, row);
  const changed = new Map<string, { before?: RunRow; now: RunRow }>();
  const merged = rows.map((before) => {
    const now = rest.get(before.id);
    if (now === undefined) return before;
    rest.delete(before.id);
    changed.set(now.id, { before, now });
    return now;
  });
  for (const now of rest.values()) {
    merged.push(now);
    changed.set(now.id, { now });
  }
  return { rows: rest.size > 0 ? merged.sort(newestFirst) : merged, change: { from: rows, rows: changed } };
}

export function newestFirst(a: RunRow, b: RunRow): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1);
}
