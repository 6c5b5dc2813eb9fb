import { type Axis, along } from "./axis.ts";
import type { Pen } from "./use-canvas.ts";

export interface PlotFrame {
  left: number;
  top: number;
  width: number;
  height: number;
  /** Pixels of a value; NaN for what cannot be drawn. */
  x: (value: number) => number;
  y: (value: number) => number;
}

const font = '11.5px "Inter Variable", system-ui, sans-serif';

/** Draws grid, ticks and labels, and gives the place that is left for the picture; `equal`: as `fitEqual` makes it. */
export function plotFrame(
  { context, width, height, colour }: Pen,
  x: Axis & { label: string },
  y: Axis & { label: string },
  equal = false,
): PlotFrame {
  context.font = font;
  const margin = Math.max(28, ...y.ticks.map(({ label }) => context.measureText(label).width + 10));
  const right = 10;
  const above = y.label === "" ? 8 : 22;
  const below = x.label === "" ? 22 : 38;
  const room = { left: margin, top: above, width: width - margin - right, height: height - above - below };
  const place = equal ? fitEqual(room, x.max - x.min, y.max - y.min) : room;
  const { left, top } = place;
  const [end, foot] = [left + place.width, top + place.height];
  const frame: PlotFrame = {
    ...place,
    x: (value) => left + along(x, value) * place.width,
    y: (value) => foot - along(y, value) * place.height,
  };
  context.lineWidth = 1;
  context.strokeStyle = colour("--line");
  context.fillStyle = colour("--ink2");
  context.textBaseline = "middle";
  context.textAlign = "right";
  for (const { at, label } of y.ticks) {
    const pixel = Math.round(frame.y(at)) + 0.5;
    context.beginPath();
    context.moveTo(left, pixel);
    context.lineTo(end, pixel);
    context.stroke();
    context.fillText(label, left - 7, pixel);
  }
  context.textBaseline = "alphabetic";
  let free = left - 12;
  for (const { at, label } of x.ticks) {
    const half = context.measureText(label).width / 2;
    const centre = Math.min(frame.x(at), width - half);
    if (centre - half < free) continue;
    context.textAlign = "center";
    context.fillText(label, centre, foot + 16);
    free = centre + half + 8;
  }
  context.fillStyle = colour("--ink3");
  context.textAlign = "left";
  context.fillText(y.label, left - margin, top - 12);
  context.textAlign = "right";
  context.fillText(x.label, end, foot + 33);
  return frame;
}

/** A picture of bare axes looks broken; it says that its points are still to come. */
export function sayEmpty({ context, colour }: Pen, { left, top, width, height }: PlotFrame): void {
  context.fillStyle = colour("--ink2");
  context.textAlign = "center";
  context.fillText("no points yet", left + width / 2, top + height / 2 - 6);
}

interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The largest place within `room`, in the middle of its width, where one unit is as long upwards as sideways. */
export function fitEqual({ left, top, width, height }: Place, xSpan: number, ySpan: number): Place {
  const unit = Math.min(width / xSpan, height / ySpan);
  return { left: left + (width - unit * xSpan) / 2, top, width: unit * xSpan, height: unit * ySpan };
}

/** Nothing is drawn farther than `margin` pixels outside the frame. */
export function clipTo({ context }: Pen, { left, top, width, height }: PlotFrame, margin = 1): void {
  context.beginPath();
  context.rect(left - margin, top - margin, width + 2 * margin, height + 2 * margin);
  context.clip();
}

/** About how many ticks the x axis has room for. */
export function xTicks(width: number): number {
  return Math.max(3, Math.floor(width / 90));
}
