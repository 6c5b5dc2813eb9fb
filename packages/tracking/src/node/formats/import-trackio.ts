import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { plainValue } from "../../plain-value.ts";
import type { ConfigValue } from "../../run.ts";
import { type ForeignRun, type ImportedRun, writeImported } from "./write-imported.ts";

interface Row {
  run: string;
  name: string;
  at: string;
  step: number;
  metrics: unknown;
}

/**
 * Brings the runs of a Trackio project (`<project>.db`) into the workspace, as runs of `experiment`. Reads the tables `metrics` and `configs`,
 * in which JSON stands as text or bytes and older versions have no `run_id`; opened read-only. Media and alerts stay behind.
 */
export function importTrackio(workspace: string, file: string, experiment: string): ImportedRun[] {
  const database = open(file);
  try {
    const byRun = Map.groupBy(readMetrics(database, file), ({ run }) => run);
    const configs = readConfigs(database);
    const project = path.basename(file, ".db");
    return [...byRun].map(([run, rows]) =>
      writeImported(workspace, experiment, foreignRun({ project, run, rows, config: configs.get(run) })),
    );
  } finally {
    database.close();
  }
}

function open(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { readOnly: true });
  } catch (error) {
    throw new RangeError(
      `trackio: ${file} cannot be opened (${(error as Error).message}), needed a project's .db file`,
    );
  }
}

function columnsOf(database: DatabaseSync, table: string): string[] {
  return database
    .prepare("select name from pragma_table_info(?)")
    .all(table)
    .map(({ name }) => String(name));
}

function readMetrics(database: DatabaseSync, file: string): Row[] {
  let columns: string[];
  try {
    columns = columnsOf(database, "metrics");
  } catch (error) {
    throw new RangeError(`trackio: ${file} is damaged or no database (${(error as Error).message})`);
  }
  const missing = ["run_name", "timestamp", "step", "metrics"].filter((name) => !columns.includes(name));
  if (missing.length > 0)
    throw new RangeError(
      `trackio: ${file} has no metrics.${missing[0]}, needed a Trackio project's database`,
    );
  const id = columns.includes("run_id") ? "run_id" : "run_name";
  const rows = database
    .prepare(`select ${id} as run, run_name as name, timestamp as at, step, metrics from metrics order by id`)
    .all();
  return rows as unknown as Row[];
}

function readConfigs(database: DatabaseSync): Map<string, Record<string, ConfigValue>> {
  const columns = columnsOf(database, "configs");
  if (!columns.includes("config")) return new Map();
  const id = columns.includes("run_id") ? "run_id" : "run_name";
  const rows = database.prepare(`select ${id} as run, config from configs`).all();
  return new Map(rows.map(({ run, config }) => [String(run), fields(config) as Record<string, ConfigValue>]));
}

function foreignRun({
  project,
  run,
  rows,
  config = {},
}: {
  project: string;
  run: string;
  rows: Row[];
  config?: Record<string, ConfigValue> | undefined;
}): ForeignRun {
  const notes: string[] = [];
  const logged = rows.flatMap(({ step, at, metrics }) => {
    const time = Date.parse(at);
    const values: Record<string, number> = {};
    for (const [key, value] of Object.entries(fields(metrics))) {
      const number = numberFrom(value);
      if (number === undefined) notes.push(`left out at step ${step}: ${key}, which is no number`);
      else values[key] = number;
    }
    if (!Number.isFinite(time))
      notes.push(`left out at step ${step}: a row whose time is ${JSON.stringify(at)}`);
    return Number.isFinite(time) ? [{ step, at: time, values }] : [];
  });
  const times = logged.map(({ at }) => at);
  const { _Created: created, _Username: _, _Group: group, ...own } = config;
  const first = Math.min(...times);
  const said = Date.parse(String(created));
  const createdAt = Number.isFinite(said) ? said : Number.isFinite(first) ? first : 0;
  return {
    origin: `Trackio, project ${project}, run ${rows[0]!.name} (${run})`,
    createdAt,
    endedAt: Math.max(createdAt, ...times),
    config: { name: rows[0]!.name, ...(plainValue("config", own) as Record<string, ConfigValue>) },
    ...(typeof group === "string" && { group }),
    logged,
    notes: notes.slice(0, 100),
  };
}

/** JSON of an object, as text or bytes; Python writes NaN and Infinity bare in older versions. */
function fields(cell: unknown): Record<string, unknown> {
  const text = cell instanceof Uint8Array ? new TextDecoder().decode(cell) : String(cell);
  for (const json of [text, text.replaceAll(/(?<=[:,[]\s*)(-?Infinity|NaN)(?=\s*[,}\]])/g, '"$1"')]) {
    try {
      const value: unknown = JSON.parse(json);
      if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
    } catch {
      // The next form, or none.
    }
  }
  return { unreadable: text.slice(0, 100) };
}

function numberFrom(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return Number(value);
  return value === "NaN" || value === "Infinity" || value === "-Infinity" ? Number(value) : undefined;
}
