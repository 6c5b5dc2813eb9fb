import type { Outcome } from "./check.ts";
import { errorText } from "./error-text.ts";
import { formatValue } from "./format-value.ts";
import {
  hasInstance,
  indexOfText,
  matches,
  RangeErrorClass,
  RegExpClass,
  replaceText,
  sliceText,
  sourceOf,
} from "./intrinsics.ts";
import { fail, pass } from "./outcome.ts";

const longest = 140;

/**
 * The call must refuse its arguments with a RangeError, whose message contains or matches `naming` where that is given. The call's own text is
 * part of what was expected, since one check often bundles several: `refuses(() => softmax([]))` asks for "a RangeError from softmax([])".
 * A call stack that overflows throws a RangeError too, and is none.
 */
export function refuses(call: () => unknown, naming?: string | RegExp): Outcome {
  let returned: unknown;
  try {
    returned = call();
  } catch (error) {
    return isRefusal(error, naming) ? pass() : fail(thrown(error), wanted(call, naming));
  }
  return fail(`no error; returned ${formatValue(returned)}`, wanted(call, naming));
}

function isRefusal(error: unknown, naming: string | RegExp | undefined): boolean {
  try {
    if (!hasInstance(RangeErrorClass, error)) return false;
    const message = `${(error as Error).message}`;
    if (indexOfText(message, "call stack") !== -1) return false;
    if (naming === undefined) return true;
    return typeof naming === "string" ? indexOfText(message, naming) !== -1 : matches(naming, message);
  } catch {
    // A proxy can throw on being asked for its class or its message.
    return false;
  }
}

function wanted(call: () => unknown, naming: string | RegExp | undefined): string {
  const text = replaceText(replaceText(sourceOf(call), /^\(\) => /, ""), /\s+/g, " ");
  const shown = text.length > longest ? `${sliceText(text, 0, longest - 1)}…` : text;
  if (naming === undefined) return `a RangeError from ${shown}`;
  const how = naming instanceof RegExpClass ? `matches ${naming}` : `contains "${naming}"`;
  return `a RangeError from ${shown} whose message ${how}`;
}

function thrown(error: unknown): string {
  const text = errorText(error);
  return indexOfText(text, "threw ") === 0 ? text : `threw ${text}`;
}
