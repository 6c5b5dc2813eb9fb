import { Philox } from "@blankfile/tensor";
import { drawRows } from "../forests/draw-rows.ts";
import type { Matrix } from "../matrix/matrix.ts";
import { prune } from "../trees/cost-complexity.ts";
import type { Settings } from "../trees/growing/settings.ts";
import { learnValueTree } from "../trees/learn-tree.ts";
import { rankColumns } from "../trees/ranked-columns.ts";
import { isLeaf, leavesOf, type Tree } from "../trees/tree.ts";
import type { Loss } from "./losses/loss.ts";

/** Rows with their targets, and the raw predictions so far, an array of [N] for each output. */
export interface Sample {
  X: Matrix;
  y: Float64Array;
  weight: Float64Array;
  raw: Float64Array[];
}

export interface BoostingPlan {
  loss: Loss;
  nEstimators: number;
  learningRate: number;
  /** The share of rows that each stage learns from. */
  subsample: number;
  ccpAlpha: number;
  settings: Settings;
  seed: number;
  /** Rows kept apart: it stops when for `patience` stages their loss has not fallen by `tol`. */
  validation?: Sample & { patience: number; tol: number };
  onProgress: (done: number, total: number) => void;
}

/** What came of it: for each stage its trees, one an output, and its losses. */
export interface Boosted {
  trees: Tree[][];
  trainScore: Float64Array;
  /** Where rows were left out of each stage: the loss of those, and how much the stage lowered it. */
  oobScores: Float64Array;
  oobImprovement: Float64Array;
}

/**
 * Gradient boosting. F starts as a constant; each stage asks which way F should move for every row, fits a tree to the answers, and moves F a little along it:
 *
 *   r_i = −∂L(y_i, F(x_i)) / ∂F                 the residuals; of the squared error y − F
 *   a tree is fitted to r by least squares; its leaves R_j part the rows
 *   γ_j = argmin_γ Σ_{x_i ∈ R_j} L(y_i, F(x_i) + γ)
 *   F(x) ← F(x) + ν γ_j,   x ∈ R_j              ν the learning rate
 *
 * Friedman 2001, "Greedy function approximation", algorithm 1, https://doi.org/10.1214/aos/1013203451; with subsample < 1: Friedman 2002, "Stochastic
 * gradient boosting", https://doi.org/10.1016/S0167-9473(01)00065-2. `sample.raw` is F at the start and at the end.
 */
export function boost(sample: Sample, plan: BoostingPlan): Boosted {
  const { X, y, raw } = sample;
  const { loss, nEstimators, learningRate } = plan;
  const columns = rankColumns(X);
  const trees: Tree[][] = [];
  const scores = new Scores(sample, plan);
  for (let m = 0; m < nEstimators; m++) {
    const rng = new Philox(plan.seed).fork(m);
    const bag = bagged(sample, plan.subsample, rng);
    loss.prepare?.(y, raw, sample.weight);
    scores.before(bag);
    const residuals = raw.map((_, k) => loss.residuals(y, raw, k));
    trees[m] = residuals.map((residual, k) => {
      const lesson = { columns, sampleWeight: bag, settings: plan.settings, rng: rng.fork(k) };
      const tree = prune(learnValueTree(lesson, residual, "squared_error"), plan.ccpAlpha);
      const leaves = leavesOf(tree, X);
      if (loss.leafValue) setLeaves(tree, leaves, { loss, y, raw: raw[k]!, residual, weight: bag, k });
      move(raw[k]!, tree, leaves, learningRate);
      return tree;
    });
    plan.onProgress(m + 1, nEstimators);
    if (scores.after(bag, trees[m]!)) break;
  }
  return { trees, ...scores.lists() };
}

/** F_k ← F_k + ν γ of each row's leaf. */
export function move(raw: Float64Array, tree: Tree, leaves: Int32Array, rate: number): void {
  for (let i = 0; i < raw.length; i++) raw[i]! += rate * tree.value[leaves[i]!]!;
}

/** The weights of the rows that a stage learns from; 0 for those left out. */
function bagged({ X, weight }: Sample, subsample: number, rng: Philox): Float64Array {
  if (subsample === 1) return weight;
  const size = Math.max(1, Math.floor(subsample * X.rows));
  const bag = new Float64Array(X.rows);
  for (const i of drawRows(rng.fork("rows"), { rows: X.rows, size })) bag[i] = weight[i]!;
  return bag;
}

type Stage = {
  loss: Loss;
  y: Float64Array;
  raw: Float64Array;
  residual: Float64Array;
  weight: Float64Array;
  k: number;
};

/** Gives each leaf the loss's own step in place of the mean residual. */
function setLeaves(tree: Tree, leaves: Int32Array, { loss, ...known }: Stage): void {
  const members = Array.from({ length: tree.nodeCount }, (): number[] => []);
  for (const [i, leaf] of leaves.entries()) if (known.weight[i]! > 0) members[leaf]!.push(i);
  for (let node = 0; node < tree.nodeCount; node++)
    if (isLeaf(tree, node))
      tree.value[node] = loss.leafValue!({ ...known, rows: Int32Array.from(members[node]!) });
}

/** Follows the loss of the rows of each stage, of those left out, and of those kept apart. */
class Scores {
  readonly #sample: Sample;
  readonly #plan: BoostingPlan;
  readonly #train: number[] = [];
  readonly #oob: number[] = [];
  readonly #improvement: number[] = [];
  /** The validation losses of the last stages; one in turn is replaced when a stage is better than any of them. */
  readonly #recent: number[];
  #lastOob: number | undefined;

  constructor(sample: Sample, plan: BoostingPlan) {
    this.#sample = sample;
    this.#plan = plan;
    this.#recent = Array<number>(plan.validation?.patience ?? 0).fill(Number.POSITIVE_INFINITY);
  }

  before(bag: Float64Array): void {
    if (this.#plan.subsample < 1) this.#lastOob ??= this.#lossOf(this.#left(bag));
  }

  /** Whether to stop. */
  after(bag: Float64Array, trees: Tree[]): boolean {
    this.#train.push(this.#lossOf(bag));
    if (this.#plan.subsample < 1) {
      const loss = this.#lossOf(this.#left(bag));
      this.#improvement.push(this.#lastOob! - loss);
      this.#oob.push(loss);
      this.#lastOob = loss;
    }
    return this.#isStale(trees);
  }

  lists() {
    return {
      trainScore: Float64Array.from(this.#train),
      oobScores: Float64Array.from(this.#oob),
      oobImprovement: Float64Array.from(this.#improvement),
    };
  }

  #isStale(trees: Tree[]): boolean {
    const { validation, learningRate, loss } = this.#plan;
    if (!validation) return false;
    const { X, y, weight, raw, patience, tol } = validation;
    for (const [k, tree] of trees.entries()) move(raw[k]!, tree, leavesOf(tree, X), learningRate);
    const now = loss.mean(y, raw, weight);
    if (!this.#recent.some((before) => now + tol < before)) return true;
    this.#recent[(this.#train.length - 1) % patience] = now;
    return false;
  }

  #left(bag: Float64Array): Float64Array {
    return this.#sample.weight.map((w, i) => (bag[i]! > 0 ? 0 : w));
  }

  #lossOf(weight: Float64Array): number {
    return this.#plan.loss.mean(this.#sample.y, this.#sample.raw, weight);
  }
}
