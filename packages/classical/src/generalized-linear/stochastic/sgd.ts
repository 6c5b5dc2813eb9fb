/**
 * Stochastic gradient descent on  1/N Σᵢ loss(xᵢᵀw + b, yᵢ) + α (ρ Σ|w_j| + (1 − ρ)/2 Σ w_j²),  a sample at a time:
 *
 *   w ← (1 − η α (1 − ρ)) w − η wᵢ loss′ xᵢ,   b ← b − η wᵢ loss′
 *
 * then |w_j| loses its share of the l1 penalty so far, u = Σ η α ρ, less what it has lost already, but never crosses 0 (Tsuruoka, Tsujii and
 * Ananiadou 2009, https://aclanthology.org/P09-1054, eq. 9 and 10). With `average` the answer is the mean of all w so far (Polyak and
 * Juditsky 1992, https://doi.org/10.1137/0330046). Steps at the time t = 1, 2, …:
 *
 *   "constant"    η₀
 *   "invscaling"  η₀ / t^powerT
 *   "optimal"     1 / (α (t₀ + t − 1)), t₀ such that the first steps are as long as a typical w, α^−¼ (Bottou 2012,
 *                 https://doi.org/10.1007/978-3-642-35289-8_25, section 5.2)
 *   "adaptive"    η₀, a fifth after each time that `nIterNoChange` epochs have not lowered the objective by tol
 */

import type { Philox } from "@blankfile/tensor";
import type { Matrix } from "../../matrix/matrix.ts";
import type { SampleLoss } from "./losses.ts";

export interface SGDRules {
  loss: SampleLoss;
  alpha: number;
  /** ρ */
  ratio: number;
  fitIntercept: boolean;
  maxIter: number;
  /** Ends after `nIterNoChange` epochs whose mean objective is not tol below the best; null: never. */
  tol: number | null;
  nIterNoChange: number;
  shuffle: boolean;
  learningRate: "constant" | "invscaling" | "optimal" | "adaptive";
  eta0: number;
  powerT: number;
  /** From which step on w is averaged; 0 for never. */
  average: number;
}

/** Where a descent stands; goes on from there. */
export interface SGDState {
  w: Float64Array;
  b: number;
  /** The next step's number. */
  t: number;
  /** u */
  u: number;
  /** What each |w_j| has lost to l1. */
  lost: Float64Array;
  averageW: Float64Array;
  averageB: number;
}

export interface SGDData {
  X: Matrix;
  /** −1 and 1, or numbers. */
  y: Float64Array;
  sampleWeight: Float64Array | undefined;
}

export function startSGD(features: number): SGDState {
  const zeros = () => new Float64Array(features);
  return { w: zeros(), b: 0, t: 1, u: 0, lost: zeros(), averageW: zeros(), averageB: 0 };
}

/** Epochs until the rules end it; changes `state`. `isWorse`: the last epoch's objective is more than twice that of w = 0, so that steps were too long. */
export function runSGD(
  { X, y, sampleWeight }: SGDData,
  state: SGDState,
  rules: SGDRules,
  rng: Philox,
): { epochs: number; converged: boolean; isWorse: boolean } {
  const order = Array.from({ length: X.rows }, (_, i) => i);
  const schedule = scheduleOf(rules);
  let best = Number.POSITIVE_INFINITY;
  let stalled = 0;
  let last = 0;
  const atZero = y.reduce((sum, value) => sum + rules.loss.value(0, value), 0);
  for (let epoch = 1; epoch <= rules.maxIter; epoch++) {
    let sum = 0;
    if (rules.shuffle) rng.shuffle(order);
    for (const i of order) {
      const x = X.row(i);
      let z = state.b;
      for (let j = 0; j < x.length; j++) z += x[j]! * state.w[j]!;
      sum += rules.loss.value(z, y[i]!) + penaltyOf(state.w, rules);
      const slope = rules.loss.slope(z, y[i]!) * (sampleWeight?.[i] ?? 1);
      step(state, { x, slope, eta: schedule.eta(state.t), rules });
    }
    last = sum;
    if (rules.tol === null) continue;
    stalled = sum > best - rules.tol * X.rows ? stalled + 1 : 0;
    best = Math.min(best, sum);
    if (stalled < rules.nIterNoChange) continue;
    if (!schedule.lower())
      return { epochs: epoch, converged: true, isWorse: last > 2 * atZero && atZero > 0 };
    stalled = 0;
  }
  return { epochs: rules.maxIter, converged: rules.tol === null, isWorse: last > 2 * atZero && atZero > 0 };
}

/** α (ρ Σ|w_j| + (1 − ρ)/2 Σ w_j²). */
function penaltyOf(w: Float64Array, { alpha, ratio }: SGDRules): number {
  if (alpha === 0) return 0;
  let [sizes, squares] = [0, 0];
  for (let j = 0; j < w.length; j++) {
    sizes += Math.abs(w[j]!);
    squares += w[j]! ** 2;
  }
  return alpha * (ratio * sizes + 0.5 * (1 - ratio) * squares);
}

interface Step {
  x: Float64Array;
  slope: number;
  eta: number;
  rules: SGDRules;
}

function step(state: SGDState, { x, slope, eta, rules }: Step): void {
  const { w } = state;
  const { alpha, ratio } = rules;
  const keep = Math.max(0, 1 - eta * alpha * (1 - ratio));
  const pull = eta * Math.max(-1e12, Math.min(1e12, slope));
  for (let j = 0; j < w.length; j++) w[j] = keep * w[j]! - pull * x[j]!;
  if (rules.fitIntercept) state.b -= pull;
  if (ratio > 0 && alpha > 0) {
    state.u += eta * alpha * ratio;
    loseToL1(state);
  }
  if (rules.average > 0 && state.t >= rules.average) {
    const share = 1 / (state.t - rules.average + 1);
    for (let j = 0; j < w.length; j++) state.averageW[j]! += share * (w[j]! - state.averageW[j]!);
    state.averageB += share * (state.b - state.averageB);
  }
  state.t++;
}

function loseToL1({ w, u, lost }: SGDState): void {
  for (let j = 0; j < w.length; j++) {
    const before = w[j]!;
    if (before > 0) w[j] = Math.max(0, before - (u + lost[j]!));
    else if (before < 0) w[j] = Math.min(0, before + (u - lost[j]!));
    lost[j]! += w[j]! - before;
  }
}

function scheduleOf({ learningRate, eta0, powerT, alpha }: SGDRules) {
  let eta = eta0;
  const t0 = alpha ** -0.75; // 1/(α t₀) = α^−¼
  return {
    eta: (t: number) => {
      if (learningRate === "optimal") return 1 / (alpha * (t0 + t - 1));
      return learningRate === "invscaling" ? eta0 / t ** powerT : eta;
    },
    /** Whether smaller steps are to be tried. */
    lower: () => {
      if (learningRate !== "adaptive" || eta <= 1e-6) return false;
      eta /= 5;
      return true;
    },
  };
}

/** The answer: the average where there is one. */
export function answerOf(state: SGDState, average: number): { w: Float64Array; b: number } {
  const isAverage = average > 0 && state.t > average;
  return isAverage ? { w: state.averageW.slice(), b: state.averageB } : { w: state.w.slice(), b: state.b };
}
