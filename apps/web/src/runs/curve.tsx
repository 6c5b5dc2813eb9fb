import type { Point } from "@blankfile/tracking";
import { useRef } from "preact/hooks";
import type uPlot from "uplot";
import "./curve/curve.css";
import { colours, crossesAt, usePlot } from "./curve/use-plot.ts";
import { metricText } from "./format.ts";
import { type Columns, columnsOf } from "./series.ts";

interface Props {
  title: string;
  lines: { label: string; points: readonly Point[] }[];
}

const height = 220;

/** One metric against the step, a line per run; from three runs on their mean too, with its 95 % interval as a band. */
export function Curve({ title, lines }: Props) {
  const columns = columnsOf(lines);
  const latest = useRef(columns);
  latest.current = columns;
  const place = usePlot(
    { options: (element) => options(element, () => latest.current), data: () => dataOf(columns) },
    columns.labels.join("\n"),
    height,
  );
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
            {columns.unfit === 1 ? "1 value is" : `${columns.unfit} values are`} NaN or infinite: × at the
            foot
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

function dataOf({ steps, values, band }: Columns): uPlot.AlignedData {
  return [steps, ...values, ...(band ? [band.high, band.low] : [])] as uPlot.AlignedData;
}

/** New points come to a chart that stands. */
function options(place: HTMLElement, now: () => Columns): uPlot.Options {
  const columns = now();
  const colour = colours(place);
  const tones = ["--accent", "--amber-dot", "--ok", "--gap", "--dot", "--ink2"].map(colour);
  const meanAt = columns.band ? columns.labels.length - 1 : -1;
  const axis = {
    stroke: colour("--ink2"),
    font: "12px 'Inter Variable', sans-serif",
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { stroke: colour("--line"), width: 1, size: 4 },
  };
  const edge = { class: "edge", label: "", stroke: "transparent", width: 0, points: { show: false } };
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
    bands: columns.band
      ? [{ series: [meanAt + 2, meanAt + 3], fill: `${colour("--ink")}14` } as uPlot.Band]
      : [],
    series: [
      { label: "step", value: (_, v) => (v === null || v === undefined ? "–" : String(v)) },
      ...columns.labels.map((label, i): uPlot.Series => {
        const isMean = i === meanAt;
        const stroke = isMean ? colour("--ink") : tones[i % tones.length]!;
        return {
          label,
          stroke,
          width: isMean ? 2.5 : meanAt >= 0 ? 1.2 : 1.8,
          alpha: meanAt >= 0 && !isMean ? 0.65 : 1,
          spanGaps: true,
          points: { show: columns.steps.length < 12, size: 5 },
          value: (_, v) => (v === null || v === undefined ? "–" : metricText(v)),
        };
      }),
      // The band runs out of the chart rather than flatten the lines in it.
      ...(columns.band ? [1, 2].map(() => ({ ...edge, auto: false })) : []),
    ],
    hooks: { draw: [crossesAt(() => now().unfitSteps, colour("--gap"))] },
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
