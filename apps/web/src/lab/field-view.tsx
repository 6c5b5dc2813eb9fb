import type { FieldView as Field } from "@blankfile/curriculum/lab";
import { useCallback } from "preact/hooks";
import { axisOver, inWords } from "./axis.ts";
import { contour, levels } from "./contours.ts";
import { clipTo, type PlotFrame, plotFrame, xTicks } from "./plot-frame.ts";
import { type Box, labelBox } from "./point-label.ts";
import { mark, markRadius } from "./scatter-view.tsx";
import { mix, rgb, toneColour } from "./tones.ts";
import { type Pen, useCanvas } from "./use-canvas.ts";

/** A function of two variables as colour and contour lines, with paths and points over it. */
export function FieldView({ view }: { view: Field }) {
  const draw = useCallback((pen: Pen) => drawField(pen, view), [view]);
  const canvas = useCanvas(draw);
  return (
    <canvas ref={canvas} class="lab-picture tall" role="img" aria-label={`${view.title}. ${inText(view)}`} />
  );
}

function drawField(pen: Pen, view: Field): void {
  const ticks = view.equal ? 5 : xTicks(pen.width);
  const { min: x0, max: x1 } = { min: view.xRange[0], max: view.xRange[1] };
  const xAxis = { ...axisOver(view.xRange, false, ticks), min: x0, max: x1, label: "" };
  const yAxis = { ...axisOver(view.yRange, false, 5), min: view.yRange[0], max: view.yRange[1], label: "" };
  const frame = plotFrame(pen, xAxis, yAxis, view.equal);
  const { context } = pen;
  context.save();
  clipTo(pen, frame);
  drawCells(pen, frame, view);
  if (!view.cells) drawContours(pen, frame, view);
  for (const path of view.paths ?? []) drawPath(pen, frame, path);
  context.restore();
  const shown = (view.points ?? []).filter(({ x, y }) => within(x, view.xRange) && within(y, view.yRange));
  for (const point of shown) drawPoint(pen, frame, point);
  const labels: Box[] = [];
  for (const point of shown) labels.push(...drawLabel(pen, frame, point, labels));
}

function drawCells({ context, colour }: Pen, frame: PlotFrame, view: Field): void {
  const { rows, cols, values, centre } = view;
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return;
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const reach = centre === undefined ? high - low : Math.max(high - centre, centre - low);
  const [paper, accent, amber, wrong] = ["--panel", "--accent", "--amber-dot", "--gap-soft"].map((name) =>
    rgb(colour(name)),
  );
  const picture = new OffscreenCanvas(cols, rows);
  const cells = picture.getContext("2d")!;
  const image = cells.createImageData(cols, rows);
  values.forEach((value, k) => {
    const share = reach === 0 ? 0 : (value - (centre ?? low)) / reach;
    const shade =
      centre === undefined
        ? mix(paper!, accent!, 0.34 * (1 - Math.sqrt(Math.max(0, share))))
        : mix(paper!, share < 0 ? accent! : amber!, 0.42 * Math.min(1, Math.abs(share)));
    const target = ((rows - 1 - Math.floor(k / cols)) * cols + (k % cols)) * 4;
    image.data.set([...(Number.isFinite(value) ? shade : wrong!), 255], target);
  });
  cells.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = !view.cells;
  context.drawImage(picture, frame.left, frame.top, frame.width, frame.height);
}

function drawContours({ context, colour }: Pen, frame: PlotFrame, view: Field): void {
  const { rows, cols, values, centre } = view;
  const toX = (c: number) => frame.left + ((c + 0.5) / cols) * frame.width;
  const toY = (r: number) => frame.top + frame.height - ((r + 0.5) / rows) * frame.height;
  const lines = (level: number, width: number, alpha: number) => {
    context.strokeStyle = colour("--ink");
    context.globalAlpha = alpha;
    context.lineWidth = width;
    context.beginPath();
    for (const [a, b, c, d] of contour(values, rows, cols, level)) {
      context.moveTo(toX(a), toY(b));
      context.lineTo(toX(c), toY(d));
    }
    context.stroke();
    context.globalAlpha = 1;
  };
  for (const level of levels(values, 9)) if (level !== centre) lines(level, 1, 0.14);
  if (centre !== undefined) lines(centre, 1.8, 0.7);
}

function drawPath(
  { context, colour }: Pen,
  frame: PlotFrame,
  { tone, points }: NonNullable<Field["paths"]>[number],
): void {
  context.strokeStyle = colour(toneColour[tone]);
  context.fillStyle = context.strokeStyle;
  context.lineWidth = 2.2;
  context.lineJoin = "round";
  context.beginPath();
  for (const [x, y] of points) context.lineTo(frame.x(x), frame.y(y));
  context.stroke();
  if (points.length > 60) return;
  for (const [x, y] of points) {
    context.beginPath();
    context.arc(frame.x(x), frame.y(y), 2.8, 0, 7);
    context.fill();
  }
}

function drawPoint(
  { context, colour }: Pen,
  frame: PlotFrame,
  point: NonNullable<Field["points"]>[number],
): void {
  const [x, y] = [frame.x(point.x), frame.y(point.y)];
  if (point.filled) {
    context.fillStyle = colour(toneColour[point.tone]);
    context.strokeStyle = colour("--panel");
    context.lineWidth = 1;
    mark(context, { x, y, radius: markRadius, square: point.tone === "amber" });
    context.stroke();
  } else {
    context.fillStyle = colour("--panel");
    context.strokeStyle = colour(toneColour[point.tone]);
    context.lineWidth = 2;
    context.beginPath();
    context.arc(x, y, 4, 0, 7);
    context.fill();
    context.stroke();
  }
}

/** Answers where the label stands, if the point has one. */
function drawLabel(
  { context, colour }: Pen,
  frame: PlotFrame,
  point: NonNullable<Field["points"]>[number],
  taken: readonly Box[],
): Box[] {
  if (point.label === undefined) return [];
  context.fillStyle = colour("--ink");
  context.font = '500 12px "Inter Variable", system-ui, sans-serif';
  context.textAlign = "left";
  const { width } = context.measureText(point.label);
  const { left, top } = frame;
  const inside = { left, top, right: left + frame.width, bottom: top + frame.height };
  const box = labelBox({ x: frame.x(point.x), y: frame.y(point.y), width }, inside, taken);
  context.fillText(point.label, box.left, box.bottom - 3);
  return [box];
}

function within(value: number, [min, max]: [number, number]): boolean {
  const spare = 1e-9 * (max - min);
  return value >= min - spare && value <= max + spare;
}

function inText({ values, xRange, yRange, paths = [], points = [] }: Field): string {
  const finite = values.filter(Number.isFinite);
  const range =
    finite.length === 0
      ? "no finite value"
      : `values from ${inWords(Math.min(...finite))} to ${inWords(Math.max(...finite))}`;
  const ends = paths.map(({ label, points: path }) => {
    const end = path.at(-1);
    return end ? `${label} ends at ${inWords(end[0])}, ${inWords(end[1])}` : `${label} has not begun`;
  });
  const counted = points.length > 0 ? [`${points.length} points`] : [];
  const where = `x from ${inWords(xRange[0])} to ${inWords(xRange[1])}, y from ${inWords(yRange[0])} to ${inWords(yRange[1])}`;
  return `${[`${where}: ${range}`, ...ends, ...counted].join("; ")}.`;
}
