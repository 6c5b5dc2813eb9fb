import { markNonFinite } from "./non-finite.ts";
import type { ConfigValue } from "./run.ts";

/** A copy of what JSON can hold, with NaN and infinities by name. What it cannot hold is refused, by its place. */
export function plainValue(where: string, value: unknown, levels = 20): ConfigValue {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return markNonFinite(value);
  if (typeof value !== "object")
    throw new TypeError(
      `${where} is ${typeof value}, needed a number, text, true, false, null, list or object`,
    );
  if (levels === 0) throw new RangeError(`${where} lies too deep, needed at most 20 levels`);
  if (Array.isArray(value)) return value.map((inner, i) => plainValue(`${where}[${i}]`, inner, levels - 1));
  if (ArrayBuffer.isView(value))
    return Array.from(value as unknown as ArrayLike<number>, (inner) => plainValue(where, inner, 1));
  const copy: Record<string, ConfigValue> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key === "__proto__") throw new RangeError(`${where} has the name __proto__, needed another`);
    copy[key] = plainValue(`${where}.${key}`, inner, levels - 1);
  }
  return copy;
}
