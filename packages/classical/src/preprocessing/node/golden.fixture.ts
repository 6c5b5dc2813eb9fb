import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { Matrix } from "../../matrix/matrix.ts";

const numbers: Record<string, number> = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY };

/** The values of golden/classical/<topic>.json. NaN and infinity stand there as strings, and are numbers here. */
export function golden<Values>(topic: string): Values {
  const file = new URL(`../../../../../golden/classical/${topic}.json`, import.meta.url);
  const revive = (_: string, value: unknown) =>
    typeof value === "string" && Object.hasOwn(numbers, value) ? numbers[value] : value;
  return (JSON.parse(readFileSync(file, "utf8"), revive) as { values: Values }).values;
}

/** Numbers at any depth, equal to `tolerance`, as a share of the wanted one above 1. Words and null must be the same. */
export function expectClose(found: unknown, wanted: unknown, tolerance = 1e-9, place = ""): void {
  const given = found instanceof Matrix ? found.toArray() : found;
  if (Array.isArray(wanted)) {
    expect((given as ArrayLike<unknown>)?.length, `length ${place}`).toBe(wanted.length);
    wanted.forEach((value, i) => {
      expectClose((given as ArrayLike<unknown>)[i], value, tolerance, `${place}[${i}]`);
    });
  } else if (typeof wanted !== "number" || !Number.isFinite(wanted)) {
    expect(given, place).toEqual(wanted);
  } else {
    const message = `${place} found ${given}, wanted ${wanted}`;
    const error = Math.abs((given as number) - wanted) / Math.max(1, Math.abs(wanted));
    expect(error, message).toBeLessThanOrEqual(tolerance);
  }
}
