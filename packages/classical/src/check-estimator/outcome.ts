import type { AnyEstimator } from "../estimator/known.ts";
import { Matrix } from "../matrix/matrix.ts";
import type { MatrixLike } from "../matrix/matrix-like.ts";
import { mustRefuse } from "./rule.ts";
import type { Sample } from "./samples.ts";

const methods = ["predict", "predictProba", "decisionFunction", "transform", "scoreSamples"] as const;

/** What each method gives for X, row by row. */
export type Outcome = Map<string, unknown[][]>;

export function fitted(make: () => AnyEstimator, { X, y }: Sample, options?: object): AnyEstimator {
  return make().fit(X, y, options as never);
}

/** All that a fitted estimator says about these rows. */
export function outcomeOf(estimator: AnyEstimator, X: MatrixLike): Outcome {
  const found: Outcome = new Map();
  for (const method of methods) {
    const call = (estimator as unknown as Record<string, unknown>)[method];
    if (typeof call === "function" && has(estimator, method))
      found.set(method, rowsOf(call.call(estimator, X)));
  }
  return found;
}

/** A pipeline has every method, and what its last step lacks it refuses: `available` of it says so. */
function has(estimator: AnyEstimator, method: string): boolean {
  const asked = (estimator as { has?: (method: string) => boolean }).has;
  return typeof asked !== "function" || asked.call(estimator, method);
}

function rowsOf(value: unknown): unknown[][] {
  if (value instanceof Matrix) return value.toArray();
  if (typeof value === "object" && value !== null && "toDense" in value)
    return rowsOf((value as { toDense(): Matrix }).toDense());
  return Array.from(value as ArrayLike<unknown>, (one) => [one]);
}

/** The first place where two outcomes differ by more than `tolerance`, beyond 1 by that share; undefined where none does. */
export function difference(found: Outcome, wanted: Outcome, tolerance = 0): string | undefined {
  for (const [method, rows] of wanted) {
    const others = found.get(method);
    if (others?.length !== rows.length)
      return `${method} gives ${others?.length ?? "nothing"} for ${rows.length} rows`;
    for (const [i, row] of rows.entries()) {
      for (const [j, value] of row.entries()) {
        if (isClose(others[i]![j], value, tolerance)) continue;
        return `${method}: row ${i}${row.length > 1 ? `, column ${j}` : ""} is ${String(others[i]![j])}, ${String(value)} is needed`;
      }
    }
  }
  return undefined;
}

function isClose(a: unknown, b: unknown, tolerance: number): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "number" || typeof b !== "number") return false;
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b));
}

/** The rows of an outcome at these places. */
export function pick(outcome: Outcome, indices: readonly number[]): Outcome {
  return new Map([...outcome].map(([method, rows]) => [method, indices.map((i) => rows[i]!)]));
}

/** A copy with one value changed. */
export function withValue(X: Matrix, i: number, j: number, value: number): Matrix {
  const data = X.data.slice();
  data[i * X.cols + j] = value;
  return new Matrix(data, [X.rows, X.cols]);
}

/** Every method but fit must refuse X: what is wrong with that. */
export function refusals(estimator: AnyEstimator, X: Matrix, what: string, ...words: (string | RegExp)[]) {
  return methods.map((method) => {
    const call = (estimator as unknown as Record<string, unknown>)[method];
    if (typeof call !== "function" || !has(estimator, method)) return undefined;
    return mustRefuse(`${method} ${what}`, () => call.call(estimator, X), ...words);
  });
}
