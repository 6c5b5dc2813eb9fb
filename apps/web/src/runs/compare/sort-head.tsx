import { Breakable } from "../breakable.tsx";
import { nextSort } from "./next-sort.ts";

interface SortProps {
  /** What it is called in the address. */
  column: string;
  name: string;
  sort: string | undefined;
  /** The sort where none is chosen. */
  usual: string | undefined;
  onSort: (sort: string | undefined) => void;
  isNumber: boolean;
}

/** A column's head: each click sorts by it another way. */
export function SortHead({ column, name, sort, usual, onSort, isNumber }: SortProps) {
  const now = sort === column ? "ascending" : sort === `-${column}` ? "descending" : "none";
  return (
    <th scope="col" class={isNumber ? "number name" : "name"} aria-sort={now}>
      <button type="button" class="sort" onClick={() => onSort(nextSort(column, sort, usual))}>
        <Breakable name={name} />
        <span aria-hidden="true">{{ none: "", ascending: " ↑", descending: " ↓" }[now]}</span>
      </button>
    </th>
  );
}
