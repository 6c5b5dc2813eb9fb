import { readFileSync } from "node:fs";
import { Matrix } from "../../matrix/matrix.ts";

const numbers: Record<string, number> = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY };

/** The values of golden/classical/<topic>.json. NaN and infinity stand there as strings, and are numbers here. */
export function golden<Values>(topic: string): Values {
  const file = new URL(`../../../../../golden/classical/${topic}.json`, import.meta.url);
  const revive = (_: string, value: unknown) =>
    typeof value === "string" && Object.hasOwn(numbers, value) ? numbers[value] : value;
  return (JSON.parse(readFileSync(file, "utf8"), revive) as { values: Values }).values;
}

/** Throws unless numbers at any depth are equal to `tolerance`, as a share of the wanted one above 1, and words and null are the same. */
export function expectClose(found: unknown, wanted: unknown, tolerance = 1e-9, place = "value"): void {
  const given = found instanceof Matrix ? found.toArray() : found;
  const fail = () => {
    throw new Error(`${place}: found ${JSON.stringify(given)}, wanted ${JSON.stringify(wanted)}`);
  };
  if (Array.isArray(wanted)) {
    if ((given as ArrayLike<unknown>)?.length !== wanted.length) fail();
    wanted.forEach((value, i) => {
      expectClose((given as ArrayLike<unknown>)[i], value, tolerance, `${place}[${i}]`);
    });
  } else if (typeof wanted === "number" && Number.isFinite(wanted)) {
    const error = Math.abs((given as number) - wanted) / Math.max(1, Math.abs(wanted));
    if (!(error <= tolerance)) fail();
  } else if (!Object.is(given, wanted)) fail();
}
