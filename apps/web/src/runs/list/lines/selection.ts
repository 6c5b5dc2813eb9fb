import type { RunRow } from "@blankfile/tracking";

/** Ids of runs that are chosen. */
export type Selection = ReadonlySet<string>;

/** "all", "some" or "none" of the rows. */
export function chosenOf(rows: readonly RunRow[], selection: Selection): "all" | "some" | "none" {
  let count = 0;
  for (const { id } of rows) count += Number(selection.has(id));
  if (count === 0) return "none";
  return count === rows.length ? "all" : "some";
}

/** With all the rows, or without them. */
export function choose(selection: Selection, rows: readonly RunRow[], isChosen: boolean): Selection {
  const next = new Set(selection);
  for (const { id } of rows) {
    if (isChosen) next.add(id);
    else next.delete(id);
  }
  return next;
}

/** So many names are of a size that a comparison shows and an address carries. */
export const mostNamed = 100;

/** A filter's text, and the runs that it lets through. */
export interface Filtered {
  where: string;
  rows: readonly RunRow[];
}

/**
 * The part behind "?" that compares the chosen runs: launches and sweeps of which all runs are chosen by their names, the others one by
 * one. Where those are more than `mostNamed`, the filter, if just its runs are chosen; else undefined.
 */
export function compareQuery(
  selection: Selection,
  rows: readonly RunRow[],
  filtered?: Filtered,
): string | undefined {
  const query = new URLSearchParams();
  const chosen = rows.filter(({ id }) => selection.has(id));
  const left = new Set(chosen);
  for (const name of ["sweep", "group"] as const) {
    for (const [value, members] of Map.groupBy(rows, (row) => row[name])) {
      if (value === undefined || members.length < 2 || !members.every((row) => left.has(row))) continue;
      query.append(name, value);
      for (const row of members) left.delete(row);
    }
  }
  for (const { id } of left) query.append("run", id);
  if (query.size <= mostNamed) return query.toString();
  const isFilter =
    filtered !== undefined &&
    filtered.where.trim() !== "" &&
    chosen.length === filtered.rows.length &&
    filtered.rows.every(({ id }) => selection.has(id));
  return isFilter ? new URLSearchParams({ where: filtered.where.trim() }).toString() : undefined;
}
