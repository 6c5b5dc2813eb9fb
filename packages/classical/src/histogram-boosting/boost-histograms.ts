import { Philox } from "@blankfile/tensor";
import type { Matrix } from "../matrix/matrix.ts";
import { binRows, placeCategories } from "./binning/bin-rows.ts";
import { type Bins, learnBins } from "./binning/bins.ts";
import { addTrees, type BoostedTree } from "./boosted-tree.ts";
import { type Grown, type GrowthRules, growTree } from "./growing/grow-tree.ts";
import { type Derivatives, Histograms } from "./growing/histograms.ts";
import type { DerivativesOut, HistogramLoss } from "./losses/histogram-loss.ts";

/** Rows with their targets: numbers, or codes of classes. */
export interface Lesson {
  X: Matrix;
  y: Float64Array;
  weight: Float64Array | undefined;
}

/** Makes a tree of these rows and columns; `members` may be put in another order. */
export type Grow = (derivatives: Derivatives, members: Int32Array, columns: Int32Array, rng: Philox) => Grown;

export interface BoostingPlan {
  loss: HistogramLoss;
  /** At most so many rounds. */
  rounds: number;
  learningRate: number;
  maxBins: number;
  isCategorical: Uint8Array;
  /** The rules of a tree but for what the bins say. */
  growth: Omit<GrowthRules, "isCategorical" | "hasMissing">;
  seed: number;
  onProgress: (done: number, total: number) => void;
  /** F at the start, where it is not the loss's own. */
  start?: Float64Array;
  /** The rows and columns that a round learns from, where they are not all. */
  sample?: (round: number) => { rows: Int32Array; columns: Int32Array };
  /** Grows trees without bins. */
  grow?: Grow;
  /** Called at the start and after each round; true stops. */
  isEnough?: (state: BoostingState) => boolean;
}

/** The greatest size of targets and of weights: derivatives are kept in float32, which ends at 3e38, and are products of both. */
const largestInFloat32 = 1e18;

/** Refuses targets and weights whose derivatives float32 cannot hold. */
export function requireFloat32(where: string, { y, weight }: Lesson): void {
  for (const [name, values, what] of [
    ["y", y, "target"],
    ["sampleWeight", weight, "weights"],
  ] as const) {
    const at = values?.findIndex((value) => Math.abs(value) > largestInFloat32) ?? -1;
    if (at >= 0)
      throw new RangeError(
        `${where}: ${name}[${at}] is ${values![at]}, a number of at most 1e18 in size is needed, as derivatives are float32; scale the ${what}`,
      );
  }
}

/** Where boosting has got to. */
export interface BoostingState {
  /** F of the rows learnt from, [outputs][N]. */
  raw: Float64Array[];
  /** The trees of the last round, one an output; none at the start. */
  latest: BoostedTree[];
  start: Float64Array;
  bins: Bins;
}

/** What came of it: for each round its trees, one an output, whose values are already times the learning rate. */
export interface BoostedHistograms {
  bins: Bins;
  start: Float64Array;
  trees: BoostedTree[][];
}

/**
 * Newton boosting on binned columns. F starts as a constant; each round expands the loss around F to second order and takes, for every output, the
 * tree that lowers the expansion most:
 *
 *   L(F + f) ≈ Σ_i g_i f(x_i) + ½ h_i f(x_i)²,   g = ∂L/∂F, h = ∂²L/∂F²
 *   F ← F + ν f                                     ν the learning rate
 *
 * Friedman 2001, https://doi.org/10.1214/aos/1013203451; Ke et al. 2017, "LightGBM: a highly efficient gradient boosting decision tree"
 */
export function boostHistograms({ X, y, weight }: Lesson, plan: BoostingPlan): BoostedHistograms {
  const { loss, rounds, seed } = plan;
  const rng = new Philox(seed);
  const hasHessian = !loss.hasUnitHessian || weight !== undefined;
  const binned = plan.grow ? undefined : binnedGrowth({ X, y, weight }, plan, hasHessian, rng.fork("bins"));
  const grow = plan.grow ?? binned!.grow;
  const bins = binned?.bins ?? noBins(X.cols);
  const start = plan.start ?? loss.start(y, weight);
  const raw = Array.from(start, (value) => new Float64Array(X.rows).fill(value));
  const out = emptyDerivatives(loss.outputs, X.rows, weight, hasHessian);
  const trees: BoostedTree[][] = [];
  const members = new Int32Array(X.rows);
  let isEnough = plan.isEnough?.({ raw, latest: [], start, bins }) ?? false;
  for (let round = 0; round < rounds && !isEnough; round++) {
    const drawn = plan.sample?.(round);
    loss.derivatives(y, raw, out);
    const grown = out.gradient.map((gradient, k) => {
      const derivatives = { gradient, hessian: out.hessian?.[k] };
      const from = drawn?.rows ?? ascending(members);
      const columns = drawn?.columns ?? plan.growth.columns;
      return finish(grow(derivatives, from, columns, rng.fork(`${round}.${k}`)), k);
    });
    trees.push(grown);
    plan.onProgress(round + 1, rounds);
    isEnough = plan.isEnough?.({ raw, latest: grown, start, bins }) ?? false;
  }
  return { bins, start, trees };

  /** The leaves' values times the learning rate, added to F of all rows. */
  function finish({ tree, leaves }: Grown, k: number): BoostedTree {
    const isWhole = plan.sample === undefined;
    for (const { node, rows } of leaves) {
      if (loss.leafValue) tree.value[node] = leafValue(loss, y, raw[k]!, weight, rows);
      tree.value[node]! *= plan.learningRate;
      const value = tree.value[node]!;
      if (isWhole) for (let t = 0; t < rows.length; t++) raw[k]![rows[t]!]! += value;
    }
    if (!isWhole) addTrees([tree], placeCategories(X, bins), raw[k]!);
    return tree;
  }
}

function leafValue(
  loss: HistogramLoss,
  y: Float64Array,
  raw: Float64Array,
  weight: Float64Array | undefined,
  rows: Int32Array,
): number {
  const off = new Float64Array(rows.length);
  for (let t = 0; t < rows.length; t++) off[t] = y[rows[t]!]! - raw[rows[t]!]!;
  const its = weight && Float64Array.from(rows, (i) => weight[i]!);
  return loss.leafValue!(off, its);
}

function binnedGrowth(
  { X, weight }: Lesson,
  { maxBins, isCategorical, growth }: BoostingPlan,
  hasHessian: boolean,
  rng: Philox,
): { bins: Bins; grow: Grow } {
  const bins = learnBins(X, { maxBins, isCategorical, sampleWeight: weight, rng });
  const coded = { codes: binRows(X, bins), rows: X.rows, nBins: bins.nBins };
  const rules: GrowthRules = { ...growth, isCategorical, hasMissing: missingColumns(coded) };
  const histograms = new Histograms(coded, hasHessian);
  return {
    bins,
    grow: (derivatives, members, columns, its) =>
      growTree({ coded, bins, members, derivatives }, histograms, { ...rules, columns }, its),
  };
}

/** Of columns that are numbers and need no bins. */
function noBins(cols: number): Bins {
  const edges = Array.from({ length: cols }, () => new Float64Array(0));
  return { edges, isCategorical: new Uint8Array(cols), nBins: new Int32Array(cols).fill(1) };
}

function emptyDerivatives(
  outputs: number,
  rows: number,
  weight: Float64Array | undefined,
  hasHessian: boolean,
): DerivativesOut {
  const make = () => Array.from({ length: outputs }, () => new Float32Array(rows));
  return { weight, gradient: make(), hessian: hasHessian ? make() : undefined };
}

function missingColumns({ codes, rows, nBins }: { codes: Uint8Array; rows: number; nBins: Int32Array }) {
  return Uint8Array.from(nBins, (missing, j) =>
    Number(codes.subarray(j * rows, (j + 1) * rows).includes(missing)),
  );
}

function ascending(members: Int32Array): Int32Array {
  for (let i = 0; i < members.length; i++) members[i] = i;
  return members;
}
