import { configurations, differing, nameOf, type RunRow } from "@blankfile/tracking";
import { runName } from "./format.ts";

/** What tells the runs of a page apart: "seed 3"; where their configurations differ, "lr 0.1, seed 3". */
export function runNames(rows: readonly RunRow[]): ReadonlyMap<string, string> {
  const all = configurations(rows);
  const flags = differing(all);
  return new Map(
    all.flatMap((one) =>
      one.rows.map((row) => [
        row.id,
        all.length > 1 ? `${nameOf(one, flags)}, ${runName(row)}` : runName(row),
      ]),
    ),
  );
}
