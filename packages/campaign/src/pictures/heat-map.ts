import { type Caption, drawing, escapeXml, place, shortened } from "./frame.ts";

export interface HeatMapOptions extends Caption {
  rows: readonly string[];
  columns: readonly string[];
  /** What stands in a cell. */
  text: (value: number) => string;
  /** The value of the darkest cell; the largest size unless told. Values below 0 have the other colour. */
  full?: number;
  xLabel?: string;
  yLabel?: string;
}

/** A matrix as coloured cells with their figures: correlations, a confusion matrix. values are [rows, columns], row by row; NaN stays empty. */
export function heatMap(values: ArrayLike<number>, options: HeatMapOptions): string {
  const { rows, columns, text, xLabel = "", yLabel = "" } = options;
  const widest = Math.max(...rows.map((name) => shortened(name, 18).length));
  const left = 34 + 6.6 * widest;
  const cell = Math.max(26, Math.min(72, (620 - left) / columns.length));
  const high = Math.min(cell, 40);
  const isLong = columns.some((name) => shortened(name, 14).length * 6.6 > cell);
  const top = isLong ? 26 + 5 * Math.max(...columns.map((name) => shortened(name, 14).length)) : 40;
  const full = options.full ?? Math.max(...Array.from(values).filter(Number.isFinite).map(Math.abs), 1e-12);
  const cells = rows.flatMap((_, i) =>
    columns.map((_, j) => {
      const value = values[i * columns.length + j]!;
      if (!Number.isFinite(value)) return "";
      const [x, y] = [left + j * cell, top + i * high];
      const strength = Math.min(1, Math.abs(value) / full);
      const word = text(value);
      const size = Math.min(12, (cell - 4) / (0.6 * word.length));
      return `<rect class="${value < 0 ? "gap" : "mark"}" opacity="${(0.06 + 0.5 * strength).toFixed(2)}" x="${place(x)}" y="${place(y)}" width="${place(cell - 1)}" height="${place(high - 1)}"/><text x="${place(x + cell / 2)}" y="${place(y + high / 2 + 4)}" text-anchor="middle" style="font-size:${place(size)}px">${escapeXml(word)}</text>`;
    }),
  );
  const names = [
    ...rows.map(
      (name, i) =>
        `<text class="tick" x="${place(left - 6)}" y="${place(top + i * high + high / 2 + 4)}" text-anchor="end">${escapeXml(shortened(name, 18))}</text>`,
    ),
    ...columns.map((name, j) => {
      const x = left + j * cell + cell / 2;
      return isLong
        ? `<text class="tick" transform="translate(${place(x)} ${top - 6}) rotate(-50)">${escapeXml(shortened(name, 14))}</text>`
        : `<text class="tick" x="${place(x)}" y="${top - 8}" text-anchor="middle">${escapeXml(shortened(name, 14))}</text>`;
    }),
    xLabel
      ? `<text class="label" x="${place(left + (columns.length * cell) / 2)}" y="14" text-anchor="middle">${escapeXml(xLabel)}</text>`
      : "",
    yLabel
      ? `<text class="label" transform="translate(14 ${place(top + (rows.length * high) / 2)}) rotate(-90)" text-anchor="middle">${escapeXml(yLabel)}</text>`
      : "",
  ];
  const width = Math.ceil(left + columns.length * cell + (isLong ? 60 : 8));
  return drawing(options, [width, Math.ceil(top + rows.length * high + 8)], cells.join("") + names.join(""));
}
