import type { CurveView as Curve } from "@blankfile/curriculum/lab";
import { useCallback } from "preact/hooks";
import { axisOver, inWords } from "./axis.ts";
import { clipTo, type PlotFrame, plotFrame, sayEmpty, xTicks } from "./plot-frame.ts";
import { toneColour } from "./tones.ts";
import { type Pen, useCanvas } from "./use-canvas.ts";

/** Of a lone point, in pixels; dots at an end of an axis are drawn whole. */
const dotRadius = 4.5;

/** y against x, one or more lines. */
export function CurveView({ view }: { view: Curve }) {
  const draw = useCallback((pen: Pen) => drawCurve(pen, view), [view]);
  const canvas = useCanvas(draw);
  return <canvas ref={canvas} class="lab-picture" role="img" aria-label={`${view.title}. ${inText(view)}`} />;
}

function drawCurve(pen: Pen, { x, y, series }: Curve): void {
  const all = series.flatMap(({ points }) => points);
  const xAxis = axisOver(
    all.map(([value]) => value),
    x.log === true,
    xTicks(pen.width),
  );
  const yAxis = axisOver(
    all.map(([, value]) => value),
    y.log === true,
    5,
  );
  const frame = plotFrame(pen, { ...xAxis, label: x.label }, { ...yAxis, label: y.label });
  if (!all.some(([px, py]) => isDrawable(frame, px, py))) sayEmpty(pen, frame);
  pen.context.save();
  clipTo(pen, frame, dotRadius);
  for (const line of series) drawLine(pen, frame, line);
  pen.context.restore();
}

function drawLine(
  { context, colour }: Pen,
  frame: PlotFrame,
  { tone, points, dots }: Curve["series"][number],
): void {
  context.strokeStyle = colour(toneColour[tone]);
  context.fillStyle = context.strokeStyle;
  context.lineWidth = tone === "muted" ? 1.4 : 2.2;
  context.lineJoin = "round";
  context.setLineDash(tone === "muted" ? [5, 4] : []);
  context.beginPath();
  let drawing = false;
  for (const [px, py] of points) {
    const [left, top] = [frame.x(px), frame.y(py)];
    const drawable = isDrawable(frame, px, py);
    if (drawable && drawing) context.lineTo(left, top);
    else if (drawable) context.moveTo(left, top);
    drawing = drawable;
  }
  context.stroke();
  context.setLineDash([]);
  const drawn = points.filter(([px, py]) => isDrawable(frame, px, py));
  const lone = drawn.length === 1;
  if (!dots && !lone) return;
  for (const [px, py] of drawn) {
    context.beginPath();
    context.arc(frame.x(px), frame.y(py), lone ? dotRadius : 3, 0, 7);
    context.fill();
  }
}

function isDrawable(frame: PlotFrame, x: number, y: number): boolean {
  return Number.isFinite(frame.x(x)) && Number.isFinite(frame.y(y));
}

function inText({ series, x, y }: Curve): string {
  const lines = series.map(({ label, points }) => {
    if (points.length === 0) return `${label}: no points yet`;
    const [first, last] = [points[0]!, points.at(-1)!];
    return `${label}: from ${inWords(first[1])} at ${x.label} ${inWords(first[0])} to ${inWords(last[1])} at ${inWords(last[0])}`;
  });
  return `${y.label} against ${x.label}. ${lines.join("; ")}.`;
}
