import { useState } from "preact/hooks";
import { Menu } from "../menu.tsx";
import type { Catalog } from "./catalog.ts";
import { type Column, fields, labelOf } from "./column.ts";

interface Props {
  catalog: Catalog;
  columns: readonly Column[];
  /** Whether they are the usual ones. */
  isUsual: boolean;
  /** undefined for the usual ones again. */
  onChange: (columns: readonly Column[] | undefined) => void;
}

/** So many are offered at once; the field finds the others. */
const mostOffered = 60;

/** Which columns there are, in which order, and which more there could be. */
export function ColumnsMenu({ catalog, columns, isUsual, onChange }: Props) {
  const [wanted, setWanted] = useState("");
  const others = offered(catalog, columns, wanted);
  const move = (at: number, by: number) => {
    const next = [...columns];
    const [column] = next.splice(at, 1);
    next.splice(at + by, 0, column!);
    onChange(next);
  };
  return (
    <Menu label={`Columns (${columns.length})`}>
      <ul class="shown-columns" aria-label="Columns shown">
        {columns.map((column, at) => (
          <li key={column}>
            <span class="name">{labelOf(column)}</span>
            <small>{placeOf(column)}</small>
            <button
              type="button"
              aria-label={`${labelOf(column)} to the left`}
              disabled={at === 0}
              onClick={() => move(at, -1)}
            >
              ←
            </button>
            <button
              type="button"
              aria-label={`${labelOf(column)} to the right`}
              disabled={at === columns.length - 1}
              onClick={() => move(at, 1)}
            >
              →
            </button>
            <button
              type="button"
              aria-label={`Without ${labelOf(column)}`}
              onClick={() => onChange(columns.filter((one) => one !== column))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <label class="find">
        Add a column
        <input
          class="field"
          type="search"
          value={wanted}
          placeholder="lr, accuracy, …"
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
      </label>
      <ul class="other-columns" aria-label="Columns to add">
        {others.slice(0, mostOffered).map((column) => (
          <li key={column}>
            <button type="button" onClick={() => onChange([...columns, column])}>
              <span class="name">{labelOf(column)}</span> <small>{placeOf(column)}</small>
            </button>
          </li>
        ))}
      </ul>
      {others.length > mostOffered && (
        <p class="hint">{others.length - mostOffered} more: part of a name finds them.</p>
      )}
      {others.length === 0 && (
        <p class="hint">No other column{wanted.trim() !== "" && " has that in its name"}.</p>
      )}
      {!isUsual && (
        <button type="button" class="btn quiet small" onClick={() => onChange(undefined)}>
          The usual columns
        </button>
      )}
    </Menu>
  );
}

function offered(catalog: Catalog, columns: readonly Column[], wanted: string): Column[] {
  const name = wanted.trim().toLowerCase();
  const all = [
    ...catalog.columns("config"),
    ...catalog.columns("metric"),
    ...catalog.columns("summary"),
    ...Object.keys(fields),
  ];
  return all.filter((column) => !columns.includes(column) && labelOf(column).toLowerCase().includes(name));
}

function placeOf(column: Column): string {
  if (column.startsWith("config.")) return "configuration";
  if (column.startsWith("metric.")) return "metric";
  return column.startsWith("summary.") ? "summary" : "";
}
