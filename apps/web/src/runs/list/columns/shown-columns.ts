import { useRef } from "preact/hooks";
import type { Catalog } from "./catalog.ts";
import { type Column, fields } from "./column.ts";

export interface ShownColumn {
  column: Column;
  /** Numbers stand under each other from the right. */
  isRight: boolean;
}

/** The columns that were chosen, or the usual ones: one array as long as it says the same, so that lines are not drawn again for it. */
export function useShownColumns(
  chosen: readonly Column[] | undefined,
  catalog: Catalog,
): readonly ShownColumn[] {
  const last = useRef<readonly ShownColumn[]>([]);
  const columns = (chosen ?? catalog.usual()).map((column) => ({
    column,
    isRight: isRight(column, catalog),
  }));
  if (said(columns) !== said(last.current)) last.current = columns;
  return last.current;
}

function said(columns: readonly ShownColumn[]): string {
  return columns.map(({ column, isRight }) => `${column} ${isRight}`).join("\n");
}

function isRight(column: Column, catalog: Catalog): boolean {
  if (column === "seed") return false;
  return fields[column]?.isNumber ?? catalog.facts.get(column)?.isNumber ?? false;
}
