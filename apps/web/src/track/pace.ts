/** Hours a week as they were typed, with a comma or a point; NaN where that is no number. */
export function paceOf(typed: string): number {
  return typed.trim() === "" ? Number.NaN : Number(typed.replace(",", "."));
}

/** What is needed instead of such a pace; undefined where it gives a calendar that somebody will see the end of. */
export function paceProblem(hours: number): string | undefined {
  if (!(hours > 0 && hours <= 100)) return "a number above 0 and up to 100 is needed";
  if (hours < 0.5) return "at least half an hour, 0.5, is needed";
  return undefined;
}
