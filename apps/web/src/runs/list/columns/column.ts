import { type ConfigValue, isNonFinite, type RunRow } from "@blankfile/tracking";

/**
 * A column of the list, as it stands in the address: the name of a row's own field ("state"), or where to look and the key there:
 * "config.lr", "metric.test/accuracy", "summary.parameters".
 */
export type Column = string;

/** What a row has in a column: undefined where it has nothing. NaN and infinities are numbers here. */
export type Cell = number | string | boolean | undefined;

interface Field {
  label: string;
  /** The answer to "how much" and not "which": right-aligned, sorted as a number. */
  isNumber?: true;
  of: (row: RunRow) => Cell;
}

/** What every run has, beside configuration, metrics and summary. Times are milliseconds since 1970, `took` is seconds. */
export const fields: Record<string, Field> = {
  id: { label: "Id", of: (row) => row.id },
  state: { label: "State", of: (row) => row.state },
  experiment: { label: "Experiment", of: (row) => row.experiment || undefined },
  seed: { label: "Seed", isNumber: true, of: (row) => row.seed },
  group: { label: "Launch", of: (row) => row.group },
  sweep: { label: "Sweep", of: (row) => row.sweep },
  created: { label: "Created", isNumber: true, of: (row) => row.createdAt },
  took: { label: "Took", isNumber: true, of: (row) => Math.max(0, row.updatedAt - row.createdAt) / 1000 },
  step: { label: "Step", isNumber: true, of: (row) => row.step },
  points: { label: "Points", isNumber: true, of: (row) => row.points },
  attempt: { label: "Attempt", isNumber: true, of: (row) => row.attempt },
  problems: { label: "Damaged events", isNumber: true, of: (row) => row.problems },
  message: { label: "Message", of: (row) => row.message },
  prediction: { label: "Prediction", of: (row) => row.prediction?.text },
};

export type Part = "config" | "metric" | "summary";

/** "config.lr" is the part "config" and the key "lr"; a field has no part. undefined for what is no column. */
export function partOf(column: Column): { part?: Part; key: string } | undefined {
  if (Object.hasOwn(fields, column)) return { key: column };
  const found = /^(config|metric|summary)\.(.+)$/s.exec(column);
  return found ? { part: found[1] as Part, key: found[2]! } : undefined;
}

/** What stands over the column: the field's name, or the key. */
export function labelOf(column: Column): string {
  const found = partOf(column);
  if (found === undefined) return column;
  return found.part === undefined ? fields[found.key]!.label : found.key;
}

export function cellOf(row: RunRow, column: Column): Cell {
  return reader(column)(row);
}

/** What reads a column from rows: the name is taken apart once, and not for each of thousands. */
export function reader(column: Column): (row: RunRow) => Cell {
  let read = readers.get(column);
  if (read === undefined) {
    const { part, key } = partOf(column) ?? { key: "" };
    if (part !== undefined) read = (row) => cellIn(row, part, key);
    else read = key === "" ? () => undefined : fields[key]!.of;
    readers.set(column, read);
  }
  return read;
}

const readers = new Map<Column, (row: RunRow) => Cell>();

export function cellIn(row: RunRow, part: Part, key: string): Cell {
  if (part !== "metric") return plain(valueAt(part === "config" ? row.config : row.summary, key));
  const metric = Object.hasOwn(row.metrics, key) ? row.metrics[key] : undefined;
  return metric && Number(metric.value);
}

type Values = Record<string, ConfigValue>;

/** The value under a key, or, for "optimizer.lr", under the keys of that path. */
function valueAt(values: Values, key: string): ConfigValue | undefined {
  if (Object.hasOwn(values, key)) return values[key];
  for (let at = key.indexOf("."); at > 0; at = key.indexOf(".", at + 1)) {
    const inner = values[key.slice(0, at)];
    if (isValues(inner)) {
      const found = valueAt(inner, key.slice(at + 1));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function plain(value: ConfigValue | undefined): Cell {
  if (value === undefined) return undefined;
  if (isNonFinite(value)) return Number(value);
  if (value === null || typeof value === "object") return JSON.stringify(value);
  return value;
}

/** The keys of a configuration or summary; those of values inside as a path: "optimizer.lr". At most three deep. */
export function keysOf(values: Values, depth = 3): string[] {
  const keys: string[] = [];
  for (const [key, value] of Object.entries(values)) {
    if (depth > 1 && isValues(value) && Object.keys(value).length > 0)
      keys.push(...keysOf(value, depth - 1).map((inner) => `${key}.${inner}`));
    else keys.push(key);
  }
  return keys;
}

function isValues(value: ConfigValue | undefined): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
