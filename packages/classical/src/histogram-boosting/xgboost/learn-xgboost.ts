import { Philox } from "@blankfile/tensor";
import type { Matrix } from "../../matrix/matrix.ts";
import {
  type BoostedHistograms,
  boostHistograms,
  type Grow,
  type Lesson,
  requireFloat32,
} from "../boost-histograms.ts";
import type { BoostedTree } from "../boosted-tree.ts";
import { withoutZeros } from "../learn-histograms.ts";
import type { HistogramLoss } from "../losses/histogram-loss.ts";
import { growExactTree, sortColumns } from "./exact-tree.ts";
import type { XGBoostValues } from "./xgboost-parameters.ts";

interface XGBoostTask {
  where: string;
  start: Float64Array | undefined;
  onProgress: (done: number, total: number) => void;
}

/** Boosts with XGBoost's rules. `start` is F at the start where it is given. */
export function learnXGBoost(
  params: XGBoostValues,
  given: Lesson,
  loss: HistogramLoss,
  { where, start, onProgress }: XGBoostTask,
): BoostedHistograms {
  requireFloat32(where, given);
  const lesson = withoutZeros(given);
  const { cols } = lesson.X;
  const { subsample, colsampleBytree } = params;
  return boostHistograms(lesson, {
    loss,
    rounds: params.nEstimators,
    learningRate: params.learningRate,
    maxBins: params.maxBin,
    isCategorical: new Uint8Array(cols),
    growth: {
      minSamplesLeaf: 1,
      minHessian: params.minChildWeight,
      minGain: Math.max(params.gamma, 1e-6),
      lambda: params.regLambda,
      alpha: params.regAlpha,
      monotone: undefined,
      maxLeafNodes: null,
      maxDepth: params.maxDepth || null,
      maxFeatures: 1,
      groups: undefined,
      columns: ascending(cols),
      unseenMissing: "right",
      hasRootValue: true,
    },
    seed: params.randomState,
    onProgress,
    ...(start && { start }),
    ...(params.treeMethod === "exact" && { grow: exactGrowth(params, lesson.X) }),
    ...((subsample < 1 || colsampleBytree < 1) && { sample: sampling(params, lesson.X) }),
  });
}

/** The mean gain of the splits by each column, as shares, [F]. */
export function meanGains(trees: readonly BoostedTree[], nFeatures: number): Float64Array {
  const [sums, counts] = [new Float64Array(nFeatures), new Float64Array(nFeatures)];
  for (const { column, gain } of trees)
    for (let node = 0; node < column.length; node++) {
      if (column[node]! < 0) continue;
      sums[column[node]!]! += gain[node]!;
      counts[column[node]!]! += 1;
    }
  const means = sums.map((sum, j) => (counts[j]! > 0 ? sum / counts[j]! : 0));
  const total = means.reduce((a, b) => a + b, 0);
  return total > 0 ? means.map((mean) => mean / total) : means;
}

function exactGrowth(params: XGBoostValues, X: Matrix): Grow {
  const sorted = sortColumns(X);
  const rules = { ...params, lambda: params.regLambda, alpha: params.regAlpha };
  return (derivatives, members, columns) =>
    growExactTree(X, sorted, { members, derivatives, columns }, rules);
}

/** Rows and columns of each round. */
function sampling({ subsample, colsampleBytree, randomState }: XGBoostValues, { rows, cols }: Matrix) {
  const rng = new Philox(randomState).fork("sample");
  const count = Math.max(1, Math.floor(colsampleBytree * cols));
  return (round: number) => {
    const its = rng.fork(round);
    const columns = its.shuffle(ascending(cols)).slice(0, count).sort();
    const drawn = ascending(rows).filter(() => its.uniform() < subsample);
    return { rows: drawn.length > 0 ? drawn : ascending(rows), columns };
  };
}

function ascending(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i);
}
