import type { NonFinite } from "./run.ts";

/** JSON has no NaN and no infinities: they travel as their names. */
export function markNonFinite(value: number): number | NonFinite {
  return Number.isFinite(value) ? value : (String(value) as NonFinite);
}

export function isNonFinite(value: unknown): value is NonFinite {
  return value === "NaN" || value === "Infinity" || value === "-Infinity";
}

/** The number that a marked value stands for. */
export function numberOf(value: number | NonFinite): number {
  return typeof value === "number" ? value : Number(value);
}
