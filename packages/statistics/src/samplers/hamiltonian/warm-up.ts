import type { Philox } from "@blankfile/tensor";
import { checkPositive, checkRate } from "../check-options.ts";
import { RunningCovariance } from "../running-covariance.ts";
import type { GradientOf } from "../targets/target.ts";
import { DualAveraging } from "./dual-averaging.ts";
import { energy, leapfrog, type PhasePoint, withMomentum } from "./leapfrog.ts";
import { denseMetric, diagonalMetric, type Metric } from "./metric.ts";
import { RunningVariance } from "./running-variance.ts";

export interface AdaptationOptions {
  /** ε to begin with; by default found by doubling or halving. */
  stepSize?: number;
  /** Whether the warm-up adapts ε; default true. Without it `stepSize` is needed. */
  adaptStepSize?: boolean;
  /** δ, the acceptance rate aimed at; default 0.8. */
  targetAcceptance?: number;
  /** What the warm-up learns of M⁻¹: "unit" nothing, "diagonal" variances (default), "dense" the covariance. */
  metric?: "unit" | "diagonal" | "dense";
}

export function checkAdaptation(where: string, options: AdaptationOptions): Required<AdaptationOptions> {
  const { stepSize = Number.NaN, adaptStepSize = true, metric = "diagonal" } = options;
  if (options.stepSize !== undefined) checkPositive(where, "stepSize", options.stepSize);
  else if (!adaptStepSize) {
    throw new RangeError(`${where}: adaptStepSize false without stepSize, a step size is needed`);
  }
  if (metric !== "unit" && metric !== "diagonal" && metric !== "dense") {
    throw new RangeError(`${where}: metric ${metric}, "unit", "diagonal" or "dense" is needed`);
  }
  const targetAcceptance = checkRate(where, "targetAcceptance", options.targetAcceptance ?? 0.8);
  return { stepSize, adaptStepSize, metric, targetAcceptance };
}

/**
 * The windowed warm-up of Stan: ε by dual averaging all along; M⁻¹ from the draws of windows that double in length, so that
 * early, bad draws are forgotten.
 *
 *   | 75: ε only | 25 | 50 | 100 | … : M⁻¹ from each window's draws, then ε from the start | 50: ε only |
 *
 * Stan reference manual, "Automatic parameter tuning". In less than 150 steps the phases are 15 %, 75 % and 10 %; below 20
 * only ε is adapted.
 */
export class WarmUp {
  metric: Metric;
  #stepSize: number;
  #step = 0;
  readonly #options: Required<AdaptationOptions>;
  readonly #gradientOf: GradientOf;
  readonly #rng: Philox;
  readonly #ends: readonly number[];
  readonly #first: number;
  readonly #averaging: DualAveraging;
  #seen: RunningCovariance | RunningVariance;

  constructor(
    options: Required<AdaptationOptions>,
    {
      start,
      warmup,
      rng,
      gradientOf,
    }: { start: PhasePoint; warmup: number; rng: Philox; gradientOf: GradientOf },
  ) {
    this.#options = options;
    this.#gradientOf = gradientOf;
    this.#rng = rng;
    [this.#first, this.#ends] = windows(warmup);
    this.metric = diagonalMetric(new Float64Array(start.x.length).fill(1));
    this.#seen = this.#estimator(start.x.length);
    this.#stepSize = options.stepSize > 0 ? options.stepSize : this.#reasonableStepSize(start, 1);
    this.#averaging = new DualAveraging(this.#stepSize, options.targetAcceptance);
  }

  /** ε for the next step. */
  get stepSize(): number {
    return this.#stepSize;
  }

  /** After a step of the warm-up that ended at `point`. */
  learn(acceptance: number, point: PhasePoint): void {
    const { adaptStepSize, metric } = this.#options;
    const step = this.#step++;
    if (adaptStepSize) {
      this.#averaging.learn(acceptance);
      this.#stepSize = this.#averaging.stepSize;
    }
    if (metric === "unit" || step < this.#first || step >= (this.#ends.at(-1) ?? 0)) return;
    this.#seen.add(point.x);
    if (!this.#ends.includes(step + 1)) return;
    this.metric =
      this.#seen instanceof RunningVariance
        ? diagonalMetric(this.#seen.regularized())
        : denseMetric(this.#seen.regularized());
    this.#seen = this.#estimator(point.x.length);
    if (!adaptStepSize) return;
    this.#stepSize = this.#reasonableStepSize(point, this.#stepSize);
    this.#averaging.restart(this.#stepSize);
  }

  /** Ends the warm-up: from here on ε is the average. */
  finish(): void {
    if (this.#options.adaptStepSize && this.#step > 0) this.#stepSize = this.#averaging.averaged;
  }

  #estimator(size: number): RunningCovariance | RunningVariance {
    return this.#options.metric === "dense" ? new RunningCovariance(size) : new RunningVariance(size);
  }

  /** Doubles or halves ε until one leapfrog step crosses an acceptance of 0.8 (Hoffman and Gelman 2014, algorithm 4). */
  #reasonableStepSize(point: PhasePoint, from: number): number {
    let [epsilon, direction] = [from, 0];
    for (let tries = 0; tries < 100; tries++) {
      const before = withMomentum(point, this.metric.momentum(this.#rng), this.metric);
      const after = leapfrog(before, epsilon, this.metric, this.#gradientOf);
      const next = energy(before) - energy(after) > Math.log(0.8) ? 1 : -1;
      if (direction === 0) direction = next;
      if (next !== direction) return epsilon;
      epsilon *= 2 ** direction;
    }
    throw new RangeError(
      `WarmUp: no step size from ${from} to ${epsilon} changes the acceptance, a proper density is needed`,
    );
  }
}

/** The step at which the first window opens, and after how many steps each one ends. */
function windows(warmup: number): [number, number[]] {
  if (warmup < 20) return [warmup, []];
  const short = warmup < 150;
  const first = short ? Math.floor(0.15 * warmup) : 75;
  const end = warmup - (short ? Math.floor(0.1 * warmup) : 50);
  const ends: number[] = [];
  for (let at = first, size = short ? end - first : 25; at < end; size *= 2) {
    // A window that would leave too little room for the next takes it over.
    at = at + size + 2 * size > end ? end : at + size;
    ends.push(at);
  }
  return [first, ends];
}
