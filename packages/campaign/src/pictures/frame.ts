/** What every picture has: a title that a screen reader says, and a description with the figures that it shows. */
export interface Caption {
  title: string;
  desc: string;
}

export interface Axis {
  label: string;
  /** The ends of what is shown. */
  domain: readonly [low: number, high: number];
}

export interface FrameOptions extends Caption {
  x: Axis;
  y: Axis;
  width?: number;
  height?: number;
  /** Words in place of numbers along an axis, at these values. */
  xTicks?: readonly Tick[];
  yTicks?: readonly Tick[];
}

export interface Tick {
  at: number;
  text: string;
}

/** Places of values on the drawing, and the drawing with axes around some marks. */
export interface Frame {
  x(value: number): number;
  y(value: number): number;
  /** The room inside the axes. */
  left: number;
  right: number;
  top: number;
  bottom: number;
  svg(marks: string): string;
}

/** A drawing area with axes, ticks and labels. Colours are CSS variables with the text's colour behind them, so that a page in the dark needs no second picture. */
export function frame(options: FrameOptions): Frame {
  const { width = 560, height = 320 } = options;
  const yTicks = options.yTicks ?? niceTicks(options.y.domain);
  const xTicks = options.xTicks ?? niceTicks(options.x.domain);
  const widest = Math.max(...yTicks.map(({ text }) => text.length), 2);
  const [left, right, top, bottom] = [Math.min(190, 30 + 7 * widest), width - 16, 16, height - 48];
  const scale =
    ([low, high]: Axis["domain"], [from, to]: [number, number]) =>
    (value: number) =>
      from + ((value - low) / (high - low || 1)) * (to - from);
  const x = scale(options.x.domain, [left, right]);
  const y = scale(options.y.domain, [bottom, top]);
  const axes = [
    ...yTicks.map(
      ({ at, text }) =>
        `<line class="grid" x1="${left}" x2="${right}" y1="${place(y(at))}" y2="${place(y(at))}"/><text class="tick" x="${left - 8}" y="${place(y(at) + 4)}" text-anchor="end">${escapeXml(text)}</text>`,
    ),
    ...xTicks.map(
      ({ at, text }) =>
        `<text class="tick" x="${place(x(at))}" y="${bottom + 18}" text-anchor="middle">${escapeXml(text)}</text>`,
    ),
    `<line class="axis" x1="${left}" x2="${right}" y1="${bottom}" y2="${bottom}"/>`,
    `<text class="label" x="${(left + right) / 2}" y="${height - 8}" text-anchor="middle">${escapeXml(options.x.label)}</text>`,
    options.y.label === ""
      ? ""
      : `<text class="label" transform="translate(14 ${(top + bottom) / 2}) rotate(-90)" text-anchor="middle">${escapeXml(options.y.label)}</text>`,
  ];
  return {
    x,
    y,
    left,
    right,
    top,
    bottom,
    svg: (marks) => drawing(options, [width, height], `${axes.join("")}${marks}`),
  };
}

/** An SVG of its own: text, colours and description stand in it. */
export function drawing(
  { title, desc }: Caption,
  [width, height]: readonly [number, number],
  inside: string,
): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}" style="max-width:${width}px"><title>${escapeXml(title)}</title><desc>${escapeXml(desc)}</desc><style>${style}</style>${inside}</svg>\n`;
}

const style = [
  "svg{font:12px/1.2 Inter,system-ui,sans-serif;color:var(--ink,#1d1f24);width:100%;height:auto}",
  "@media (prefers-color-scheme:dark){svg{--ink:#eceae4;--ink2:#a9adb8;--ink3:#8b909c;--line:#272b33;--line2:#3a3f4a;--accent:#8fb1ff;--amber:#f0b04a;--amber-dot:#efaa38;--gap:#ff8a70;--dot:#6d7689}}",
  "text{fill:currentColor}.tick,.note{fill:var(--ink2,#565a64);font-size:11px}.label{font-size:12px}",
  ".grid{stroke:var(--line,#e4e1d9)}.axis{stroke:var(--line2,#cfcbc0)}",
  ".mark{fill:var(--accent,#2a50a8)}.second{fill:var(--amber-dot,#e29a12)}.soft{fill:var(--dot,#7b8398)}.gap{fill:var(--gap,#c0402a)}",
  ".path{fill:none;stroke:var(--accent,#2a50a8);stroke-width:2}.path2{fill:none;stroke:var(--amber,#b87400);stroke-width:2;stroke-dasharray:5 3}",
  ".whisker{stroke:currentColor;stroke-width:1.3}.guide{stroke:var(--ink3,#666a74);stroke-dasharray:4 4}.band{fill:var(--accent,#2a50a8);opacity:.18}",
].join("");

/** Round steps of 1, 2 or 5 times a power of ten that cover the domain, about five of them. */
export function niceTicks([low, high]: Axis["domain"], count = 5): Tick[] {
  if (!(high > low)) return [{ at: low, text: shortNumber(low) }];
  const raw = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5, 10].find((m) => m * power >= raw) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const at = (first + i) * step;
    return { at, text: Math.abs(at) >= 10_000 ? shortNumber(at) : at.toFixed(Math.min(decimals, 8)) };
  });
}

/** 12,300 as 12.3k, 0.000012 as 1.2e-5; three or four digits otherwise. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return String(value);
  if (size >= 1e9) return `${trimmed(value / 1e9)}G`;
  if (size >= 1e6) return `${trimmed(value / 1e6)}M`;
  if (size >= 1e4) return `${trimmed(value / 1e3)}k`;
  if (size !== 0 && size < 1e-3) return value.toExponential(1);
  return String(Number(value.toPrecision(4)));
}

const trimmed = (value: number): string => String(Number(value.toFixed(1)));

/** A coordinate with one decimal. */
export const place = (value: number): string => String(Math.round(value * 10) / 10);

export function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** A text that fits beside a bar. */
export function shortened(text: string, length = 24): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** The ends of these numbers, a little apart where all are one. */
export function extent(values: Iterable<number>, pad = 0): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return [0, 1];
  if (low === high) return [low - 0.5, high + 0.5];
  const room = (high - low) * pad;
  return [low - room, high + room];
}
