import { type ConfigValue, valueText } from "@blankfile/tracking";
import { metricText } from "../format.ts";

/** A flag's value where there is little room: of a number that was drawn by chance the first four digits. */
export function shortValue(value: ConfigValue | undefined): string {
  if (typeof value === "number" && !Number.isInteger(value)) return metricText(value);
  return valueText(value);
}
