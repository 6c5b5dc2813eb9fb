import { readFileSync } from "node:fs";
import { Matrix } from "../matrix/matrix.ts";

/** What golden/classical_boosting.py writes: boosting from scikit-learn, where chance has no say. */
interface Golden {
  inputs: { X: number[][]; weight: number[]; test: number[][] };
  gradient: {
    y: number[];
    weighted: boolean;
    options: Record<string, unknown>;
    staged: number[][];
    raw: number[];
    proba: number[] | null;
    predicted: number[];
    trainScore: number[];
    importances: number[];
  }[];
  ada: {
    y: number[];
    weighted: boolean;
    depth: number;
    options: Record<string, unknown>;
    weights: number[];
    errors: number[];
    decisions: number[];
    proba: number[];
    predicted: number[];
    importances: number[];
  }[];
  r2: {
    y: number[];
    loss: "linear" | "square" | "exponential";
    weighted: boolean;
    weights: number[];
    errors: number[];
    predicted: number[];
    importances: number[];
  }[];
}

const file = new URL("../../../../golden/classical/boosting.json", import.meta.url);
const { values } = JSON.parse(readFileSync(file, "utf8")) as { values: Golden };

export const { gradient, ada, r2 } = values;
export const inputs = {
  X: Matrix.fromRows(values.inputs.X),
  test: Matrix.fromRows(values.inputs.test),
};

export function weighted(isWeighted: boolean): { sampleWeight?: number[] } {
  return isWeighted ? { sampleWeight: values.inputs.weight } : {};
}

/** The largest difference, number by number; infinite where there are not as many. */
export function worst(actual: ArrayLike<number>, expected: readonly number[]): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  return expected.reduce((most, value, i) => Math.max(most, Math.abs(actual[i]! - value)), 0);
}
