const length = 86_400_000;

/** The day so many days later; days are texts like "2026-11-30", in the reader's time zone, and summer time plays no part. */
export function dayAfter(day: string, days: number): string {
  return new Date(millis(day) + days * length).toISOString().slice(0, 10);
}

/** Days from one to the other; negative where the second is the earlier. */
export function daysBetween(from: string, to: string): number {
  return (millis(to) - millis(from)) / length;
}

function millis(day: string): number {
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time))
    throw new RangeError(`review: given the day "${day}", needed one like "2026-11-30"`);
  return time;
}
