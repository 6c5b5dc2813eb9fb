import { metricText } from "../format.ts";

/** " ± 2.5", to two digits; nothing where there is no interval, or none that is a number: JSON says null for that. */
export function plusMinus(half: number | null | undefined): string {
  return half === undefined || half === null ? "" : ` ± ${metricText(Number(half.toPrecision(2)))}`;
}
