import type { Column } from "@blankfile/data";
import type { Cell } from "../encoding/cells/cells.ts";
import { isMissing } from "./missing-values.ts";

/** The column with its missing values filled, of the same kind. Without a value to fill with: 0 and "". */
export function fillTable(column: Column, fill: Cell, missing: number): Column {
  if (column.kind === "number")
    return {
      kind: "number",
      values: column.values.map((value) =>
        isMissing(value, missing) || Number.isNaN(value) ? Number(fill ?? 0) : value,
      ),
    };
  const word = String(fill ?? "");
  if (column.kind === "text") return { kind: "text", values: column.values.map((value) => value ?? word) };
  const known = column.categories.indexOf(word);
  const code = known < 0 ? column.categories.length : known;
  const isNew = known < 0 && column.codes.includes(-1);
  return {
    kind: "category",
    categories: isNew ? [...column.categories, word] : column.categories,
    codes: column.codes.map((own) => (own < 0 ? code : own)),
  };
}
