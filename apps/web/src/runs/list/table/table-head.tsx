import { Breakable } from "../../breakable.tsx";
import type { Catalog } from "../columns/catalog.ts";
import { type Column, labelOf } from "../columns/column.ts";
import type { ShownColumn } from "../columns/shown-columns.ts";
import type { Sort } from "../views/view.ts";

interface Props {
  columns: readonly ShownColumn[];
  sort: Sort | undefined;
  catalog: Catalog;
  /** How many of all shown runs are chosen. */
  chosen: "all" | "some" | "none";
  onSort: (column: Column) => void;
  onChoose: (isChosen: boolean) => void;
}

/** The names of the columns; each sorts by its column. */
export function TableHead({ columns, sort, catalog, chosen, onSort, onChoose }: Props) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col">
          <span class="first">
            <input
              type="checkbox"
              aria-label="Choose all runs shown"
              checked={chosen === "all"}
              indeterminate={chosen === "some"}
              onClick={(event) => {
                event.stopPropagation();
                onChoose(chosen !== "all");
              }}
            />
            Run
          </span>
        </th>
        {columns.map(({ column, isRight }) => {
          const isSorted = sort?.column === column;
          const direction = isSorted ? (sort.descending ? "descending" : "ascending") : "none";
          const goal = catalog.facts.get(column)?.goal;
          return (
            <th scope="col" key={column} class={isRight ? "number" : ""} aria-sort={direction}>
              <button type="button" onClick={() => onSort(column)} title={titleOf(column, goal)}>
                <span class="name">
                  <Breakable name={labelOf(column)} />
                </span>
                <span class="arrow" aria-hidden="true">
                  {isSorted ? (sort.descending ? "↓" : "↑") : ""}
                </span>
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** The first press sorts the best to the top, the newest, or from the least; the second turns it round; the third sorts no more. */
export function nextSort(column: Column, sort: Sort | undefined, catalog: Catalog): Sort | undefined {
  const first = catalog.facts.get(column)?.goal === "maximize" || column === "created";
  if (sort?.column !== column) return { column, descending: first };
  return sort.descending === first ? { column, descending: !first } : undefined;
}

function titleOf(column: Column, goal: "minimize" | "maximize" | undefined): string {
  const place = column.startsWith("config.")
    ? "configuration: "
    : column.startsWith("summary.")
      ? "summary: "
      : "";
  const better = goal === undefined ? "" : goal === "maximize" ? ", more is better" : ", less is better";
  return `${place}${labelOf(column)}${better}`;
}
