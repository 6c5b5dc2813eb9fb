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

/**
 * The part behind "?" that compares the chosen runs: launches and sweeps of which all runs are chosen by their names, the others one by
 * one. undefined where those are more than `mostNamed`.
 */
export function compareQuery(selection: Selection, rows: readonly RunRow[]): string | undefined {
  const query = new URLSearchParams();
  const left = new Set(rows.filter(({ id }) => selection.has(id)));
  for (const name of ["sweep", "group"] as const) {
    for (const [value, members] of Map.groupBy(rows, (row) => row[name])) {
      if (value === undefined || members.length < 2 || !members.every((row) => left.has(row))) continue;
      query.append(name, value);
      for (const row of members) left.delete(row);
    }
  }
  for (const { id } of left) query.append("run", id);
  return query.size > mostNamed ? undefined : query.toString();
}
