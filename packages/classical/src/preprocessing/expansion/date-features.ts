import { CellTransformer } from "../../encoding/cells/cell-transformer.ts";
import type { Cell, Cells } from "../../encoding/cells/cells.ts";
import { nameClass } from "../../estimator/known.ts";
import { boolean, choice, list, type Options, withDefault } from "../../estimator/parameters.ts";
import { Matrix } from "../../matrix/matrix.ts";
import { type DateParts, parseIsoDate } from "./iso-dates.ts";

/** In order; a cyclical part has a first value and a period. */
const parts = {
  year: { of: ({ year }: DateParts) => year },
  quarter: { of: ({ month }: DateParts) => Math.floor((month - 1) / 3) + 1, from: 1, period: 4 },
  month: { of: ({ month }: DateParts) => month, from: 1, period: 12 },
  day: { of: ({ day }: DateParts) => day, from: 1, period: 31 },
  dayOfYear: { of: ({ dayOfYear }: DateParts) => dayOfYear, from: 1, period: 365.25 },
  /** Monday is 0. */
  weekday: { of: ({ weekday }: DateParts) => weekday, from: 0, period: 7 },
  isWeekend: { of: ({ weekday }: DateParts) => Number(weekday >= 5) },
  hour: { of: ({ hour }: DateParts) => hour, from: 0, period: 24 },
  minute: { of: ({ minute }: DateParts) => minute, from: 0, period: 60 },
  second: { of: ({ second }: DateParts) => second, from: 0, period: 60 },
  /** Days since 1970-01-01T00:00, with a fraction. */
  time: { of: ({ time }: DateParts) => time },
} as const;

export type DatePart = keyof typeof parts;
const names = Object.keys(parts) as [DatePart, ...DatePart[]];

const parameters = {
  /** The parts wanted, in the order of the result. */
  parts: withDefault<readonly DatePart[]>(
    ["year", "month", "day", "weekday", "hour"],
    list<DatePart>([], choice(...names)),
  ),
  /** Whether parts that come round (quarter, month, day, dayOfYear, weekday, hour, minute, second) are also given as sine and cosine. */
  cyclical: boolean(false),
};

export type DateFeaturesOptions = Options<typeof parameters>;

/**
 * Numbers of dates: year, month, day, weekday (Monday is 0), hour and others, from columns of ISO texts such as 2024-02-29 or 2024-02-29T13:45:00Z.
 *
 * The parts are read as they are written, in the text's own time zone. A part that comes round may be given as a point on a circle too,
 * (sin 2π(x − first) / period, cos …), so that December is next to January. A missing date gives NaN in all its columns. It learns nothing
 * from the rows of fit but that they can be read.
 */
export class DateFeatures extends CellTransformer<typeof parameters> {
  static {
    nameClass("DateFeatures", DateFeatures);
  }

  constructor(options: DateFeaturesOptions = {}) {
    super(parameters, options);
    if (this.params.parts.length === 0)
      throw new RangeError("DateFeatures: parts is an empty list, one is needed");
  }

  override get traits() {
    return { allowsNaN: true, fillsNaN: false };
  }

  override getFeatureNamesOut(): string[] {
    const suffixes = this.params.parts.flatMap((part) =>
      this.#isCyclical(part) ? [part, `${part}_sin`, `${part}_cos`] : [part],
    );
    return this.namesIn().flatMap((name) => suffixes.map((suffix) => `${name}_${suffix}`));
  }

  protected learnCells({ columns }: Cells): void {
    for (const [j, column] of columns.entries())
      column.forEach((cell, i) => void this.#read("fit", cell, [i, j]));
  }

  protected changeCells({ columns, rows }: Cells): Matrix {
    const width = this.getFeatureNamesOut().length;
    const out = Matrix.zeros(rows, width);
    const each = width / columns.length;
    for (const [j, column] of columns.entries()) {
      for (const [i, cell] of column.entries()) {
        const date = this.#read("transform", cell, [i, j]);
        const place = out.data.subarray(i * width + j * each, i * width + (j + 1) * each);
        if (date === null) place.fill(Number.NaN);
        else place.set(this.params.parts.flatMap((part) => this.#numbers(part, date)));
      }
    }
    return out;
  }

  #read(method: string, cell: Cell, [i, j]: [number, number]): DateParts | null {
    if (cell === null) return null;
    const date = typeof cell === "string" ? parseIsoDate(cell) : null;
    if (date !== null) return date;
    const place = this.featureNamesIn_
      ? `row ${i} of ${JSON.stringify(this.featureNamesIn_[j])}`
      : `X[${i}, ${j}]`;
    throw new RangeError(
      `DateFeatures.${method}: ${place} is ${JSON.stringify(cell)}, an ISO date is needed; 2024-02-29 or 2024-02-29T13:45:00Z`,
    );
  }

  #numbers(part: DatePart, date: DateParts): number[] {
    const value = parts[part].of(date);
    if (!this.#isCyclical(part)) return [value];
    const { from, period } = parts[part] as { from: number; period: number };
    const angle = (2 * Math.PI * (value - from)) / period;
    return [value, Math.sin(angle), Math.cos(angle)];
  }

  #isCyclical(part: DatePart): boolean {
    return this.params.cyclical && "period" in parts[part];
  }
}
