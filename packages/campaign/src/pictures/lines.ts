import { type Caption, escapeXml, extent, frame, place, shortNumber } from "./frame.ts";

export interface Line {
  name: string;
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  /** Half the height of a band around it. */
  spread?: ArrayLike<number>;
  /** Whether points are drawn and no line between them. */
  isPoints?: boolean;
}

export interface LinesOptions extends Caption {
  xLabel: string;
  yLabel: string;
  xDomain?: readonly [number, number];
  yDomain?: readonly [number, number];
  /** From one point to another, dashed. */
  guide?: readonly [from: readonly [number, number], to: readonly [number, number]];
}

/** One or two lines, each with its name at its end: learning curves, ROC, calibration, the history of a search. */
export function lines(series: readonly Line[], options: LinesOptions): string {
  const xDomain = options.xDomain ?? extent(series.flatMap(({ x }) => Array.from(x)));
  const yDomain =
    options.yDomain ??
    extent(
      series.flatMap(({ y, spread }) =>
        Array.from(y, (value, i) => [value - (spread?.[i] ?? 0), value + (spread?.[i] ?? 0)]).flat(),
      ),
      0.06,
    );
  const area = frame({
    title: options.title,
    desc: options.desc,
    x: { label: options.xLabel, domain: xDomain },
    y: { label: options.yLabel, domain: yDomain },
  });
  const clamp = (value: number) => Math.min(area.bottom, Math.max(area.top, value));
  const at = (x: number, y: number) => `${place(area.x(x))} ${place(clamp(area.y(y)))}`;
  const drawn = series.map(({ x, y, spread, isPoints }, s) => {
    const indices = Array.from({ length: x.length }, (_, i) => i);
    const band = spread
      ? `<path class="band" d="M${[
          ...indices.map((i) => at(x[i]!, y[i]! + spread[i]!)),
          ...indices.toReversed().map((i) => at(x[i]!, y[i]! - spread[i]!)),
        ].join("L")}Z"/>`
      : "";
    if (isPoints)
      return (
        band +
        indices
          .map(
            (i) =>
              `<circle class="${s === 0 ? "mark" : "second"}" cx="${place(area.x(x[i]!))}" cy="${place(clamp(area.y(y[i]!)))}" r="3.5"/>`,
          )
          .join("")
      );
    return `${band}<path class="${s === 0 ? "path" : "path2"}" d="M${indices.map((i) => at(x[i]!, y[i]!)).join("L")}"/>`;
  });
  const { guide } = options;
  const line = guide
    ? `<path class="guide" fill="none" d="M${at(...(guide[0] as [number, number]))}L${at(...(guide[1] as [number, number]))}"/>`
    : "";
  return area.svg(line + drawn.join("") + (series.length > 1 ? legend(series, area.left) : ""));
}

function legend(series: readonly Line[], left: number): string {
  let x = left + 8;
  return series
    .map(({ name }, s) => {
      const item = `<line class="${s === 0 ? "path" : "path2"}" x1="${place(x)}" x2="${place(x + 18)}" y1="8" y2="8"/><text class="note" x="${place(x + 23)}" y="12">${escapeXml(name)}</text>`;
      x += 40 + 6.2 * name.length;
      return item;
    })
    .join("");
}

/** Points of two columns against each other, at most 2,000 of them, evenly picked. */
export function scatter(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: LinesOptions & { line?: Line },
): string {
  const step = Math.max(1, Math.ceil(x.length / 2000));
  const picked = Array.from({ length: Math.floor((x.length + step - 1) / step) }, (_, i) => i * step).filter(
    (i) => Number.isFinite(x[i]) && Number.isFinite(y[i]),
  );
  const [xs, ys] = [picked.map((i) => x[i]!), picked.map((i) => y[i]!)];
  const area = frame({
    title: options.title,
    desc: `${options.desc} ${picked.length} points of ${x.length}, x from ${shortNumber(Math.min(...xs))} to ${shortNumber(Math.max(...xs))}.`,
    x: { label: options.xLabel, domain: options.xDomain ?? extent(xs, 0.02) },
    y: { label: options.yLabel, domain: options.yDomain ?? extent(ys, 0.02) },
  });
  const points = picked.map(
    (_, at) =>
      `<circle class="mark" cx="${place(area.x(xs[at]!))}" cy="${place(area.y(ys[at]!))}" r="2" opacity=".35"/>`,
  );
  const { guide } = options;
  const line = guide
    ? `<line class="guide" x1="${place(area.x(guide[0][0]))}" y1="${place(area.y(guide[0][1]))}" x2="${place(area.x(guide[1][0]))}" y2="${place(area.y(guide[1][1]))}"/>`
    : "";
  return area.svg(points.join("") + line);
}
