import { readFileSync } from "node:fs";
import { Matrix } from "../matrix/matrix.ts";

/** The values of golden/classical/<group>.json; NaN and infinities stand there as strings. */
export function goldenValues<T>(group: string): T {
  const file = new URL(`../../../../golden/classical/${group}.json`, import.meta.url);
  const { values } = JSON.parse(readFileSync(file, "utf8"), (_, value) =>
    value === "NaN" || value === "Infinity" || value === "-Infinity" ? Number(value) : value,
  ) as { values: T };
  return values;
}

type Numbers = ArrayLike<number> | Matrix | number[][];

function flat(values: Numbers): number[] {
  if (values instanceof Matrix) return Array.from(values.data);
  return (Array.from(values as ArrayLike<number | number[]>) as (number | number[])[]).flat();
}

/** Every number within `tolerance`, beyond 1 by that share; infinities and NaN alike. */
export function expectClose(found: Numbers, wanted: Numbers, tolerance: number): void {
  const [a, b] = [flat(found), flat(wanted)];
  if (a.length !== b.length) throw new Error(`${a.length} numbers, ${b.length} are needed`);
  for (const [i, value] of b.entries()) {
    if (Object.is(a[i], value)) continue;
    const error = Math.abs(a[i]! - value) / Math.max(1, Math.abs(value));
    if (!(error <= tolerance)) throw new Error(`place ${i}: ${a[i]}, ${value} is needed (off by ${error})`);
  }
}
