import { isObject, isPlain } from "./check-record.ts";
import { isNonFinite } from "./non-finite.ts";
import type { RunEvent } from "./run.ts";

export type ParsedEvent = { event: RunEvent; reason?: never } | { event?: never; reason: string };

/** Reads one line of `events.jsonl`, or says what is wrong with it. */
export function parseEvent(line: string): ParsedEvent {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { reason: `not JSON: ${JSON.stringify(line.slice(0, 40))}` };
  }
  return checkEvent(value);
}

/** The same for an event that came another way, as an import does. */
export function checkEvent(value: unknown): ParsedEvent {
  if (!isObject(value)) return { reason: "not an object" };
  if (!Number.isSafeInteger(value.seq) || Number(value.seq) < 1)
    return { reason: "seq is no whole number from 1" };
  if (!Number.isFinite(value.at)) return { reason: "at is no time" };
  const check = Object.hasOwn(bodies, String(value.kind))
    ? bodies[value.kind as RunEvent["kind"]]
    : undefined;
  if (!check) return { reason: `unknown kind ${JSON.stringify(value.kind)?.slice(0, 40)}` };
  const reason = check(value);
  return reason === undefined ? { event: value as unknown as RunEvent } : { reason };
}

type Body = Record<string, unknown>;

const bodies: Record<RunEvent["kind"], (value: Body) => string | undefined> = {
  metrics: (value) => wrongStep(value) ?? wrongNumbers(value.values),
  state: (value) => {
    if (value.state !== "running" && value.state !== "finished" && value.state !== "failed")
      return "unknown state";
    return value.message === undefined || typeof value.message === "string"
      ? undefined
      : "message is no text";
  },
  text: (value) => wrongStep(value) ?? wrongName(value) ?? wrongText(value),
  table: (value) => wrongStep(value) ?? wrongName(value) ?? wrongTable(value),
  summary: (value) =>
    isObject(value.values) && isPlain(value.values, 20) ? undefined : "values are no plain object",
  note: wrongText,
};

function wrongStep(value: Body): string | undefined {
  return Number.isSafeInteger(value.step) && Number(value.step) >= 0
    ? undefined
    : "step is no whole number from 0";
}

function wrongName(value: Body): string | undefined {
  return typeof value.name === "string" && value.name !== "" ? undefined : "name is no text";
}

function wrongText(value: Body): string | undefined {
  return typeof value.text === "string" ? undefined : "text is no text";
}

function wrongNumbers(values: unknown): string | undefined {
  if (!isObject(values)) return "values are no object";
  for (const key of Object.keys(values)) {
    if (key === "__proto__" || key === "") return "a metric without a usable name";
    const value = values[key];
    if (typeof value !== "number" && !isNonFinite(value)) return `${key} is no number`;
  }
  return undefined;
}

function wrongTable(value: Body): string | undefined {
  const { columns, rows } = value;
  if (!Array.isArray(columns) || !columns.every((name) => typeof name === "string"))
    return "columns are no texts";
  if (!Array.isArray(rows) || !rows.every((row) => Array.isArray(row) && row.length === columns.length))
    return "a row does not fit the columns";
  return isPlain(rows, 20) ? undefined : "a cell is no plain value";
}
