import type { Point } from "@blankfile/tracking";
import { useEffect, useRef } from "preact/hooks";
import type uPlot from "uplot";
import { metricText } from "./format.ts";
import { type Columns, columnsOf } from "./series.ts";

interface Props {
  title: string;
  lines: { label: string; points: readonly Point[] }[];
}

const height = 220;

/** One metric against the step, a line per run. uPlot is loaded when the first curve is shown. */
export function Curve({ title, lines }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | undefined>(undefined);
  const columns = columnsOf(lines);
  const latest = useRef(columns);
  latest.current = columns;
  const shape = columns.labels.join("\n");

  useEffect(() => {
    let gone = false;
    const remake = async () => {
      const { default: UPlot } = await import("uplot");
      await import("uplot/dist/uPlot.min.css");
      if (gone || place.current === null) return;
      chart.current?.destroy();
      chart.current = new UPlot(options(place.current, latest.current), data(latest.current), place.current);
    };
    void remake();
    const resized = new ResizeObserver(() => {
      const width = place.current?.clientWidth ?? 0;
      if (chart.current && width > 0 && width !== chart.current.width)
        chart.current.setSize({ width, height });
    });
    resized.observe(place.current!);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", remake);
    const theme = new MutationObserver(remake);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    return () => {
      gone = true;
      resized.disconnect();
      theme.disconnect();
      scheme.removeEventListener("change", remake);
      chart.current?.destroy();
      chart.current = undefined;
    };
  }, [shape]);

  useEffect(() => {
    if (chart.current?.series.length === columns.values.length + 1) chart.current.setData(data(columns));
  });

  return (
    <figure class="curve">
      <figcaption>
        <span>{title}</span>
        {columns.shown < columns.total && (
          <small>
            {columns.shown} of {columns.total} points
          </small>
        )}
        {columns.unfit > 0 && (
          <small class="bad">
            {columns.unfit === 1 ? "1 value is" : `${columns.unfit} values are`} NaN or infinite
          </small>
        )}
      </figcaption>
      <div
        ref={place}
        class="plot"
        role="img"
        aria-label={inWords(title, columns)}
        style={{ minHeight: `${height}px` }}
      />
    </figure>
  );
}

function data(columns: Columns): uPlot.AlignedData {
  return [columns.steps, ...columns.values] as uPlot.AlignedData;
}

function options(place: HTMLElement, columns: Columns): uPlot.Options {
  const css = getComputedStyle(place);
  const colour = (name: string) => css.getPropertyValue(name).trim();
  const tones = ["--accent", "--amber-dot", "--ok", "--gap", "--dot", "--ink2"].map(colour);
  const withMean = columns.labels.at(-1)?.startsWith("mean of ") === true;
  const axis = {
    stroke: colour("--ink2"),
    font: "12px 'Inter Variable', sans-serif",
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { stroke: colour("--line"), width: 1, size: 4 },
  };
  return {
    width: place.clientWidth || 300,
    height,
    scales: { x: { time: false } },
    cursor: { drag: { x: true, y: false } },
    legend: { live: true },
    axes: [
      {
        ...axis,
        label: "step",
        labelFont: axis.font,
        labelSize: 18,
        size: 34,
        values: (_, splits) => splits.map((s) => (Number.isInteger(s) ? String(s) : "")),
      },
      { ...axis, size: 58, values: (_, splits) => splits.map((s) => metricText(s)) },
    ],
    series: [
      { label: "step", value: (_, v) => (v === null || v === undefined ? "–" : String(v)) },
      ...columns.labels.map((label, i): uPlot.Series => {
        const isMean = withMean && i === columns.labels.length - 1;
        const stroke = isMean ? colour("--ink") : tones[i % tones.length]!;
        return {
          label,
          stroke,
          width: isMean ? 2.5 : withMean ? 1.2 : 1.8,
          alpha: withMean && !isMean ? 0.65 : 1,
          spanGaps: true,
          points: { show: columns.steps.length < 12, size: 5 },
          value: (_, v) => (v === null || v === undefined ? "–" : metricText(v)),
        };
      }),
    ],
  };
}

function inWords(title: string, { labels, values, steps }: Columns): string {
  if (steps.length === 0) return `${title}: no values yet`;
  const ends = labels.map((label, i) => {
    const known = values[i]!.filter((v) => v !== null);
    return `${label} from ${metricText(known[0] ?? Number.NaN)} to ${metricText(known.at(-1) ?? Number.NaN)}`;
  });
  return `${title} over steps ${steps[0]} to ${steps.at(-1)}: ${ends.join("; ")}`;
}
