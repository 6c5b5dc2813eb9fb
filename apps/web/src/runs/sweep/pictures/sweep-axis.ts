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
  /** What stands at a place, 0 to 1, in words. */
  at: (place: number) => string;
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
    at: (place) => valueLabel(sorted[Math.round(place * (sorted.length - 1))]),
  };
}

function numberAxis(name: string, values: readonly number[], log: boolean): SweepAxis {
  const axis = axisOver(values, log, 5);
  return {
    name,
    scale: log ? "log" : "",
    ticks: axis.ticks.map((tick) => ({ at: along(axis, tick.at), label: tick.label })),
    place: (value) => {
      if (typeof value !== "number") return undefined;
      const at = along(axis, value);
      return Number.isFinite(at) ? Math.min(1, Math.max(0, at)) : undefined;
    },
    at: (place) =>
      metricText(log ? axis.min * (axis.max / axis.min) ** place : axis.min + (axis.max - axis.min) * place),
  };
}

/** A parameter's value as a person reads it. */
export function valueLabel(value: unknown): string {
  if (value === undefined) return "–";
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : metricText(value);
  return typeof value === "string" ? value : JSON.stringify(value);
}
