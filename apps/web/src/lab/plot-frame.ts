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

/** Draws grid, ticks and labels, and gives the place that is left for the picture. */
export function plotFrame(
  { context, width, height, colour }: Pen,
  x: Axis & { label: string },
  y: Axis & { label: string },
): PlotFrame {
  context.font = font;
  const left = Math.max(28, ...y.ticks.map(({ label }) => context.measureText(label).width + 10));
  const right = 10;
  const top = y.label === "" ? 8 : 22;
  const bottom = x.label === "" ? 22 : 38;
  const frame: PlotFrame = {
    left,
    top,
    width: width - left - right,
    height: height - top - bottom,
    x: (value) => left + along(x, value) * (width - left - right),
    y: (value) => height - bottom - along(y, value) * (height - top - bottom),
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
    context.lineTo(width - right, pixel);
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
    context.fillText(label, centre, height - bottom + 16);
    free = centre + half + 8;
  }
  context.fillStyle = colour("--ink3");
  context.textAlign = "left";
  context.fillText(y.label, 0, 10);
  context.textAlign = "right";
  context.fillText(x.label, width - right, height - 5);
  return frame;
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
