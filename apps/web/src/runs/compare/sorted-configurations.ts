import { type Configuration, comparedFigure, predictionOutcome } from "@blankfile/tracking";

/** A column of the table: "flag lr", "metric val/loss", or one of the others by its name. */
export type Column =
  | `flag ${string}`
  | `metric ${string}`
  | "experiment"
  | "launched"
  | "seeds"
  | "predicted";

type Key = number | string | undefined;

/** By a column, with "-" before it from the greatest; what has no value is last either way, and equals stay in their order. */
export function sortedConfigurations(
  all: readonly Configuration[],
  sort: string | undefined,
): Configuration[] {
  if (sort === undefined) return [...all];
  const sign = sort.startsWith("-") ? -1 : 1;
  const column = sort.replace(/^-/, "");
  const keyed = all.map((one) => ({ one, key: keyOf(one, column) }));
  return keyed.sort((a, b) => ordered(a.key, b.key, sign)).map(({ one }) => one);
}

function keyOf(one: Configuration, column: string): Key {
  if (column.startsWith("metric ")) return comparedFigure(one, column.slice(7))?.mean;
  if (column.startsWith("flag ")) {
    const value = one.config[column.slice(5)];
    if (value === undefined || typeof value === "number" || typeof value === "string") return value;
    return JSON.stringify(value);
  }
  if (column === "experiment") return one.experiment;
  if (column === "launched") return one.launchedAt;
  if (column === "seeds") return new Set(one.rows.map(({ seed }) => seed)).size;
  if (column !== "predicted") return undefined;
  const outcome = predictionOutcome(one);
  return outcome && outcome.of > 0 ? outcome.inside / outcome.of : undefined;
}

function ordered(a: Key, b: Key, sign: number): number {
  const [isA, isB] = [isValue(a), isValue(b)];
  if (!isA || !isB) return Number(isB) - Number(isA);
  if (typeof a === "number" && typeof b === "number") return sign * (a - b);
  return sign * String(a).localeCompare(String(b), "en", { numeric: true });
}

function isValue(key: Key): boolean {
  return key !== undefined && !Number.isNaN(key);
}
