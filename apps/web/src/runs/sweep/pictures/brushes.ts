import type { ShownTrial } from "../shown-trials.ts";
import { type AxisPart, isInside, type SweepAxis } from "./sweep-axis.ts";

/** Parts of axes that are chosen, from 0 to 1, by the axis' name. */
export type Brushes = ReadonlyMap<string, AxisPart>;

/** The value of a trial on an axis: its parameter, or the metric's value. */
export function valueOn(trial: ShownTrial, axis: string, metric: string): unknown {
  return axis === metric ? trial.value : trial.params[axis];
}

/** Trials that stand in every part that is chosen. */
export function inBrushes(
  trials: readonly ShownTrial[],
  axes: readonly SweepAxis[],
  brushes: Brushes,
  metric: string,
): ShownTrial[] {
  const chosen = axes.flatMap((axis) => {
    const part = brushes.get(axis.name);
    return part ? [{ axis, part }] : [];
  });
  return trials.filter((trial) =>
    chosen.every(({ axis, part }) => {
      const at = axis.place(valueOn(trial, axis.name, metric));
      return at !== undefined && isInside(at, part);
    }),
  );
}

/** With the part of an axis set, or dropped where it is none. */
export function withBrush(brushes: Brushes, axis: string, part: AxisPart | undefined): Brushes {
  const next = new Map(brushes);
  if (part === undefined) next.delete(axis);
  else next.set(axis, [Math.max(0, Math.min(...part)), Math.min(1, Math.max(...part))]);
  return next;
}
