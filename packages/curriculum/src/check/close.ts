import type { Outcome } from "./check.ts";
import { type Flat, flatten, listed, type Numeric, place } from "./flatten.ts";
import { formatNumber, formatValue } from "./format-value.ts";
import { abs, isFiniteNumber, isNaNNumber, max } from "./intrinsics.ts";
import { fail, pass } from "./outcome.ts";

export interface Closeness {
  /** |given − expected| ≤ tolerance · max(1, |expected|), element by element. */
  tolerance?: number;
  /** NaN equals NaN; without it a NaN anywhere in what was given is a failure. */
  nan?: boolean;
}

/**
 * Compares numbers, nested arrays, typed arrays and tensors, shape first.
 *
 *   |given − expected| ≤ tolerance · max(1, |expected|)      tolerance 1e-9 unless told
 *
 * An infinity equals only itself. The failure names the largest difference and its place.
 */
export function close(given: unknown, expected: Numeric, tolerance: number | Closeness = {}): Outcome {
  const { tolerance: limit = 1e-9, nan = false } = typeof tolerance === "number" ? { tolerance } : tolerance;
  if (!(limit >= 0 && isFiniteNumber(limit)))
    throw new RangeError(`close: tolerance ${limit}; a finite number of at least 0 is needed`);
  const right = flatten(expected);
  if (typeof right === "string") throw new TypeError(`close: expected is ${right}`);
  const left = flatten(given);
  if (typeof left === "string") {
    const shown = formatValue(given);
    return fail(shown === left ? shown : `${shown} (${left})`, formatValue(expected));
  }
  if (!sameShape(left, right))
    return fail(
      `shape [${listed(left.shape)}]: ${formatValue(given)}`,
      `shape [${listed(right.shape)}]: ${formatValue(expected)}`,
    );
  const worst = worstPlace(left, right, limit, nan);
  if (worst === undefined) return pass();
  const failed = fail(formatValue(given), formatValue(expected), difference(left, right, worst));
  const picture = pictureOf(left, right, limit, nan);
  if (picture !== undefined) failed.picture = picture;
  const places = placesOf(left, right, limit, nan);
  if (places !== undefined) failed.places = places;
  return failed;
}

/** The index of the largest difference beyond the tolerance, or undefined. */
function worstPlace(left: Flat, right: Flat, limit: number, nan: boolean): number | undefined {
  let worst: number | undefined;
  let largest = -1;
  for (let i = 0; i < left.data.length; i++) {
    const given = left.data[i]!;
    const expected = right.data[i]!;
    if (agree(given, expected, limit, nan)) continue;
    const distance = abs(given - expected);
    const size = isNaNNumber(distance) ? Number.POSITIVE_INFINITY : distance;
    if (size > largest) {
      largest = size;
      worst = i;
    }
  }
  return worst;
}

function agree(given: number, expected: number, limit: number, nan: boolean): boolean {
  if (given === expected) return true;
  if (nan && isNaNNumber(given) && isNaNNumber(expected)) return true;
  return isFiniteNumber(expected) && abs(given - expected) <= limit * max(1, abs(expected));
}

/** More numbers than this are no picture any more. */
const mostCells = 600;

/** Which numbers differ, as text; undefined for a single number, and for too many. */
function pictureOf(left: Flat, right: Flat, limit: number, nan: boolean): string | undefined {
  const cells = right.data.length;
  if (right.shape.length === 0 || cells < 2 || cells > mostCells) return undefined;
  const columns = right.shape[right.shape.length - 1]!;
  let text = "";
  for (let i = 0; i < cells; i++) {
    const given = left.data[i]!;
    const expected = right.data[i]!;
    if (i > 0 && i % columns === 0) text += "\n";
    if (agree(given, expected, limit, nan)) text += "·";
    else text += given > expected ? "+" : given < expected ? "−" : "?";
  }
  return text;
}

/** So many of the numbers that differ are listed. */
const mostPlaces = 6;

/** The first numbers that differ, a line each: place, given, expected and the distance between them, parted by tabs; undefined for a single number. */
function placesOf(left: Flat, right: Flat, limit: number, nan: boolean): string | undefined {
  if (right.shape.length === 0 || right.data.length < 2) return undefined;
  let text = "";
  let count = 0;
  for (let i = 0; i < right.data.length && count < mostPlaces; i++) {
    const given = left.data[i]!;
    const expected = right.data[i]!;
    if (agree(given, expected, limit, nan)) continue;
    if (count++ > 0) text += "\n";
    text += `${place(i, right.shape)}\t${formatNumber(given)}\t${formatNumber(expected)}\t${formatNumber(abs(given - expected))}`;
  }
  return text;
}

/** The distance at a place; it is infinite beside an infinity, and NaN beside a NaN. */
function difference(left: Flat, right: Flat, index: number): string {
  const given = left.data[index]!;
  const expected = right.data[index]!;
  const size = formatNumber(abs(given - expected));
  if (left.shape.length === 0) return size;
  const at = place(index, left.shape);
  return `${size} at ${at}: given ${formatNumber(given)}, expected ${formatNumber(expected)}`;
}

function sameShape(left: Flat, right: Flat): boolean {
  if (left.shape.length !== right.shape.length) return false;
  for (let d = 0; d < left.shape.length; d++) if (left.shape[d] !== right.shape[d]) return false;
  return true;
}
