import type { Outcome } from "./check.ts";
import { isList, isTensorLike } from "./flatten.ts";
import { formatValue } from "./format-value.ts";
import { forEachEntry, forEachMember, hasOwn, is, keys, MapClass, SetClass } from "./intrinsics.ts";
import { fail, pass } from "./outcome.ts";

/**
 * Exactly the same: primitives by value (NaN equals NaN, 0 equals -0), arrays in order, objects, maps and sets by their
 * contents. Numbers that were computed want `close`.
 */
export function equal(given: unknown, expected: unknown): Outcome {
  const found = firstDifference(given, expected, "", 0);
  if (found === undefined) return pass();
  const where =
    found.at === "" ? undefined : `at ${found.at}: given ${found.given}, expected ${found.expected}`;
  return fail(formatValue(given), formatValue(expected), where);
}

interface Difference {
  at: string;
  given: string;
  expected: string;
}

function firstDifference(
  given: unknown,
  expected: unknown,
  at: string,
  depth: number,
): Difference | undefined {
  if (given === expected || is(given, expected)) return undefined;
  const differ = { at, given: formatValue(given), expected: formatValue(expected) };
  if (typeof given !== "object" || typeof expected !== "object" || given === null || expected === null)
    return differ;
  if (depth === 32) throw new RangeError("equal: values nested more than 32 deep");
  if (isList(given) && isList(expected)) return listDifference(given, expected, at, depth);
  if (isList(given) || isList(expected)) return differ;
  if (isTensorLike(given) || isTensorLike(expected))
    throw new TypeError("equal: a tensor was given; compare tensors with close");
  if (given instanceof MapClass && expected instanceof MapClass)
    return sameMap(given, expected, depth) ? undefined : differ;
  if (given instanceof SetClass && expected instanceof SetClass)
    return sameSet(given, expected) ? undefined : differ;
  if (given instanceof MapClass || expected instanceof MapClass) return differ;
  if (given instanceof SetClass || expected instanceof SetClass) return differ;
  return objectDifference(given as Record<string, unknown>, expected as Record<string, unknown>, at, depth);
}

function listDifference(
  given: ArrayLike<unknown>,
  expected: ArrayLike<unknown>,
  at: string,
  depth: number,
): Difference | undefined {
  if (given.length !== expected.length)
    return { at: `${at}.length`, given: `${given.length}`, expected: `${expected.length}` };
  for (let i = 0; i < expected.length; i++) {
    const found = firstDifference(given[i], expected[i], `${at}[${i}]`, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function objectDifference(
  given: Record<string, unknown>,
  expected: Record<string, unknown>,
  at: string,
  depth: number,
): Difference | undefined {
  const wanted = keys(expected);
  for (let i = 0; i < wanted.length; i++) {
    const key = wanted[i]!;
    const here = at === "" ? key : `${at}.${key}`;
    if (!hasOwn(given, key)) return { at: here, given: "nothing", expected: formatValue(expected[key]) };
    const found = firstDifference(given[key], expected[key], here, depth + 1);
    if (found !== undefined) return found;
  }
  const present = keys(given);
  for (let i = 0; i < present.length; i++) {
    const key = present[i]!;
    if (!hasOwn(expected, key))
      return { at: at === "" ? key : `${at}.${key}`, given: formatValue(given[key]), expected: "nothing" };
  }
  return undefined;
}

function sameMap(given: Map<unknown, unknown>, expected: Map<unknown, unknown>, depth: number): boolean {
  const found = new MapClass<unknown, unknown>();
  let same = true;
  let surplus = 0;
  forEachEntry(given, (value, key) => {
    found.set(key, value);
    surplus++;
  });
  forEachEntry(expected, (value, key) => {
    surplus--;
    if (!found.has(key) || firstDifference(found.get(key), value, "", depth + 1) !== undefined) same = false;
  });
  return same && surplus === 0;
}

function sameSet(given: Set<unknown>, expected: Set<unknown>): boolean {
  const found = new SetClass<unknown>();
  let same = true;
  let surplus = 0;
  forEachMember(given, (value) => {
    found.add(value);
    surplus++;
  });
  forEachMember(expected, (value) => {
    surplus--;
    if (!found.has(value)) same = false;
  });
  return same && surplus === 0;
}
