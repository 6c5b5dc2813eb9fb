import type { RunRow } from "@blankfile/tracking";
import { type Cell, type Column, cellOf } from "../columns/column.ts";
import type { Sort } from "../views/view.ts";
import { orderBy } from "./order-by.ts";
import { type By, groupCell, groupRuns, type RunGroup } from "./run-groups.ts";

/** A line of the list: a group's heading, or a run, on level 2 where it stands under one; `isAlone` where its launch has no other run. */
export type Line =
  | { key: string; level: 1; group: RunGroup; isOpen: boolean }
  | { key: string; level: 1 | 2; row: RunRow; under?: RunGroup; isAlone: boolean };

export interface Arranged {
  lines: Line[];
  groups: RunGroup[];
  /** Runs that the filter lets through. */
  rows: RunRow[];
  /** All runs, of which it was made. */
  from: readonly RunRow[];
}

export interface Wish {
  by: By;
  sort?: Sort | undefined;
  matches: (row: RunRow) => boolean;
  isOpen: (group: RunGroup) => boolean;
}

/** The list's lines; `rows` come newest first, and stay so where nothing else is wished. The seeds of a launch stand in their order. */
export function arrange(rows: readonly RunRow[], { by, sort, matches, isOpen }: Wish): Arranged {
  const shown = rows.filter(matches);
  const ordered = sort === undefined || by !== "none" ? shown : orderRows(shown, sort);
  const found = groupRuns(ordered, by);
  const entries =
    sort === undefined || by === "none"
      ? found
      : orderBy(
          found,
          (one) => ("rows" in one ? groupCell(one, sort.column) : cellOf(one, sort.column)),
          sort.descending,
        );
  const lines: Line[] = [];
  const launches = launchesOfSeveral(rows);
  const isAlone = ({ group }: RunRow) => group === undefined || !launches.has(group);
  for (const entry of entries) {
    if (!("rows" in entry)) {
      lines.push({ key: entry.id, level: 1, row: entry, isAlone: isAlone(entry) });
      continue;
    }
    const open = isOpen(entry);
    lines.push({ key: entry.key, level: 1, group: entry, isOpen: open });
    if (!open) continue;
    for (const row of inGroup(entry, sort))
      lines.push({ key: row.id, level: 2, row, under: entry, isAlone: isAlone(row) });
  }
  return { lines, groups: entries.filter((entry) => "rows" in entry), rows: shown, from: rows };
}

/** Of all runs, also of those that a filter holds back. */
function launchesOfSeveral(rows: readonly RunRow[]): Set<string> {
  const once = new Set<string>();
  const several = new Set<string>();
  for (const { group } of rows) {
    if (group === undefined) continue;
    if (once.has(group)) several.add(group);
    else once.add(group);
  }
  return several;
}

function inGroup({ by, rows }: RunGroup, sort: Sort | undefined): RunRow[] {
  if (sort !== undefined) return orderRows(rows, sort);
  return by === "launch" ? orderBy(rows, (row): Cell => row.seed, false) : rows;
}

function orderRows(rows: readonly RunRow[], { column, descending }: { column: Column; descending: boolean }) {
  return orderBy(rows, (row) => cellOf(row, column), descending);
}
