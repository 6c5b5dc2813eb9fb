import type { ScatterView as Scatter } from "@blankfile/curriculum/lab";
import { useCallback } from "preact/hooks";
import { axisOver } from "./axis.ts";
import { clipTo, plotFrame } from "./plot-frame.ts";
import { toneColour } from "./tones.ts";
import { type Pen, useCanvas } from "./use-canvas.ts";

/** Points; the tone says the class, and amber ones are squares, so that colour does not say it alone. */
export function ScatterView({ view }: { view: Scatter }) {
  const draw = useCallback((pen: Pen) => drawScatter(pen, view), [view]);
  const canvas = useCanvas(draw);
  const count = view.points.length;
  const text = `${count} ${count === 1 ? "point" : "points"}, ${view.y.label} against ${view.x.label}`;
  return <canvas ref={canvas} class="lab-picture" role="img" aria-label={`${view.title}. ${text}.`} />;
}

function drawScatter(pen: Pen, { x, y, points }: Scatter): void {
  const ticks = Math.max(2, Math.floor(pen.width / 90));
  const xAxis = axisOver(
    points.map((point) => point.x),
    false,
    ticks,
  );
  const yAxis = axisOver(
    points.map((point) => point.y),
    false,
    5,
  );
  const frame = plotFrame(pen, { ...xAxis, label: x.label }, { ...yAxis, label: y.label });
  const { context, colour } = pen;
  context.save();
  clipTo(pen, frame);
  context.font = '11.5px "Inter Variable", system-ui, sans-serif';
  context.textAlign = "left";
  for (const point of points) {
    const [left, top] = [frame.x(point.x), frame.y(point.y)];
    context.fillStyle = colour(toneColour[point.tone]);
    mark(context, left, top, point.tone === "amber");
    if (point.label) context.fillText(point.label, left + 7, top - 6);
  }
  context.restore();
}

export function mark(context: CanvasRenderingContext2D, x: number, y: number, square: boolean): void {
  context.beginPath();
  if (square) context.rect(x - 3.2, y - 3.2, 6.4, 6.4);
  else context.arc(x, y, 3.8, 0, 7);
  context.fill();
}
