import type { RunRow } from "@blankfile/tracking";
import { cellOf } from "../columns/column.ts";
import { type Arranged, arrange, type Line, type Wish } from "./arrange.ts";
import type { RowList } from "./row-list.ts";
import type { RunGroup } from "./run-groups.ts";

/**
 * The list's lines after some rows changed. Where nothing changed by which they are filtered, grouped or sorted, the new rows take
 * the places of the old ones; else all is arranged anew.
 */
export function rearrange(before: Arranged, list: RowList, wish: Wish): Arranged {
  if (list.change?.from !== before.from) return arrange(list.rows, wish);
  const changed = list.change.rows;
  for (const { before, now } of changed.values())
    if (before === undefined || !staysInPlace(before, now, wish)) return arrange(list.rows, wish);
  const swap = (row: RunRow) => changed.get(row.id)?.now ?? row;
  const groups = new Map<RunGroup, RunGroup>();
  for (const group of before.groups) {
    const isTouched = group.rows.some((row) => changed.has(row.id));
    groups.set(group, isTouched ? { ...group, rows: group.rows.map(swap) } : group);
  }
  return {
    lines: before.lines.map((line): Line => {
      if ("group" in line) {
        const group = groups.get(line.group)!;
        return group === line.group ? line : { ...line, group };
      }
      const under = line.under && groups.get(line.under)!;
      const row = swap(line.row);
      if (row === line.row && under === line.under) return line;
      return { ...line, row, ...(under && { under }) };
    }),
    groups: [...groups.values()],
    rows: before.rows.map(swap),
    from: list.rows,
  };
}

/** A run's state decides what counts in its group's figures. */
function staysInPlace(before: RunRow, now: RunRow, { by, sort, matches }: Wish): boolean {
  if (before.state !== now.state || matches(before) !== matches(now)) return false;
  if (sort !== undefined && !Object.is(cellOf(before, sort.column), cellOf(now, sort.column))) return false;
  if (by === "none") return true;
  const column = by === "launch" ? "group" : by;
  return Object.is(cellOf(before, column), cellOf(now, column));
}
