/** The day of a time in the reader's own time zone, "2026-11-30". Years beyond 9999 sort behind all others. */
export function localDay(at: number): string {
  const date = new Date(at);
  const two = (number: number) => String(number).padStart(2, "0");
  const year = date.getFullYear();
  const four = year > 9999 ? `~${year}` : year < 0 ? "0000" : String(year).padStart(4, "0");
  return `${four}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A day so many days later; summer time plays no part in it. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day of the week, Monday 0 to Sunday 6. */
export function weekday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** "Monday 30 November 2026". */
export function longDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return date.toLocaleDateString("en-GB", { dateStyle: "full", timeZone: "UTC" }).replace(",", "");
}

/**
 * A year of days that ends with the week of `end`: 53 weeks from Monday to Sunday, oldest first. Days after `today` are left out: nothing
 * can have been done on them.
 */
export function yearOfWeeks(end: string, today: string): (string | undefined)[][] {
  const monday = addDays(end, -weekday(end) - 52 * 7);
  return Array.from({ length: 53 }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => {
      const at = addDays(monday, week * 7 + day);
      return at > today ? undefined : at;
    }),
  );
}

/** Months above the weeks: each with how many weeks begin in it. */
export function monthsOf(
  weeks: readonly (readonly (string | undefined)[])[],
): { name: string; weeks: number }[] {
  const months: { name: string; month: string; weeks: number }[] = [];
  for (const [first] of weeks) {
    const month = first!.slice(0, 7);
    const last = months.at(-1);
    if (last?.month === month) last.weeks++;
    else
      months.push({
        month,
        weeks: 1,
        name: new Date(`${first}T00:00:00Z`).toLocaleDateString("en-GB", { month: "short", timeZone: "UTC" }),
      });
  }
  return months;
}
