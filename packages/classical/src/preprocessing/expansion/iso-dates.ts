/** A date and time of day as written. */
export interface DateParts {
  year: number;
  /** From 1. */
  month: number;
  /** From 1. */
  day: number;
  /** From 1. */
  dayOfYear: number;
  /** Monday is 0. */
  weekday: number;
  hour: number;
  minute: number;
  /** With its fraction. */
  second: number;
  /** Days since 1970-01-01T00:00 in the text's own time zone. */
  time: number;
}

const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** The parts of an ISO 8601 text such as 2024-02-29 or 2024-02-29T13:45:00.5+02:00; null where it is none, or names no day that there is. */
export function parseIsoDate(text: string): DateParts | null {
  const found = iso.exec(text.trim());
  if (!found) return null;
  const [year, month, day, hour, minute] = found.slice(1, 6).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const second = Number((found[6] ?? "0").replace(",", "."));
  const fits = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  if (!fits || hour > 23 || minute > 59 || second >= 61) return null;
  const days = daysSince1970(year, month, day);
  return {
    year,
    month,
    day,
    dayOfYear: days - daysSince1970(year, 1, 1) + 1,
    // 1970-01-01 was a Thursday.
    weekday: (((days + 3) % 7) + 7) % 7,
    hour,
    minute,
    second,
    time: days + (hour + (minute + second / 60) / 60) / 24,
  };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** In the Gregorian calendar, with years from March on, so that the leap day is their last. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const dayOfMarchYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfMarchYear - 719_468;
}
