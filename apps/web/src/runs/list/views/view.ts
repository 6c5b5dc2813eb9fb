import { type Column, partOf } from "../columns/column.ts";
import type { By } from "../lines/run-groups.ts";

/** What of the list is shown, and how: all that a link to it carries. */
export interface View {
  by: By;
  /** The filter's text. */
  where: string;
  /** Newest first where it is missing. */
  sort?: Sort;
  /** The usual ones where it is missing. */
  columns?: readonly Column[];
}

export interface Sort {
  column: Column;
  descending: boolean;
}

export const usualView: View = { by: "launch", where: "" };
const mostColumns = 60;

/** A view from the part of an address behind "?". What is no column or group there is left out. */
export function readView(query: string): View {
  const given = new URLSearchParams(query);
  const by = given.get("by") ?? "";
  const sort = readSort(given.get("sort") ?? "");
  const columns = [...new Set(given.getAll("col"))].filter(isColumn).slice(0, mostColumns);
  return {
    by: isBy(by) ? by : "launch",
    where: given.get("where") ?? "",
    ...(sort && { sort }),
    ...(columns.length > 0 && { columns }),
  };
}

/** "by=config.lr&where=state%3Afinished&sort=-metric.acc&col=seed&col=metric.acc"; empty for the usual view. */
export function viewQuery({ by, where, sort, columns }: View): string {
  const query = new URLSearchParams();
  if (by !== "launch") query.set("by", by);
  if (where.trim() !== "") query.set("where", where.trim());
  if (sort) query.set("sort", `${sort.descending ? "-" : ""}${sort.column}`);
  for (const column of columns ?? []) query.append("col", column);
  return query.toString();
}

function readSort(text: string): Sort | undefined {
  const descending = text.startsWith("-");
  const column = descending ? text.slice(1) : text;
  return isColumn(column) ? { column, descending } : undefined;
}

function isBy(text: string): text is By {
  return ["launch", "experiment", "sweep", "none"].includes(text) || partOf(text)?.part === "config";
}

function isColumn(text: string): boolean {
  return text.length <= 300 && partOf(text) !== undefined;
}
