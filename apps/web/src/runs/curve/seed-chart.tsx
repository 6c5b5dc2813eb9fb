import { useMemo, useRef } from "preact/hooks";
import type uPlot from "uplot";
import { metricText } from "../format.ts";
import { type ChartColumns, chartColumns, type DrawnConfiguration, type LineKind } from "./chart-columns.ts";
import { ChartNotes } from "./chart-notes.tsx";
import { type ChartView, xName } from "./chart-view.ts";
import { isDarkNow, toneOf } from "./tones.ts";
import "./curve.css";
import { colours, crossesAt, usePlot } from "./use-plot.ts";

interface Props {
  title: string;
  drawn: DrawnConfiguration[];
  view: ChartView;
  /** The places of the configurations among the page's colours, in the order of `drawn`. */
  tones: readonly number[];
}

const height = 260;

/** One metric of several configurations: the mean over seeds with its 95 % interval as a band, each seed as a thin line. */
export function SeedChart({ title, drawn, view, tones }: Props) {
  const columns = useMemo(() => chartColumns(drawn, view), [drawn, view]);
  const latest = useRef(columns);
  latest.current = columns;
  const readout = useRef<HTMLParagraphElement>(null);
  const say = (text: string) => {
    if (readout.current) readout.current.textContent = text;
  };
  const kinds = columns.lines.map(({ kind, name }) => `${kind} ${name}`).join("\n");
  const shape = [kinds, view.x, view.logX, view.logY, tones.join(" ")].join("\n");
  const place = usePlot(
    {
      options: (element) => options(element, { now: () => latest.current, view, tones, say }),
      data: () => [columns.xs, ...columns.lines.map(({ values }) => values)] as uPlot.AlignedData,
    },
    shape,
    height,
  );
  return (
    <figure class="curve">
      <figcaption>
        <span>{title}</span>
        <ChartNotes columns={columns} view={view} />
      </figcaption>
      <div
        ref={place}
        class="plot"
        role="img"
        aria-label={inWords(title, columns, view)}
        style={{ minHeight: `${height}px` }}
      />
      <p class="readout" ref={readout} />
    </figure>
  );
}

const widths: Record<LineKind, number> = { seed: 1.1, raw: 1, mean: 2.4, low: 0, high: 0 };
/** Two hex digits behind a colour: uPlot forgets a line's own alpha once another one was pointed at. */
const alphas: Record<LineKind, string> = { seed: "80", raw: "3a", mean: "", low: "00", high: "00" };

interface Parts {
  /** New points come to a chart that stands. */
  now: () => ChartColumns;
  view: ChartView;
  tones: readonly number[];
  say: (text: string) => void;
}

function options(element: HTMLElement, { now, view, tones, say }: Parts): uPlot.Options {
  const { lines } = now();
  const colour = colours(element);
  const isDark = isDarkNow();
  const tone = (of: number) => toneOf(tones[of]!, isDark);
  const isEdge = (i: number) => ["low", "high"].includes(lines[i - 1]?.kind ?? "");
  const axis = {
    stroke: colour("--ink2"),
    font: "12px 'Inter Variable', sans-serif",
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { stroke: colour("--line"), width: 1, size: 4 },
  };
  let pointed = 0;
  const xText = (x: number) => (view.x === "time" ? secondsText(x) : metricText(x));
  return {
    width: element.clientWidth || 300,
    height,
    scales: {
      x: { time: false, ...(view.logX && { distr: 3 }) },
      y: view.logY ? { distr: 3 } : { range: (chart, low, high) => yRange(chart, now(), low, high) },
    },
    cursor: {
      drag: { x: true, y: false },
      points: { one: true, size: 7 },
      focus: { prox: 24, dist: (_, i, __, at, pointer) => (isEdge(i) ? Infinity : at - pointer) },
    },
    focus: { alpha: 0.3 },
    legend: { show: false },
    axes: [
      {
        ...axis,
        label: `${xName(view.x)}${view.logX ? ", log" : ""}`,
        labelFont: axis.font,
        labelSize: 18,
        size: 34,
        space: view.x === "time" ? 80 : 50,
        values: (_, splits) => splits.map((x) => (x === null ? "" : xText(x))),
      },
      { ...axis, size: 62, values: (_, splits) => splits.map((y) => (y === null ? "" : metricText(y))) },
    ],
    bands: lines.flatMap(({ kind, of }, i) =>
      kind === "high" ? [{ series: [i + 1, i + 2], fill: `${tone(of).colour}26` } as uPlot.Band] : [],
    ),
    series: [
      {},
      ...lines.map(({ kind, of, values }): uPlot.Series => {
        const { colour, dash } = tone(of);
        const points = values.filter((value) => value !== undefined).length;
        return {
          stroke: `${colour}${alphas[kind]}`,
          width: widths[kind],
          spanGaps: false,
          auto: kind !== "low" && kind !== "high",
          points: {
            show: kind !== "low" && kind !== "high" && points < 12,
            size: kind === "mean" ? 5 : 3.5,
            fill: `${colour}${alphas[kind]}`,
          },
          ...(dash && kind === "mean" && { dash }),
        };
      }),
    ],
    hooks: {
      setSeries: [
        (chart, focused) => {
          pointed = focused ?? 0;
          for (const [i, { kind }] of lines.entries())
            chart.series[i + 1]!.width = i + 1 === focused && kind !== "mean" ? 2.4 : widths[kind];
        },
      ],
      setCursor: [
        (chart) => {
          const { lines, xs } = now();
          const line = lines[pointed - 1];
          const at = chart.cursor.idxs?.[pointed];
          if (!line || at === null || at === undefined) return say("");
          const value = line.values[at];
          const shown = value === null || value === undefined ? "no number" : metricText(value);
          say(`${line.name}: ${shown} at ${view.x === "time" ? "" : `${xName(view.x)} `}${xText(xs[at]!)}`);
        },
      ],
      draw: [crossesAt(() => now().unfit.map(({ x }) => x), colour("--gap"))],
    },
  };
}

/** The lines fill the chart; a band may take half as much again above and below, and goes on outside. */
function yRange(
  chart: uPlot,
  { lines }: ChartColumns,
  low: number | null,
  high: number | null,
): [number, number] {
  if (low === null || high === null) return [0, 1];
  const span = high - low || Math.abs(high) || 1;
  let [least, greatest] = [low - 0.05 * span, high + 0.05 * span];
  const [from, to] = chart.series[0]!.idxs ?? [0, Number.POSITIVE_INFINITY];
  for (const { kind, values } of lines) {
    if (kind !== "low" && kind !== "high") continue;
    for (let i = from; i <= Math.min(to, values.length - 1); i++) {
      const value = values[i];
      if (value === null || value === undefined) continue;
      least = Math.min(least, Math.max(value, low - span / 2));
      greatest = Math.max(greatest, Math.min(value, high + span / 2));
    }
  }
  return [least, greatest];
}

/** As many digits as tell one tick from the next. */
function secondsText(seconds: number): string {
  if (Math.abs(seconds) < 300) return `${metricText(seconds)} s`;
  return Math.abs(seconds) < 10_800 ? `${metricText(seconds / 60)} min` : `${metricText(seconds / 3600)} h`;
}

function inWords(title: string, { lines, xs }: ChartColumns, view: ChartView): string {
  if (xs.length === 0) return `${title}: no values yet`;
  const ends = lines
    .filter(({ kind }) => kind === "mean")
    .map(({ name, values }) => {
      const known = values.filter((value) => value !== null && value !== undefined);
      return `${name} from ${metricText(known[0] ?? Number.NaN)} to ${metricText(known.at(-1) ?? Number.NaN)}`;
    });
  return `${title} against ${xName(view.x)}: ${ends.join("; ")}`;
}
