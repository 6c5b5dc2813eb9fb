import type { Histogram } from "../../values/histogram.ts";
import { Markup, markup } from "../markup.ts";
import { numberText } from "../number-text.ts";
import { area, extent, type Picture, place } from "./area.ts";

export interface StepHistogram {
  step: number;
  value: Histogram;
}

export interface HistogramsOptions {
  name: string;
  width?: number;
  height?: number;
}

/** What a page can show side by side; more columns would be thinner than a pixel. */
const mostColumns = 120;
const rows = 40;
/** Shades of the heat map: cells of one shade are one path. */
const shades = 12;

/**
 * Histograms over the steps as a heat map: a column a step, darker where more of that step's values lie. The shade goes with the
 * square root of the share, so that thin tails are seen.
 */
export function histogramsPicture(
  all: readonly StepHistogram[],
  { name, width, height }: HistogramsOptions,
): Picture {
  const shown = spread(all, mostColumns);
  const filled = shown.filter(({ value }) => total(value.counts) > 0);
  const domain = extent((filled.length > 0 ? filled : shown).flatMap(({ value }) => value.edges));
  const steps = shown.map(({ step }) => step);
  const last = steps.at(-1)! + (steps.length > 1 ? steps.at(-1)! - steps.at(-2)! : 1);
  const frame = area({
    title: name,
    desc: inWords(all, domain),
    x: { label: "step", domain: [steps[0]!, last] },
    y: { label: "", domain },
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
  });
  const columns = shown.map(({ value }) => shares(rebinned(value, domain, rows)));
  const most = Math.max(0, ...columns.flat());
  const paths = new Array<string>(shades + 1).fill("");
  const tall = (frame.bottom - frame.top) / rows;
  columns.forEach((column, c) => {
    const [from, to] = [frame.x(steps[c]!), frame.x(steps[c + 1] ?? last)];
    column.forEach((share, r) => {
      const shade = most > 0 ? Math.ceil(Math.sqrt(share / most) * shades - 1e-9) : 0;
      if (shade > 0)
        paths[shade] +=
          `M${place(from)} ${place(frame.bottom - (r + 1) * tall)}h${place(to - from)}v${place(tall)}h${place(from - to)}z`;
    });
  });
  const cells = paths.flatMap((d, shade) =>
    d === "" ? [] : [markup`<path class="bar" fill-opacity="${shade / shades}" d="${new Markup(d)}"/>`],
  );
  return { svg: frame.svg(...cells), area: frame };
}

/** One histogram as bars; bins of unequal width have their density as height. */
export function histogramPicture({ step, value }: StepHistogram, options: HistogramsOptions): Picture {
  const { edges, counts } = value;
  const isEven = edges.every((edge, i) => {
    const even = (edges.at(-1)! - edges[0]!) / counts.length;
    return i === 0 || Math.abs(edge - edges[i - 1]! - even) < even * 1e-6;
  });
  const heights = counts.map((count, i) => (isEven ? count : count / (edges[i + 1]! - edges[i]!)));
  const frame = area({
    title: `${options.name}, step ${step}`,
    desc: `${total(counts)} values from ${numberText(edges[0]!)} to ${numberText(edges.at(-1)!)} in ${counts.length} bins`,
    x: { label: isEven ? "value" : "value; the height is the density", domain: extent(edges) },
    y: { label: "", domain: [0, Math.max(...heights, Number.MIN_VALUE)] },
    ...(options.width !== undefined && { width: options.width }),
    ...(options.height !== undefined && { height: options.height }),
  });
  const bars = heights.map((high, i) => {
    const [from, to] = [frame.x(edges[i]!), frame.x(edges[i + 1]!)];
    return markup`<rect class="bar" x="${place(from)}" y="${place(frame.y(high))}" width="${place(Math.max(0.5, to - from - 0.6))}" height="${place(frame.bottom - frame.y(high))}"/>`;
  });
  return { svg: frame.svg(...bars), area: frame };
}

/** The counts in `bins` bins of equal width over the domain: a bin that lies in two gives each its part. */
export function rebinned(
  { edges, counts }: Histogram,
  [low, high]: readonly [number, number],
  bins: number,
): number[] {
  const made = new Array<number>(bins).fill(0);
  const width = (high - low) / bins;
  counts.forEach((count, i) => {
    const [from, to] = [edges[i]!, edges[i + 1]!];
    const first = Math.max(0, Math.floor((from - low) / width));
    const last = Math.min(bins - 1, Math.ceil((to - low) / width) - 1);
    for (let bin = first; bin <= last; bin++) {
      const inside = Math.min(to, low + (bin + 1) * width) - Math.max(from, low + bin * width);
      made[bin]! += (count * Math.max(0, inside)) / (to - from);
    }
  });
  return made;
}

/** At most `most` of them, evenly, the first and the last among them. */
export function spread<T>(all: readonly T[], most: number): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))]!);
}

function shares(counts: number[]): number[] {
  const sum = total(counts);
  return counts.map((count) => (sum === 0 ? 0 : count / sum));
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function inWords(all: readonly StepHistogram[], [low, high]: readonly [number, number]): string {
  return `${all.length === 1 ? "a histogram" : `${all.length} histograms`} over the steps ${all[0]!.step} to ${all.at(-1)!.step}, values from ${numberText(low)} to ${numberText(high)}`;
}
