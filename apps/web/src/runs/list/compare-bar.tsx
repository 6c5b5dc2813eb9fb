import type { RunRow } from "@blankfile/tracking";
import { href } from "../../shell/href.ts";
import { compareQuery, mostNamed, type Selection } from "./lines/selection.ts";

interface Props {
  selection: Selection;
  /** All runs, and those that the filter lets through. */
  rows: readonly RunRow[];
  shown: readonly RunRow[];
  where: string;
  total: number;
  onClear: () => void;
}

/** How many runs there are and are chosen, and the way to their comparison. */
export function CompareBar({ selection, rows, shown, where, total, onClear }: Props) {
  const chosen = rows.filter(({ id }) => selection.has(id)).length;
  const query = compareQuery(selection, rows, { where, rows: shown });
  return (
    <div class="row compare-bar">
      <span role="status">
        {shown.length === rows.length ? "" : `${shown.length.toLocaleString("en")} of `}
        {rows.length.toLocaleString("en")} {rows.length === 1 ? "run" : "runs"}
        {total > rows.length && `, the newest of ${total.toLocaleString("en")}; the others are on their way`}
        {chosen > 0 && `, ${chosen.toLocaleString("en")} chosen`}
      </span>
      {chosen > 0 && query !== undefined && (
        <a class="btn small" href={href(`/runs/compare/?${query}`)}>
          Compare
        </a>
      )}
      {chosen > 0 && query === undefined && (
        <span class="bad">
          compare: given more than {mostNamed} launches, sweeps and single runs, needed at most {mostNamed},
          or all that a filter shows
        </span>
      )}
      {chosen > 0 && (
        <button type="button" class="btn quiet small" onClick={onClear}>
          Choose none
        </button>
      )}
    </div>
  );
}
