import { readFileSync } from "node:fs";
import { Matrix } from "../matrix/matrix.ts";

/** What golden/classical_histogram.py writes: histogram boosting from scikit-learn, where chance has no say. */
export interface HistCase {
  y: number[];
  weighted: boolean;
  options: Record<string, unknown>;
  raw: number[][];
  fitted: number[][];
  predicted: number[];
  staged: number[];
  leaves: number[];
}

interface Golden {
  inputs: { X: (number | "NaN")[][]; test: (number | "NaN")[][]; weight: number[] };
  edges: { x: (number | "NaN")[]; weight: number[] | null; bins: number; edges: number[] }[];
  cases: HistCase[];
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../golden/classical/${name}.json`, import.meta.url), "utf8"));

const { values } = read("histogram") as { values: Golden };

/** A case of XGBoost: trees are nodes from the root, each followed by its left and its right side. */
export interface XGBoostCase {
  y: number[];
  coarse: boolean;
  weighted: boolean;
  options: Record<string, unknown>;
  margin: number[][];
  fitted: number[][];
  importances: number[];
  trees: Record<string, number | boolean>[][];
}

export const xgboostCases = (read("xgboost") as { values: { cases: XGBoostCase[] } }).values.cases;
export const { edges, cases } = values;
export const numbers = (row: readonly (number | "NaN")[]): number[] => row.map(Number);
export const inputs = {
  X: Matrix.fromRows(values.inputs.X.map(numbers)),
  test: Matrix.fromRows(values.inputs.test.map(numbers)),
};

export function weighted(isWeighted: boolean): { sampleWeight?: number[] } {
  return isWeighted ? { sampleWeight: values.inputs.weight } : {};
}

/** The largest difference, number by number; infinite where there are not as many or one is NaN. */
export function worst(actual: ArrayLike<number>, expected: readonly number[]): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  const off = expected.map((value, i) => Math.abs(actual[i]! - value));
  return off.some(Number.isNaN) ? Number.POSITIVE_INFINITY : Math.max(0, ...off);
}
