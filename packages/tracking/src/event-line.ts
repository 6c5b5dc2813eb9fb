import { isObject, isPlain, wrongDefinition } from "./check-record.ts";
import { isNonFinite } from "./non-finite.ts";
import type { RunEvent, StateEvent } from "./run.ts";
import { isRunId } from "./run-id.ts";
import { isKnownType, wrongValue } from "./values/check-value.ts";
import { isHash } from "./values/image.ts";

/** An event of a kind that a later version may write: it counts as one, and is not damage. */
export interface LaterEvent {
  seq: number;
  at: number;
  kind: string;
}

export type ParsedEvent =
  | { event: RunEvent; reason?: never; later?: never }
  | { event?: never; reason: string; later?: LaterEvent };

/**
 * Bytes of the longest line that is read: what a run can say in one event, with room. Readers hold one line in memory, and no file may
 * choose how much that is.
 */
export const longestLine = 16 * 1024 * 1024;

/** Why a line that is longer is left out. */
export function tooLong(bytes: number): string {
  return `a line of ${bytes} bytes, needed at most ${longestLine}`;
}

/** Reads one line of `events.jsonl`, or says what is wrong with it. */
export function parseEvent(line: string): ParsedEvent {
  if (line.length > longestLine) return { reason: tooLong(line.length) };
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
  const kind = unknownKind(value);
  if (kind !== undefined) {
    const reason = `unknown kind ${JSON.stringify(kind)?.slice(0, 40)}`;
    return isWord(kind)
      ? { reason, later: { seq: value.seq as number, at: value.at as number, kind } }
      : { reason };
  }
  const reason = bodies[value.kind as RunEvent["kind"]](value);
  return reason === undefined ? { event: value as unknown as RunEvent } : { reason };
}

type Body = Record<string, unknown>;

/** A kind is a lower-case word, "value/audio" where it is the type of a value that is not known. */
function isWord(kind: unknown): kind is string {
  return typeof kind === "string" && kind.length <= 40 && /^[a-z][a-z-]*(\/[a-z][a-z-]*)?$/.test(kind);
}

function unknownKind({ kind, value }: Body): unknown {
  if (typeof kind !== "string" || !Object.hasOwn(bodies, kind)) return kind ?? null;
  if (kind !== "value" || !isObject(value) || typeof value.type !== "string") return undefined;
  return isKnownType(value.type) ? undefined : `value/${value.type}`;
}

const states: readonly StateEvent["state"][] = ["running", "finished", "stopped", "failed"];

const bodies: Record<RunEvent["kind"], (value: Body) => string | undefined> = {
  metrics: (value) => wrongStep(value) ?? wrongNumbers(value.values),
  state: (value) => {
    if (!states.some((state) => state === value.state)) return "unknown state";
    return value.message === undefined || typeof value.message === "string"
      ? undefined
      : "message is no text";
  },
  text: (value) => wrongStep(value) ?? wrongName(value) ?? wrongText(value),
  table: (value) => wrongStep(value) ?? wrongName(value) ?? wrongTable(value),
  summary: (value) =>
    isObject(value.values) && isPlain(value.values, 20) ? undefined : "values are no plain object",
  note: wrongText,
  value: (value) => wrongStep(value) ?? wrongName(value) ?? wrongValue(value.value),
  artifact: (value) => wrongStep(value) ?? wrongName(value) ?? wrongArtifact(value),
  use: wrongUse,
  config: (value) =>
    isObject(value.values) && isPlain(value.values, 20) ? undefined : "values are no plain object",
  define: (value) => wrongName(value) ?? wrongDefinition(value.definition),
  system: (value) => wrongNumbers(value.values),
};

function wrongStep(value: Body): string | undefined {
  return Number.isSafeInteger(value.step) && Number(value.step) >= 0
    ? undefined
    : "step is no whole number from 0";
}

function wrongName({ name }: Body): string | undefined {
  if (typeof name !== "string" || name === "") return "name is no text";
  if (name === "__proto__") return "name is none that can be used";
  return tooLongName("name", name);
}

/** As long as a writer lets a name be. */
const longestName = 200;

function tooLongName(what: string, name: string): string | undefined {
  return name.length > longestName
    ? `${what} ${JSON.stringify(name.slice(0, 40))}… has ${name.length} characters, needed at most ${longestName}`
    : undefined;
}

function wrongText(value: Body): string | undefined {
  return typeof value.text === "string" ? undefined : "text is no text";
}

function wrongNumbers(values: unknown): string | undefined {
  if (!isObject(values)) return "values are no object";
  for (const key of Object.keys(values)) {
    if (key === "__proto__" || key === "") return "a metric without a usable name";
    const long = tooLongName("the metric", key);
    if (long !== undefined) return long;
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

function wrongArtifact({ hash, bytes, type, mediaType, meta }: Body): string | undefined {
  if (!isHash(hash)) return "hash is no SHA-256 in hex";
  if (!Number.isSafeInteger(bytes) || Number(bytes) < 0) return "bytes is no whole number from 0";
  if (typeof type !== "string" || type === "") return "type is no text";
  if (mediaType !== undefined && typeof mediaType !== "string") return "mediaType is no text";
  return meta === undefined || (isObject(meta) && isPlain(meta, 20)) ? undefined : "meta is no plain object";
}

function wrongUse({ hash, run, name }: Body): string | undefined {
  if (!isHash(hash)) return "hash is no SHA-256 in hex";
  if (run !== undefined && !isRunId(run)) return "run is no id";
  return name === undefined || typeof name === "string" ? undefined : "name is no text";
}
