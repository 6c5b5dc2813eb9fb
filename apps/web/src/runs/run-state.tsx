import type { RunRow } from "@blankfile/tracking";
import { progressOf, stateWords } from "./format.ts";

/** A run's state with how far it is, and how many of its events are damaged. */
export function State({ row }: { row: RunRow }) {
  const done = progressOf(row);
  return (
    <span class={`state ${row.state}`} title={row.message}>
      {stateWords[row.state]}
      {row.state === "running" && done !== undefined && ` ${Math.round(100 * done)} %`}
      {row.problems > 0 && row.state !== "damaged" && `, ${row.problems} damaged`}
    </span>
  );
}
