import type { Outcome } from "./check.ts";
import { errorText } from "./error-text.ts";
import { formatValue } from "./format-value.ts";
import { indexOfText, matches, RegExpClass } from "./intrinsics.ts";
import { fail, pass } from "./outcome.ts";

/**
 * The call must refuse its arguments by throwing an Error, whose message contains or matches `pattern`. An error that
 * betrays a mistake (a name that does not exist, a stack overflow) is not a refusal.
 */
export function throwsError(fn: () => unknown, pattern?: string | RegExp): Outcome {
  const expected =
    pattern === undefined
      ? "an error"
      : `an error whose message ${pattern instanceof RegExpClass ? `matches ${pattern}` : `contains "${pattern}"`}`;
  let returned: unknown;
  try {
    returned = fn();
  } catch (error) {
    return refusal(error, pattern) ? pass() : fail(thrown(error), expected);
  }
  return fail(`no error; returned ${formatValue(returned)}`, expected);
}

function refusal(error: unknown, pattern: string | RegExp | undefined): boolean {
  if (!(error instanceof Error) || error instanceof ReferenceError) return false;
  const message = `${error.message}`;
  if (indexOfText(message, "call stack") !== -1) return false;
  if (pattern === undefined) return true;
  return typeof pattern === "string" ? indexOfText(message, pattern) !== -1 : matches(pattern, message);
}

function thrown(error: unknown): string {
  return error instanceof Error ? `threw ${errorText(error)}` : errorText(error);
}
