import type { Table } from "@blankfile/data";
import { proportionInterval, StudentT } from "@blankfile/statistics";
import { binsOf } from "../look/association.ts";
import { shortNumber } from "../pictures/frame.ts";
import { wordsOf } from "../table/clean-table.ts";

/** Rows that share a value, and how wrong the model is on them. */
export interface Slice {
  column: string;
  values: string;
  rows: number;
  /** The share of wrong classes, or the mean absolute error. */
  error: number;
  low: number;
  high: number;
}

/** At least so many rows, so that an interval says something. */
const fewest = 20;

/**
 * Slices by one column each, the worst first, with intervals that hold for all of them together (Bonferroni): Wilson's of a share, Student's of a mean.
 * Number columns are cut at their quartiles.
 */
export function worstSlices(X: Table, errors: readonly number[], isShare: boolean): Slice[] {
  const candidates = X.names
    .flatMap((column) => slicesOf(X, column))
    .filter(({ places }) => places.length >= fewest && places.length < errors.length);
  const confidenceLevel = 1 - 0.05 / Math.max(1, candidates.length);
  return candidates
    .map(({ column, values, places }) => {
      const own = places.map((i) => errors[i]!);
      const error = own.reduce((sum, value) => sum + value, 0) / own.length;
      const interval = isShare
        ? proportionInterval(Math.round(error * own.length), own.length, { confidenceLevel })
        : meanWithin(own, error, confidenceLevel);
      return { column, values, rows: own.length, error, low: interval.low, high: interval.high };
    })
    .sort((a, b) => b.low - a.low);
}

function meanWithin(values: readonly number[], mean: number, level: number): { low: number; high: number } {
  const n = values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const half = (new StudentT({ df: n - 1 }).ppf(0.5 + level / 2) * deviation) / Math.sqrt(n);
  return { low: mean - half, high: mean + half };
}

function slicesOf(X: Table, column: string): { column: string; values: string; places: number[] }[] {
  const its = X.column(column);
  const bins = binsOf(its, 4);
  const places = Map.groupBy(bins.keys(), (i) => bins[i]!);
  const words = wordsOf(its);
  return [...places].flatMap(([bin, rows]) => {
    if (bin === 19 && its.kind !== "number") return [];
    const values =
      bin < 0
        ? "missing"
        : its.kind === "number"
          ? rangeOf(rows.map((i) => its.values[i]!))
          : words[rows[0]!]!;
    return [{ column, values, places: [...rows] }];
  });
}

function rangeOf(values: readonly number[]): string {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low === high ? shortNumber(low) : `${shortNumber(low)} to ${shortNumber(high)}`;
}
