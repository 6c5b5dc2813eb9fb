import type { Parameter, Parameters } from "@blankfile/curriculum/lab";
import type { AnyValues } from "./lab-session.ts";
import { onSlider } from "./slider.ts";

/** The whole state of a lab: with it, anybody sees the same. */
export interface LabState {
  values: AnyValues;
  seed: number;
  /** How many steps to take at once when the lab opens. */
  step: number;
}

const mostSteps = 100_000;

/** What an address says besides the parameters: no parameter can have such a name. */
export const reservedKeys = ["seed", "step"];

export function defaults(parameters: Parameters): AnyValues {
  return Object.fromEntries(Object.entries(parameters).map(([key, parameter]) => [key, parameter.default]));
}

/** `eta=0.2&seed=3&step=12`: what differs from the default, in the order of the lab's parameters. */
export function toQuery(parameters: Parameters, { values, seed, step }: LabState): string {
  const query = new URLSearchParams();
  for (const [key, parameter] of Object.entries(parameters)) {
    if (values[key] !== parameter.default) query.set(key, String(values[key]));
  }
  if (seed !== 1) query.set("seed", String(seed));
  if (step !== 0) query.set("step", String(step));
  return query.toString();
}

/** Reads an address. What it cannot mean stands in `problems`, and the default stands in its place. */
export function fromQuery(parameters: Parameters, query: string): LabState & { problems: string[] } {
  const given = new URLSearchParams(query);
  const values = defaults(parameters);
  const problems: string[] = [];
  for (const [key, parameter] of Object.entries(parameters)) {
    const text = given.get(key);
    if (text === null) continue;
    const value = read(parameter, text);
    if (value === undefined)
      problems.push(`${key}: the address says “${text.slice(0, 40)}”, needed is ${needed(parameter)}`);
    else values[key] = value;
  }
  const whole = (key: string, fallback: number, most: number) => {
    const text = given.get(key);
    if (text === null) return fallback;
    if (/^\d{1,10}$/.test(text) && Number(text) <= most) return Number(text);
    problems.push(
      `${key}: the address says “${text.slice(0, 40)}”, needed is a whole number from 0 to ${most}`,
    );
    return fallback;
  };
  const [seed, step] = [whole("seed", 1, 2 ** 32 - 1), whole("step", 0, mostSteps)];
  return { values, seed, step, problems };
}

function read(parameter: Parameter, text: string): string | number | boolean | undefined {
  switch (parameter.kind) {
    case "range": {
      const value = text.trim() === "" ? Number.NaN : Number(text);
      return onSlider(parameter, value) ? value : undefined;
    }
    case "choice":
      return parameter.options.some((option) => option.value === text) ? text : undefined;
    case "switch":
      return text === "true" ? true : text === "false" ? false : undefined;
    case "text":
      return text.length <= parameter.maxLength ? text : undefined;
  }
}

function needed(parameter: Parameter): string {
  switch (parameter.kind) {
    case "range":
      return `a number from ${parameter.min} to ${parameter.max}${parameter.log ? "" : ` in steps of ${parameter.step}`}`;
    case "choice":
      return `one of ${parameter.options.map((option) => option.value).join(", ")}`;
    case "switch":
      return "true or false";
    case "text":
      return `at most ${parameter.maxLength} characters`;
  }
}
