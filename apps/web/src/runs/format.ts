import { type NonFinite, numberOf, type RunRow } from "@blankfile/tracking";

/** Four significant digits; NaN and infinities by name. */
export function metricText(value: number | NonFinite): string {
  const number = numberOf(value);
  if (!Number.isFinite(number)) return String(number).replace("-", "−");
  const size = Math.abs(number);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return number.toExponential(2).replaceAll("-", "−");
  return Number(number.toPrecision(4)).toString().replace("-", "−");
}

export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 0.05) return "under 0.1 s";
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** "today 14:03", "3 Nov 14:03", "3 Nov 2025 14:03" in another year; in the reader's own time. */
export function timeText(at: number, now: number): string {
  const date = new Date(at);
  const clock = date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const sameDay = date.toDateString() === new Date(now).toDateString();
  if (sameDay) return `today ${clock}`;
  const year = date.getFullYear() === new Date(now).getFullYear() ? {} : { year: "numeric" as const };
  return `${date.toLocaleDateString("en-GB", { day: "numeric", month: "short", ...year })} ${clock}`;
}

export const stateWords: Record<RunRow["state"], string> = {
  created: "created",
  running: "running",
  finished: "finished",
  stopped: "stopped",
  failed: "failed",
  lost: "lost",
  damaged: "damaged",
};

/** Steps done of those wanted, 0 to 1; undefined where nobody said how many. */
export function progressOf(row: RunRow): number | undefined {
  return row.steps === undefined || row.steps === 0 ? undefined : Math.min(1, row.step / row.steps);
}

/** "seed 3"; the id where a damaged record does not tell the seed. */
export function runName(row: RunRow): string {
  return row.seed === undefined ? row.id : `seed ${row.seed}`;
}
