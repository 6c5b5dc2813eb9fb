import { Philox } from "@blankfile/tensor";
import type { AnyEstimator } from "../../estimator/known.ts";
import { boolean, either, integer, optional, randomState, real } from "../../estimator/parameters.ts";
import type { Matrix } from "../../matrix/matrix.ts";
import { takeValues } from "../../matrix/take-rows.ts";
import { total } from "../../trees/tree-data.ts";
import { countFeatures } from "../../trees/tree-parameters.ts";
import { drawCounts, drawRows, sizeOf } from "../draw-rows.ts";

const part = optional(either(integer(1, { min: 1 }), real(0.5, { above: 0, below: 1 })));

/** What BaggingClassifier and BaggingRegressor have in common. */
export const bagParameters = {
  nEstimators: integer(10, { min: 1 }),
  /** Rows drawn for each: a number, or a share below 1 of the sum of weights; null, N. */
  maxSamples: part,
  /** Columns drawn for each: a number, or a share below 1 of F; null is scikit-learn's 1.0: all. */
  maxFeatures: part,
  /** Whether rows are drawn with replacement; without, fewer than all should be drawn. */
  bootstrap: boolean(true),
  /** Whether columns are drawn with replacement. */
  bootstrapFeatures: boolean(false),
  /** Whether each row is predicted by those that have not seen it; needs bootstrap. */
  oobScore: boolean(false),
  randomState,
};

/** What part of the data each estimator sees. */
export interface BagPlan {
  rows: number;
  cols: number;
  size: number;
  features: number;
  weight: Float64Array | undefined;
  bootstrap: boolean;
  bootstrapFeatures: boolean;
  seed: number;
}

/** What estimator i sees: how often each row, [N], and which columns. A function of the plan and i alone. */
export function bagDraw(plan: BagPlan, i: number): { counts: Float64Array; features: Int32Array } {
  const rng = new Philox(plan.seed).fork(i);
  const rowDraw = { rows: plan.rows, size: plan.size, weight: plan.weight };
  const columnDraw = { rows: plan.cols, size: plan.features };
  return {
    counts: plan.bootstrap ? drawCounts(rng.fork("rows"), rowDraw) : drawOnce(rng.fork("rows"), rowDraw),
    features: plan.bootstrapFeatures
      ? repeated(drawCounts(rng.fork("columns"), columnDraw))
      : drawRows(rng.fork("columns"), columnDraw),
  };
}

interface BagOptions {
  maxSamples: number | null;
  maxFeatures: number | null;
  bootstrap: boolean;
  bootstrapFeatures: boolean;
  randomState: number;
}

export function bagPlan(
  params: BagOptions,
  { rows, cols }: Matrix,
  weight: Float64Array | undefined,
): BagPlan {
  const { maxSamples, maxFeatures, bootstrap, bootstrapFeatures, randomState: seed } = params;
  const size = maxSamples === null ? rows : sizeOf(maxSamples, weight ? total(weight) : rows);
  const features = countFeatures(maxFeatures, cols);
  return { rows, cols, size, features, weight, bootstrap, bootstrapFeatures, seed };
}

/** Fits a clone of `estimator` on what estimator i sees: rows that came twice weigh 2, or are there twice where it takes no weights. */
export function fitBagged(
  estimator: AnyEstimator,
  { X, y }: { X: Matrix; y: ArrayLike<unknown> },
  plan: BagPlan,
  i: number,
): { fitted: AnyEstimator; features: Int32Array; counts: Float64Array } {
  const { counts, features } = bagDraw(plan, i);
  const fitted = seeded(estimator.clone(), new Philox(plan.seed).fork(i).fork("estimator"));
  const seen = columnsFor(X, features);
  if (fitted.traits.takesWeight) fitted.fit(seen, y, { sampleWeight: counts });
  else fitted.fit(seen.takeRows(repeated(counts)), takeValues(y, repeated(counts)));
  return { fitted, features, counts };
}

/** Gives every randomState inside a seed of its own. */
export function seeded<E extends AnyEstimator>(estimator: E, rng: Philox): E {
  const states = Object.keys(estimator.getParams()).filter((key) => /(^|__)randomState$/.test(key));
  for (const key of states) estimator.setParams({ [key]: rng.word() });
  return estimator;
}

/** The columns that an estimator sees. */
export function columnsFor(X: Matrix, features: Int32Array): Matrix {
  return isAll(features, X.cols) ? X : X.takeColumns(features);
}

function isAll(features: Int32Array, cols: number): boolean {
  return features.length === cols && features.every((j, at) => j === at);
}

function drawOnce(
  rng: Philox,
  draw: { rows: number; size: number; weight: Float64Array | undefined },
): Float64Array {
  const counts = new Float64Array(draw.rows);
  for (const i of drawRows(rng, draw)) counts[i] = 1;
  return counts;
}

/** Each place as often as its count says. */
export function repeated(counts: Float64Array): Int32Array {
  const out: number[] = [];
  for (const [i, count] of counts.entries()) for (let k = 0; k < count; k++) out.push(i);
  return Int32Array.from(out);
}
