import { type Configuration, configurations, differing, nameOf } from "../../comparison/configurations.ts";
import type { CleanRun } from "../clean-run.ts";

/** A run with what tells it from the others of the report. */
export interface TitledRun extends CleanRun {
  /** "seed 3", "lr 0.1, seed 3". */
  title: string;
}

/** A configuration with its runs, as a report shows them. */
export interface Group {
  configuration: Configuration;
  /** What tells it from the others; its experiment where it is the only one. */
  name: string;
  /** By seed. */
  runs: TitledRun[];
}

export function groupsOf(runs: readonly CleanRun[]): Group[] {
  const all = configurations(runs.map(({ row }) => row));
  const flags = differing(all);
  const isMixed = new Set(all.map(({ experiment }) => experiment)).size > 1;
  const byId = new Map(runs.map((run) => [run.row.id, run]));
  return all.map((configuration) => {
    const name = nameOf(configuration, flags, { experiments: isMixed });
    const titled = (run: CleanRun): TitledRun => ({
      ...run,
      title: all.length > 1 ? `${name}, ${runTitle(run)}` : runTitle(run),
    });
    return { configuration, name, runs: configuration.rows.map(({ id }) => titled(byId.get(id)!)) };
  });
}

/** "seed 3"; the id where a damaged record does not tell the seed. */
export function runTitle({ row }: Pick<CleanRun, "row">): string {
  return row.seed === undefined ? row.id : `seed ${row.seed}`;
}

/** "2026-11-30 18:08 UTC". */
export function timeText(at: number): string {
  return Number.isFinite(at) && Math.abs(at) <= 8.64e15
    ? `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`
    : String(at);
}
