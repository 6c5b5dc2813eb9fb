import type { RangeParameter } from "@blankfile/curriculum/lab";

/**
 * Positions 0, 1, 2, … of a slider and the values that they stand for. On a logarithmic one a step is a part of a
 * decade; the ends are always reached, whatever the step.
 */
export function positions({ min, max, step, log }: RangeParameter): number {
  const span = log ? Math.log10(max / min) : max - min;
  return Math.max(1, Math.ceil(span / step - 1e-9));
}

export function valueAt(parameter: RangeParameter, position: number): number {
  const { min, max, step, log } = parameter;
  if (position <= 0) return min;
  if (position >= positions(parameter)) return max;
  return log ? rounded(min * 10 ** (step * position)) : rounded(min + step * position);
}

export function positionOf(parameter: RangeParameter, value: number): number {
  const { min, step, log } = parameter;
  const position = log ? Math.log10(value / min) / step : (value - min) / step;
  return Math.min(positions(parameter), Math.max(0, Math.round(position)));
}

/**
 * Whether a value can be set. A linear slider has its steps only: where they are whole numbers a lab counts with them. On a
 * logarithmic one every number between the ends will do.
 */
export function onSlider(parameter: RangeParameter, value: number): boolean {
  const { min, max, step, log } = parameter;
  if (!(value >= min && value <= max)) return false;
  return log === true || Math.abs(valueAt(parameter, positionOf(parameter, value)) - value) <= 1e-6 * step;
}

/** 0.1 + 0.2 is shown and linked as 0.3. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

/** Digits enough to tell two neighbouring positions apart. */
export function showValue(parameter: RangeParameter, value: number): string {
  const { step, log, unit } = parameter;
  const decimals = Math.min(10, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  const exact = Number.isInteger(step) || String(step).length <= decimals + 2;
  const digits = log ? scientific(value) : value.toFixed(exact ? decimals : decimals + 1);
  const text = digits.replace(/^-/, "−");
  if (unit === undefined) return text;
  return unit === "°" ? `${text}°` : `${text} ${unit}`;
}

const superscript = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function scientific(value: number): string {
  if (value >= 0.001 && value < 10_000) return String(Number(value.toPrecision(3)));
  const [mantissa, exponent] = value.toExponential(1).split("e") as [string, string];
  const power = [...exponent.replace("+", "")]
    .map((c) => (c === "-" ? "⁻" : superscript[Number(c)]))
    .join("");
  return mantissa === "1.0" ? `10${power}` : `${Number(mantissa)}·10${power}`;
}
