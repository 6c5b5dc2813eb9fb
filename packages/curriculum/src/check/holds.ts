import type { Outcome } from "./check.ts";
import { formatValue } from "./format-value.ts";
import { fail, pass } from "./outcome.ts";

/**
 * A condition that no comparison expresses: `holds(isSorted(x), x, "in ascending order")`. Strings are shown as they
 * are, other values formatted. Anything but `true` is a failure.
 */
export function holds(condition: boolean, given: unknown, expected: unknown): Outcome {
  if (condition === true) return pass();
  return fail(inWords(given), inWords(expected));
}

function inWords(value: unknown): string {
  return typeof value === "string" ? value : formatValue(value);
}
