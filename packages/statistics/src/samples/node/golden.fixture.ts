import { readFileSync } from "node:fs";

/** The values of golden/statistics/<topic>.json. NaN and infinities stand there as strings, and are numbers here. */
export function golden<Values>(topic: string): Values {
  const file = new URL(`../../../../../golden/statistics/${topic}.json`, import.meta.url);
  const numbers: Record<string, number> = { NaN, Infinity, "-Infinity": -Infinity };
  const revive = (_: string, value: unknown) =>
    typeof value === "string" ? (numbers[value] ?? value) : value;
  return (JSON.parse(readFileSync(file, "utf8"), revive) as { values: Values }).values;
}

/** Throws unless equal to a relative tolerance; infinities and NaN must be the same. */
export function expectClose(found: number, wanted: number, tolerance = 1e-9, name = ""): void {
  if (found === wanted || Object.is(found, wanted)) return;
  // A probability below 1e-300 is 0 for all.
  if (Math.abs(found - wanted) <= tolerance * Math.abs(wanted) + 1e-300) return;
  throw new Error(`${name} found ${found}, wanted ${wanted}`);
}

/** The same of every figure of a list, each to its own size. */
export function expectEach(
  found: ArrayLike<number>,
  wanted: ArrayLike<number>,
  tolerance = 1e-9,
  name = "",
): void {
  if (found.length !== wanted.length) {
    throw new Error(`${name} found ${found.length} values, wanted ${wanted.length}`);
  }
  for (let i = 0; i < found.length; i++) expectClose(found[i]!, wanted[i]!, tolerance, `${name}[${i}]`);
}

/** The same of every element of a vector, with the largest element as the scale. */
export function expectAllClose(
  found: ArrayLike<number>,
  wanted: ArrayLike<number>,
  tolerance = 1e-9,
  name = "",
): void {
  if (found.length !== wanted.length) {
    throw new Error(`${name} found ${found.length} values, wanted ${wanted.length}`);
  }
  const scale = Math.max(1e-300, ...Array.from(wanted, Math.abs).filter(Number.isFinite));
  for (let i = 0; i < found.length; i++) {
    if (found[i] === wanted[i] || Object.is(found[i], wanted[i])) continue;
    if (Math.abs(found[i]! - wanted[i]!) <= tolerance * scale) continue;
    throw new Error(`${name}[${i}] found ${found[i]}, wanted ${wanted[i]}`);
  }
}
