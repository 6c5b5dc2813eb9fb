import { along, axisOver } from "../../../lab/axis.ts";
import type { OpenSweep } from "../../../server/client.ts";
import { metricText } from "../../format.ts";

/** A parameter or the metric as one axis: where a value stands, and what is written beside it. */
export interface SweepAxis {
  name: string;
  /** "log", or nothing. */
  scale: string;
  /** From 0 to 1. */
  ticks: { at: number; label: string }[];
  /** From 0 to 1; undefined for a parameter that is switched off in that trial. */
  place: (value: unknown) => number | undefined;
  /** What stands in a part of it, in words. */
  inside: (part: AxisPart) => string;
}

/** From and to, 0 to 1, both ends among it. */
export type AxisPart = readonly [low: number, high: number];

export function isInside(at: number, [low, high]: AxisPart): boolean {
  return at >= low - 1e-9 && at <= high + 1e-9;
}

type Domain = OpenSweep["record"]["plan"]["search"][string];

/** Numbers on a line, logarithmic where they were drawn so; choices evenly beside each other. */
export function parameterAxis(name: string, domain: Domain): SweepAxis {
  if (domain.kind === "categorical") return choiceAxis(name, domain.choices);
  return numberAxis(name, [domain.low, domain.high], domain.log === true);
}

/** Over the values that there are. */
export function metricAxis(name: string, values: readonly number[]): SweepAxis {
  return numberAxis(name, values, false);
}

function choiceAxis(name: string, choices: readonly unknown[]): SweepAxis {
  // Rates and sizes that were listed stand in the order of their size.
  const sorted = choices.every((one) => typeof one === "number")
    ? (choices as number[]).toSorted((a, b) => a - b)
    : choices;
  const at = (i: number) => (sorted.length === 1 ? 0.5 : i / (sorted.length - 1));
  return {
    name,
    scale: "",
    ticks: sorted.map((one, i) => ({ at: at(i), label: valueLabel(one) })),
    place: (value) => {
      const i = sorted.indexOf(value);
      return i < 0 ? undefined : at(i);
    },
    inside: (part) => {
      const labels = sorted.filter((_, i) => isInside(at(i), part)).map(valueLabel);
      return labels.length === 0 ? "none of the choices" : labels.join(", ");
    },
  };
}

function numberAxis(name: string, values: readonly number[], log: boolean): SweepAxis {
  const axis = axisOver(values, log, 5);
  const at = (place: number) =>
    metricText(log ? axis.min * (axis.max / axis.min) ** place : axis.min + (axis.max - axis.min) * place);
  return {
    name,
    scale: log ? "log" : "",
    ticks: axis.ticks.map((tick) => ({ at: along(axis, tick.at), label: tick.label })),
    place: (value) => {
      if (typeof value !== "number") return undefined;
      const at = along(axis, value);
      return Number.isFinite(at) ? Math.min(1, Math.max(0, at)) : undefined;
    },
    inside: ([low, high]) => `${at(low)} to ${at(high)}`,
  };
}

/** A parameter's value as a person reads it. */
export function valueLabel(value: unknown): string {
  if (value === undefined) return "–";
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : metricText(value);
  return typeof value === "string" ? value : JSON.stringify(value);
}
