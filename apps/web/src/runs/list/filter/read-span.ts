/** From the least to the greatest number that a value stands for. */
export interface Span {
  from: number;
  to: number;
}

/** Whether a key's values are times or durations, and never text. */
export function isTime(key: string): boolean {
  return key === "created" || key === "took";
}

/**
 * The numbers that a value of a filter stands for, or what is needed instead: a number is itself; behind `created` a day or a
 * minute is from its first to its last millisecond; behind `took` seconds may be said as "90s", "5m", "2h".
 */
export function readSpan(key: string, value: string): Span | string {
  if (key === "created") return timeSpan(value);
  const seconds = key === "took" ? duration(value) : undefined;
  const number = seconds ?? numberIn(value);
  if (number !== undefined) return { from: number, to: number };
  return `given “${value.slice(0, 60)}”, needed a number${key === "took" ? " of seconds, or one with s, m or h" : ""}`;
}

function duration(value: string): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(s|m|min|h)$/i.exec(value) ?? [];
  if (amount === undefined) return undefined;
  return Number(amount) * ({ s: 1, m: 60, min: 60, h: 3600 }[unit!.toLowerCase()] ?? 1);
}

/** 0.1, -3, 1e-3, .5, inf, NaN; a true minus sign is one too. */
function numberIn(value: string): number | undefined {
  const text = value.replace("−", "-");
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (/^nan$/i.test(text)) return Number.NaN;
  const infinite = /^([+-]?)inf(inity)?$/i.exec(text);
  if (infinite) return infinite[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return undefined;
}

/** In the reader's own time. */
function timeSpan(value: string): Span | string {
  const [all, ...parts] = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?$/i.exec(value) ?? [];
  const [year = 0, month = 0, day = 0, hour, minute] = parts.map((part) =>
    part === undefined ? undefined : Number(part),
  );
  const from = new Date(year, month - 1, day, hour ?? 0, minute ?? 0);
  const isReal =
    all !== undefined &&
    from.getMonth() === month - 1 &&
    from.getDate() === day &&
    (hour === undefined || (from.getHours() === hour && from.getMinutes() === minute));
  if (!isReal)
    return `given “${value.slice(0, 60)}”, needed a day as 2026-11-20, or a minute as 2026-11-20T14:05`;
  const to = hour === undefined ? new Date(year, month - 1, day + 1) : new Date(from.getTime() + 60_000);
  return { from: from.getTime(), to: to.getTime() - 1 };
}
