import { nearest } from "@blankfile/curriculum";
import type { RunRow } from "@blankfile/tracking";
import { UsageError } from "../usage-error.ts";

/** The id that `id` is, or that it begins. */
export function findRun(id: string, ids: readonly string[]): string {
  const begin = ids.filter((known) => known.startsWith(id));
  if (ids.includes(id)) return id;
  if (begin.length === 1) return begin[0]!;
  if (begin.length > 1)
    throw new UsageError(`runs: "${id}" begins ${begin.length} ids: ${begin.slice(0, 5).join(", ")}`);
  const near = nearest(id, [...ids]);
  const hint = near.length > 0 ? `did you mean ${near.join(" or ")}?` : "blankfile runs lists them.";
  throw new UsageError(`runs: there is no run "${id}"; ${hint}`);
}

/** The runs that a word names: one by its id, or all of a group, a sweep, or an experiment. */
export function findRuns(word: string, rows: readonly RunRow[]): RunRow[] {
  const shared = rows.filter((row) => [row.group, row.sweep, row.experiment].includes(word));
  if (shared.length > 0) return shared;
  const id = findRun(
    word,
    rows.map((row) => row.id),
  );
  return rows.filter((row) => row.id === id);
}
