import { wrongConfusionMatrix } from "./confusion-matrix.ts";
import { wrongCurve } from "./curve.ts";
import { wrongDistribution } from "./distribution.ts";
import { wrongHistogram } from "./histogram.ts";
import { isHash, wrongImage } from "./image.ts";
import type { StoredValue, Value } from "./value.ts";

type Body = Record<string, unknown>;

const whole: Record<Exclude<Value["type"], "text" | "table">, (value: Body) => string | undefined> = {
  histogram: wrongHistogram,
  distribution: wrongDistribution,
  "confusion-matrix": wrongConfusionMatrix,
  curve: wrongCurve,
  image: wrongImage,
};

export function isKnownType(type: string): boolean {
  return Object.hasOwn(whole, type) || type === "text" || type === "table";
}

/** Reads the value of an event, or says what is wrong with it. */
export function wrongValue(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !("type" in value)) return "value has no type";
  const { type, artifact } = value as Body;
  if (artifact !== undefined && type !== "image")
    return isHash(artifact) ? undefined : `${String(type)}: artifact is no SHA-256 in hex`;
  const check = Object.hasOwn(whole, String(type)) ? whole[type as keyof typeof whole] : undefined;
  if (!check) return `value has the unknown type ${JSON.stringify(type)?.slice(0, 40)}`;
  const reason = check(value as Body);
  return reason === undefined ? undefined : `${String(type)}: ${reason}`;
}

/** Reads a big value's artifact back, as `log` was given it. */
export function parseBigValue(type: StoredValue["type"], json: string): Value {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new RangeError(`value: its artifact is not JSON, needed a ${type}`);
  }
  const found = (value as Body | null)?.type;
  const reason = type === "text" || type === "table" ? undefined : wrongValue(value);
  if (found !== type || reason !== undefined)
    throw new RangeError(`value: its artifact is no ${type}${reason === undefined ? "" : ` (${reason})`}`);
  return value as Value;
}
