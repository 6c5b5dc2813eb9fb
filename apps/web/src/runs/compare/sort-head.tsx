import { Breakable } from "../breakable.tsx";

interface SortProps {
  /** What it is called in the address. */
  column: string;
  name: string;
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
  isNumber: boolean;
}

/** A column's head that sorts from the least, then from the greatest, then not. */
export function SortHead({ column, name, sort, onSort, isNumber }: SortProps) {
  const now = sort === column ? "ascending" : sort === `-${column}` ? "descending" : "none";
  const next = { none: column, ascending: `-${column}`, descending: undefined }[now];
  return (
    <th scope="col" class={isNumber ? "number name" : "name"} aria-sort={now}>
      <button type="button" class="sort" onClick={() => onSort(next)}>
        <Breakable name={name} />
        <span aria-hidden="true">{{ none: "", ascending: " ↑", descending: " ↓" }[now]}</span>
      </button>
    </th>
  );
}
