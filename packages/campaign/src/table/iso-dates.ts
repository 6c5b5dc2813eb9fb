/**
 * A column of dates as ISO texts, where at least 95 % of its values are dates of one form: 2024-02-29, 2024/2/29, 29.2.2024, 2/29/2024 or 29/2/2024, with a
 * time behind them or none. Of the last two the column decides by a part above 12; where all parts could be either, the month is taken to come first.
 */
export function isoDates(
  words: readonly (string | null)[],
): { values: (string | null)[]; what: string } | undefined {
  const present = words.filter((word) => word !== null);
  if (present.length === 0 || !forms.some((form) => form.pattern.test(present[0]!))) return undefined;
  let best: { form: Form; values: (string | null)[]; fit: number } | undefined;
  for (const form of forms) {
    const values = words.map((word) => (word === null ? null : isoDate(word, form)));
    const fit = values.filter((value) => value !== null).length;
    if (fit > (best?.fit ?? 0)) best = { form, values, fit };
  }
  if (!best || best.fit < 0.95 * present.length) return undefined;
  const lost = present.length - best.fit;
  return {
    values: best.values,
    what: `dates, read as ${best.form.name}${lost > 0 ? `; ${lost} of ${present.length} are none and count as missing` : ""}`,
  };
}

interface Form {
  name: string;
  pattern: RegExp;
  /** Places of year, month and day among the pattern's parts. */
  order: readonly [number, number, number];
}

const time = String.raw`(?:[T ](\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?`;

const forms: Form[] = [
  {
    name: "year-month-day",
    pattern: new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})${time}$`),
    order: [1, 2, 3],
  },
  {
    name: "year/month/day",
    pattern: new RegExp(String.raw`^(\d{4})/(\d{1,2})/(\d{1,2})${time}$`),
    order: [1, 2, 3],
  },
  {
    name: "day.month.year",
    pattern: new RegExp(String.raw`^(\d{1,2})\.(\d{1,2})\.(\d{4})${time}$`),
    order: [3, 2, 1],
  },
  {
    name: "month/day/year",
    pattern: new RegExp(String.raw`^(\d{1,2})/(\d{1,2})/(\d{4})${time}$`),
    order: [3, 1, 2],
  },
  {
    name: "day/month/year",
    pattern: new RegExp(String.raw`^(\d{1,2})/(\d{1,2})/(\d{4})${time}$`),
    order: [3, 2, 1],
  },
];

function isoDate(word: string, { pattern, order }: Form): string | null {
  const parts = pattern.exec(word.trim());
  if (!parts) return null;
  const [year, month, day] = order.map((place) => Number(parts[place])) as [number, number, number];
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return null;
  const date = `${parts[order[0]]}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  if (parts[4] === undefined) return date;
  const clock = parts[4].length < 5 || parts[4][1] === ":" ? `0${parts[4]}` : parts[4];
  return `${date}T${clock}${clock.length === 5 ? ":00" : ""}`;
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
