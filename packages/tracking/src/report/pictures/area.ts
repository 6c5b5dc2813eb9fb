import { type Markup, markup } from "../markup.ts";
import { numberText } from "../number-text.ts";

export interface AreaOptions {
  /** What a screen reader says first. */
  title: string;
  /** The figures that it shows, in words. */
  desc: string;
  x: Axis;
  y: Axis;
  /** In CSS pixels; 440 × 240 unless told. */
  width?: number;
  height?: number;
}

export interface Axis {
  label: string;
  domain: readonly [low: number, high: number];
}

/** A drawing with axes: where values lie on it, and the room inside. */
export interface Area {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  x(value: number): number;
  y(value: number): number;
  /** The whole SVG around some marks. */
  svg(...marks: readonly Markup[]): Markup;
}

/** A picture, and the room inside its axes, so that a page can say what is under the pointer. */
export interface Picture {
  svg: Markup;
  area: Area;
}

/** A drawing area with axes, ticks and labels. Its colours are those of `picture-style.ts`. */
export function area(options: AreaOptions): Area {
  const { width = 440, height = 240 } = options;
  const yTicks = ticks(options.y.domain, Math.max(2, Math.floor(height / 50)));
  const widest = Math.max(2, ...yTicks.map((at) => numberText(at).length));
  const [left, right, top, bottom] = [14 + 7 * widest, width - 10, 10, height - 40];
  const x = scale(options.x.domain, left, right);
  const y = scale(options.y.domain, bottom, top);
  const xTicks = ticks(options.x.domain, Math.max(2, Math.floor((right - left) / 75)));
  const axes = [
    ...yTicks.map(
      (at) =>
        markup`<line class="grid" x1="${left}" x2="${right}" y1="${place(y(at))}" y2="${place(y(at))}"/><text class="tick" x="${left - 6}" y="${place(y(at) + 4)}" text-anchor="end">${numberText(at)}</text>`,
    ),
    ...xTicks.map(
      (at) =>
        markup`<text class="tick" x="${place(x(at))}" y="${bottom + 16}" text-anchor="middle">${numberText(at)}</text>`,
    ),
    markup`<line class="axis" x1="${left}" x2="${right}" y1="${bottom}" y2="${bottom}"/><text class="tick" x="${(left + right) / 2}" y="${height - 6}" text-anchor="middle">${options.x.label}</text>`,
  ];
  const { title, desc } = options;
  return {
    ...{ width, height, left, right, top, bottom, x, y },
    svg: (...marks) =>
      markup`<svg class="picture" viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="${`${title}: ${desc}`}"><title>${title}</title>${axes}${marks}</svg>`,
  };
}

function scale([low, high]: Axis["domain"], from: number, to: number): (value: number) => number {
  return (value) => from + ((value - low) / (high - low || 1)) * (to - from);
}

/** Multiples of 1, 2 or 5 times a power of ten inside the domain, about `count` of them. */
export function ticks([low, high]: Axis["domain"], count: number): number[] {
  const raw = (high - low) / count;
  if (!(raw > 0) || !Number.isFinite(raw)) return [low];
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * [1, 2, 5, 10].find((m) => m * power >= raw * (1 - 1e-9))!;
  const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** A coordinate with one decimal. */
export function place(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** The ends of the finite ones among these numbers, with `pad` of their distance at both; apart where all are one. */
export function extent(values: Iterable<number>, pad = 0): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return [0, 1];
  if (low === high) {
    const room = low === 0 ? 0.5 : Math.abs(low) * 0.05;
    return [low - room, high + room];
  }
  const room = (high - low) * pad;
  return [low - room, high + room];
}

/** A path through points; a point that is not finite leaves a gap. */
export function path(x: readonly number[], y: readonly number[]): string {
  let text = "";
  let isOpen = false;
  x.forEach((at, i) => {
    const is = Number.isFinite(at) && Number.isFinite(y[i]);
    if (is) text += `${isOpen ? "L" : "M"}${place(at)} ${place(y[i]!)}`;
    isOpen = is;
  });
  return text;
}

/** The outline of a band, in one piece for each stretch without gaps. */
export function band(x: readonly number[], low: readonly number[], high: readonly number[]): string {
  const pieces: number[][] = [];
  let isOpen = false;
  x.forEach((at, i) => {
    const is = [at, low[i]!, high[i]!].every(Number.isFinite);
    if (is && !isOpen) pieces.push([]);
    if (is) pieces.at(-1)!.push(i);
    isOpen = is;
  });
  return pieces
    .map((piece) => {
      const up = piece.map((i) => `${place(x[i]!)} ${place(high[i]!)}`);
      const down = piece.toReversed().map((i) => `${place(x[i]!)} ${place(low[i]!)}`);
      return `M${[...up, ...down].join("L")}Z`;
    })
    .join("");
}
