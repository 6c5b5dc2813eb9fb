import { byOrder } from "./event-order.ts";
import type { ProgressEvent } from "./evidence.ts";

/** A line that is no event: kept as it was, with the reason. */
export interface AsideLine {
  line: number;
  text: string;
  why: string;
  /** It has an id, a time and a kind: another version's event, which an export takes along. */
  event?: true;
}

/** Reads `progress.jsonl`, one event a line. A damaged line is set aside with its number, never fatal. A mark at the start and CRLF are let through. */
export function parseProgress(text: string): { events: ProgressEvent[]; aside: AsideLine[] } {
  const events: ProgressEvent[] = [];
  const aside: AsideLine[] = [];
  text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .forEach((raw, i) => {
      const line = raw.trim();
      if (line === "") return;
      const put = (why: string, more: { event?: true } = {}) =>
        aside.push({ line: i + 1, text: line, why, ...more });
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch {
        put("it is not JSON; one event a line is needed");
        return;
      }
      const why = eventProblem(value);
      if (why === undefined) events.push(value as ProgressEvent);
      else put(why, looksLikeEvent(value) ? { event: true } : {});
    });
  return { events: union(events, []).events, aside };
}

/** The text of `progress.jsonl`. */
export function formatProgress(events: readonly ProgressEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join("");
}

/** Both lists in one, each id once, in their order (`orderOf`). Where an id stands in both, the first list's event stays. */
export function union(
  a: readonly ProgressEvent[],
  b: readonly ProgressEvent[],
): { events: ProgressEvent[]; added: number } {
  const byId = new Map<string, ProgressEvent>();
  for (const event of a) if (!byId.has(event.id)) byId.set(event.id, event);
  const before = byId.size;
  for (const event of b) if (!byId.has(event.id)) byId.set(event.id, event);
  const events = [...byId.values()].sort(byOrder);
  return { events, added: byId.size - before };
}

type Kind = "text" | "line" | "day" | "number" | "boolean" | "texts" | "pair" | "rating";

const fields: Record<ProgressEvent["kind"], Record<string, Kind>> = {
  claim: { topic: "text" },
  unclaim: { topic: "text" },
  placement: { topics: "texts", passed: "boolean" },
  check: {
    exercise: "text",
    topics: "texts",
    passed: "boolean",
    checks: "pair",
    solution: "text",
    hintsSeen: "number",
    solutionSeen: "boolean",
    fromBlank: "boolean",
  },
  explain: { topic: "text", task: "text", lines: "pair" },
  use: { topic: "text", run: "text" },
  plan: { destinations: "texts" },
  track: { track: "text", start: "day", hoursPerWeek: "number" },
  slip: { track: "text", unit: "text", weeks: "number" },
  done: { of: "text", milestone: "text", met: "boolean", shown: "line" },
  review: { topic: "text", card: "text", rating: "rating" },
  "review-undo": { of: "text" },
  "review-pause": { until: "day" },
  "review-spread": { days: "number" },
  "review-forget": { module: "text", forgotten: "boolean" },
};

const words: Record<Kind, string> = {
  text: "a text",
  line: "a text, which may be empty",
  day: 'a day like "2026-11-30"',
  number: "a number",
  boolean: "true or false",
  texts: "a list of texts",
  pair: "two numbers",
  rating: "1, 2, 3 or 4",
};

/** The furthest time that a Date can hold. */
const lastDay = 8.64e15;

/** Why a value is no progress event, or undefined where it is one. Fields that we do not know are let through: a later version wrote them. */
export function eventProblem(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return `an event is an object; this is ${shown(value)}`;
  }
  const event = value as Record<string, unknown>;
  const kind = typeof event.kind === "string" && Object.hasOwn(fields, event.kind) ? event.kind : undefined;
  if (kind === undefined)
    return `kind is ${shown(event.kind)}; it must be one of ${Object.keys(fields).join(", ")}`;
  const wanted: Record<string, Kind> = { id: "text", at: "number", ...fields[kind as ProgressEvent["kind"]] };
  for (const [name, type] of Object.entries(wanted)) {
    if (!fits(event[name], type)) return `${name} is ${shown(event[name])}; it must be ${words[type]}`;
  }
  if (Math.abs(event.at as number) > lastDay)
    return `at is ${shown(event.at)}; it must be a time in milliseconds`;
  return undefined;
}

function looksLikeEvent(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { id, at, kind } = value as Record<string, unknown>;
  return fits(id, "text") && fits(at, "number") && fits(kind, "text");
}

function fits(value: unknown, type: Kind): boolean {
  if (type === "text") return typeof value === "string" && value !== "";
  if (type === "line") return typeof value === "string";
  if (type === "day") return isDay(value);
  if (type === "rating") return value === 1 || value === 2 || value === 3 || value === 4;
  if (type === "number") return Number.isFinite(value);
  if (type === "boolean") return typeof value === "boolean";
  if (!Array.isArray(value)) return false;
  if (type === "texts") return value.every((item) => typeof item === "string");
  return value.length === 2 && value.every((item) => Number.isFinite(item));
}

/** A day that the calendar has: the thirtieth of February is none. */
function isDay(value: unknown): boolean {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().slice(0, 10) === value;
}

function shown(value: unknown): string {
  if (value === undefined) return "missing";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
