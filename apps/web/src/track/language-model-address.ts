import type { ModelForm } from "./language-model-weights.ts";

/** What the reader has set, and would share. */
export interface ModelState {
  line: string;
  /** How many of the line's last characters the model drew. */
  drawn: number;
  temperature: number;
  topK: number;
  seed: number;
  layer: number;
  head: number;
}

export const highestTemperature = 2;

/** `?line=…&temperature=0.8&k=5&seed=3&drawn=12&block=2&head=4`: what differs from `usual`; block and head count from 1. */
export function toQuery(state: ModelState, usual: ModelState): string {
  const query = new URLSearchParams();
  const put = (name: string, key: keyof ModelState, shift = 0) => {
    const value = state[key];
    if (value !== usual[key]) query.set(name, String(typeof value === "number" ? value + shift : value));
  };
  put("line", "line");
  put("drawn", "drawn");
  put("temperature", "temperature");
  put("k", "topK");
  put("seed", "seed");
  put("block", "layer", 1);
  put("head", "head", 1);
  return query.toString();
}

/** Reads such an address. What it cannot mean is named, and the usual stands in its place. */
export function fromQuery(
  text: string,
  usual: ModelState,
  form: ModelForm,
): { state: ModelState; problems: string[] } {
  const query = new URLSearchParams(text);
  const problems: string[] = [];
  const number = (name: string, low: number, high: number, fallback: number, whole = true) => {
    const given = query.get(name);
    if (given === null) return fallback;
    const value = Number(given);
    if (given.trim() !== "" && value >= low && value <= high && (!whole || Number.isInteger(value)))
      return value;
    const kind = whole ? "a whole number" : "a number";
    problems.push(
      `${name}: the address says “${given.slice(0, 40)}”, needed is ${kind} from ${low} to ${high}`,
    );
    return fallback;
  };
  const line = query.get("line")?.slice(0, longestLine) ?? usual.line;
  return {
    state: {
      line,
      drawn: number("drawn", 0, [...line].length, usual.drawn),
      temperature: number("temperature", 0, highestTemperature, usual.temperature, false),
      topK: number("k", 1, [...form.letters].length, usual.topK),
      seed: number("seed", 0, 999_999, usual.seed),
      layer: number("block", 1, form.layers, usual.layer + 1) - 1,
      head: number("head", 1, form.heads, usual.head + 1) - 1,
    },
    problems,
  };
}

/** Characters; the address has to carry them. */
export const longestLine = 400;
