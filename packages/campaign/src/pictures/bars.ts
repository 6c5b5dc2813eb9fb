import { type Caption, escapeXml, extent, frame, place, shortened, shortNumber } from "./frame.ts";

export interface Bar {
  name: string;
  value: number;
  /** Where the value may lie. */
  interval?: readonly [low: number, high: number];
  /** Written behind the bar in place of the value. */
  text?: string;
}

export interface BarsOptions extends Caption {
  label: string;
  /** A dashed line, such as the score of all rows. */
  guide?: number;
  /** Whether bars start at 0, as is usual; else marks alone are drawn, on a scale that fits them. */
  fromZero?: boolean;
}

/** A bar, or a point with its interval, for each name, from the top down. */
export function bars(
  rows: readonly Bar[],
  { label, guide, fromZero = true, ...caption }: BarsOptions,
): string {
  const ends = rows.flatMap(({ value, interval }) => [value, ...(interval ?? [])]);
  const domain = extent([...ends, ...(fromZero ? [0] : []), ...(guide === undefined ? [] : [guide])], 0.06);
  if (fromZero && domain[0] < 0 && Math.min(...ends) >= 0) domain[0] = 0;
  // Room for the figure behind the longest bar.
  const longest = Math.max(0, ...rows.map(({ value, text = shortNumber(value) }) => text.length));
  domain[1] += ((domain[1] - domain[0]) * longest * 6.4) / Math.max(60, 380 - longest * 6.4);
  const area = frame({
    ...caption,
    height: 70 + 26 * Math.max(1, rows.length),
    x: { label, domain },
    y: { label: "", domain: [rows.length, 0] },
    yTicks: rows.map(({ name }, i) => ({ at: i + 0.5, text: shortened(name) })),
  });
  const marks = rows.map((row, i) => {
    const middle = area.y(i + 0.5);
    const end = area.x(row.value);
    const start = area.x(Math.max(domain[0], 0));
    const bar = fromZero
      ? `<rect class="mark" x="${place(Math.min(start, end))}" y="${place(middle - 8)}" width="${place(Math.abs(end - start))}" height="16" opacity=".82"/>`
      : `<circle class="mark" cx="${place(end)}" cy="${place(middle)}" r="4.5"/>`;
    const whisker = row.interval
      ? `<line class="whisker" x1="${place(area.x(row.interval[0]))}" x2="${place(area.x(row.interval[1]))}" y1="${place(middle)}" y2="${place(middle)}"/>`
      : "";
    const furthest = Math.max(end, row.interval ? area.x(row.interval[1]) : 0, fromZero ? start : 0);
    return `${bar}${whisker}<text class="note" x="${place(furthest + 6)}" y="${place(middle + 4)}">${escapeXml(row.text ?? shortNumber(row.value))}</text>`;
  });
  const line =
    guide === undefined
      ? ""
      : `<line class="guide" x1="${place(area.x(guide))}" x2="${place(area.x(guide))}" y1="${area.top}" y2="${area.bottom}"/>`;
  return area.svg(line + marks.join(""));
}
