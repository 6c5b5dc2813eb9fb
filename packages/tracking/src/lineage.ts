import type { RunDetails } from "./run-details.ts";

/** Where bytes come from and who worked with them, by their SHA-256. */
export interface Lineage {
  hash: string;
  /** Runs that made them, under which name and at which step. */
  made: { run: string; name: string; step: number }[];
  /** Runs that said they work with them. */
  used: { run: string; name?: string }[];
}

/** What the runs' own events say of these bytes: artifacts and big values that have this hash, and uses of it. */
export function lineageIn(
  runs: Iterable<{ id: string; details: Pick<RunDetails, "artifacts" | "values" | "uses"> }>,
  hash: string,
): Lineage {
  const lineage: Lineage = { hash, made: [], used: [] };
  for (const { id, details } of runs) {
    const made = new Map<string, number>();
    for (const artifact of details.artifacts)
      if (artifact.hash === hash) made.set(artifact.name, artifact.step);
    for (const { name, step, value } of details.values)
      if ("artifact" in value && value.artifact === hash) made.set(name, step);
    for (const [name, step] of made) lineage.made.push({ run: id, name, step });
    const used = new Set(details.uses.filter((use) => use.hash === hash).map(({ name }) => name));
    for (const name of used) lineage.used.push({ run: id, ...(name !== undefined && { name }) });
  }
  return lineage;
}
