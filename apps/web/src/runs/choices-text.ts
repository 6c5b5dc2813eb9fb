import type { RunRow } from "@blankfile/tracking";

/** What was chosen by name, "split stratified": it tells one launch from another. */
export function choicesText(row: RunRow): string {
  return Object.entries(row.config)
    .filter(([, value]) => typeof value === "string")
    .map(([key, value]) => `${key} ${value}`)
    .join(", ");
}
