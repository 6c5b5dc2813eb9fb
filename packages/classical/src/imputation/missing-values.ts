import { custom } from "../estimator/parameters.ts";

/** What stands for a missing value among numbers: NaN, or a number such as −1. Among words null always does. */
export const missingValues = custom<number>(
  Number.NaN,
  (value) => typeof value === "number" && (Number.isNaN(value) || Number.isFinite(value)),
  "NaN or a number",
);

export const isMissing = (value: number, missing: number): boolean =>
  Number.isNaN(missing) ? Number.isNaN(value) : value === missing;

/** For each number whether it is missing, 0 or 1. */
export function missingMask(data: Float64Array, missing: number): Uint8Array {
  const mask = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at++) mask[at] = Number(isMissing(data[at]!, missing));
  return mask;
}
