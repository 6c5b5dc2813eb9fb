import type { ScatterView as Scatter } from "@blankfile/curriculum/lab";
import { useCallback } from "preact/hooks";
import { axisOver } from "./axis.ts";
import { plotFrame, sayEmpty, xTicks } from "./plot-frame.ts";
import { type Box, labelBox } from "./point-label.ts";
import { toneColour } from "./tones.ts";
import { type Pen, useCanvas } from "./use-canvas.ts";

/** Of a point among few, in pixels. */
export const markRadius = 3.8;

/** Points; the tone says the class, and amber ones are squares, so that colour does not say it alone. */
export function ScatterView({ view }: { view: Scatter }) {
  const draw = useCallback((pen: Pen) => drawScatter(pen, view), [view]);
  const canvas = useCanvas(draw);
  const count = view.points.length;
  const text = `${count} ${count === 1 ? "point" : "points"}, ${view.y.label} against ${view.x.label}`;
  return <canvas ref={canvas} class="lab-picture" role="img" aria-label={`${view.title}. ${text}.`} />;
}

function drawScatter(pen: Pen, { x, y, points, equal }: Scatter): void {
  const values = (side: "x" | "y") => points.map((point) => point[side]);
  const xAxis = axisOver(x.range ?? values("x"), false, equal ? 5 : xTicks(pen.width));
  const yAxis = axisOver(y.range ?? values("y"), false, 5);
  const frame = plotFrame(pen, { ...xAxis, label: x.label }, { ...yAxis, label: y.label }, equal);
  const { context, colour } = pen;
  if (points.length === 0) sayEmpty(pen, frame);
  context.save();
  context.font = '11.5px "Inter Variable", system-ui, sans-serif';
  context.textAlign = "left";
  const radius = radiusOf(points.length, frame.width * frame.height);
  const inside = { left: frame.left, top: 12, right: pen.width, bottom: pen.height };
  const labels: Box[] = [];
  for (const point of points) {
    const [left, top] = [frame.x(point.x), frame.y(point.y)];
    if (!Number.isFinite(left) || !Number.isFinite(top)) continue;
    context.fillStyle = colour(toneColour[point.tone]);
    mark(context, { x: left, y: top, radius, square: point.tone === "amber" });
    if (!point.label) continue;
    const { width } = context.measureText(point.label);
    const box = labelBox({ x: left, y: top, width }, inside, labels);
    labels.push(box);
    context.fillText(point.label, box.left, box.bottom - 3);
  }
  context.restore();
}

/** Many points are drawn smaller, so that neighbours in a crowd stay apart. */
function radiusOf(count: number, area: number): number {
  return Math.min(markRadius, Math.max(1.2, 0.4 * Math.sqrt(area / Math.max(1, count))));
}

interface Mark {
  x: number;
  y: number;
  radius: number;
  square: boolean;
}

/** A disc, or a square that looks as large. */
export function mark(context: CanvasRenderingContext2D, { x, y, radius, square }: Mark): void {
  const half = 0.84 * radius;
  context.beginPath();
  if (square) context.rect(x - half, y - half, 2 * half, 2 * half);
  else context.arc(x, y, radius, 0, 7);
  context.fill();
}
