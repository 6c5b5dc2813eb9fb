import { Philox } from "@blankfile/tensor";
import type { Matrix } from "../matrix/matrix.ts";
import { addValues, impurityDecreases, shares, type Tree } from "../trees/tree.ts";
import { total } from "../trees/tree-data.ts";
import { settingsOf } from "../trees/tree-parameters.ts";
import { type Boosted, boost } from "./boost.ts";
import type { BoostingValues } from "./gradient-boosting-parameters.ts";
import { holdOut } from "./hold-out.ts";
import type { Loss } from "./losses/loss.ts";

/** What both kinds of boosting learn from. `y` are numbers or codes. */
interface Lesson {
  X: Matrix;
  y: Float64Array;
  weight: Float64Array;
  loss: Loss;
  /** Whether y are codes, of which rows kept apart are to have all. */
  isClassifier: boolean;
  onProgress: (done: number, total: number) => void;
}

/** F for the rows of X before the first stage, an array of [N] for each output. Fitted to the rows given. */
export type Start = (X: Matrix) => Float64Array[];
type FitStart = (X: Matrix, y: Float64Array, weight: Float64Array) => Start;

/** Keeps rows apart where the options say so, starts, and boosts. */
export function learnBoosted(params: BoostingValues, lesson: Lesson, fitStart: FitStart): Boosted {
  const { X, y, weight, loss, isClassifier, onProgress } = lesson;
  const { nIterNoChange, validationFraction, randomState } = params;
  const rng = new Philox(randomState).fork("validation");
  const parts =
    nIterNoChange === null
      ? undefined
      : holdOut(rng, X.rows, validationFraction, isClassifier ? y : undefined);
  const seen = parts ? pick({ X, y, weight }, parts.train) : { X, y, weight };
  if (isClassifier) requireAll(y, seen.y);
  const start = fitStart(seen.X, seen.y, seen.weight);
  const kept = parts && pick({ X, y, weight }, parts.held);
  return boost(
    { ...seen, raw: start(seen.X) },
    {
      ...params,
      loss,
      settings: settingsOf(params, seen.X, total(seen.weight)),
      seed: randomState,
      onProgress,
      ...(kept && {
        validation: { ...kept, raw: start(kept.X), patience: nIterNoChange!, tol: params.tol },
      }),
    },
  );
}

/** F after all stages. */
export function rawPredictions(
  X: Matrix,
  start: Float64Array[],
  trees: readonly Tree[][],
  rate: number,
): Float64Array[] {
  for (const [k, raw] of start.entries())
    addValues(
      trees.map((stage) => stage[k]!),
      X,
      raw,
      rate,
    );
  return start;
}

/** F after each stage; the same arrays each time. */
export function* stagedRawPredictions(
  X: Matrix,
  start: Float64Array[],
  trees: readonly Tree[][],
  rate: number,
): Generator<Float64Array[]> {
  for (const stage of trees) {
    for (const [k, tree] of stage.entries()) addValues([tree], X, start[k]!, rate);
    yield start;
  }
}

/** How much the splits on each feature lowered the squared error of the residuals, summed over the trees, as shares, [F]. */
export function boostedImportances(trees: readonly Tree[][], nFeatures: number): Float64Array {
  const out = new Float64Array(nFeatures);
  for (const tree of trees.flat())
    for (const [j, decrease] of impurityDecreases(tree, nFeatures).entries()) out[j]! += decrease;
  return shares(out);
}

/** The same constants for every row. */
export function constantStart(values: ArrayLike<number>): Start {
  return (X) => Array.from(values, (value) => new Float64Array(X.rows).fill(value));
}

function pick({ X, y, weight }: Pick<Lesson, "X" | "y" | "weight">, rows: Int32Array) {
  return {
    X: X.takeRows(rows),
    y: Float64Array.from(rows, (i) => y[i]!),
    weight: Float64Array.from(rows, (i) => weight[i]!),
  };
}

function requireAll(all: Float64Array, seen: Float64Array): void {
  const [wanted, found] = [new Set(all), new Set(seen)];
  if (found.size === wanted.size) return;
  throw new RangeError(
    `fit: without the rows kept apart ${found.size} of ${wanted.size} classes are left, all are needed; a smaller validationFraction helps`,
  );
}
