/**
 * Sequential minimal optimisation with second-order choice of the pair and shrinking.
 *
 *   i = argmin { gᵢ : βᵢ < upperᵢ },   j = argmax { (gⱼ − gᵢ)² / aᵢⱼ : βⱼ > lowerⱼ, gⱼ > gᵢ },   aᵢⱼ = Kᵢᵢ + Kⱼⱼ − 2 Kᵢⱼ
 *
 * the pair whose free step lowers f most for this i, by (gⱼ − gᵢ)² / 2aᵢⱼ. Fan, Chen and Lin 2005, Working set selection using second order
 * information for training support vector machines, https://www.jmlr.org/papers/v6/fan05a.html. The step is that of `smo-plain.ts`.
 *
 * Shrinking (Joachims 1998): a variable at its bound that no pair could move now is left out of the passes. Before the end all come back,
 * with their gradients computed anew, and the conditions are asked of all.
 *
 * Where ten thousand pairs have not been enough, a step of Newton's over all free variables (`free-newton.ts`) comes between them.
 */
import {
  type BoxProblem,
  type BoxSolution,
  iterationLimit,
  objectiveOf,
  type SolveOptions,
} from "./box-problem.ts";
import { newtonOverFree } from "./free-newton.ts";

const RISES = 1;
const FALLS = 2;
/** Pairs before the first step of Newton's, and between them at least; N² for N free ones, so that they cost no more than the pairs. */
const firstNewton = 10_000;
const leastBetween = 1000;
/** Steps of Newton's without half the violation, after which it is taken for rounding. */
const mostStalled = 50;
/** For pairs whose curvature is not above 0, as of equal points. */
const tau = 1e-12;

export function solve(problem: BoxProblem, options: SolveOptions & { shrinking?: boolean }): BoxSolution {
  return new Smo(problem, options).run();
}

/** What a pass over a group finds. */
interface Extremes {
  /** The variable of least gradient among those that can rise; −1 for none. */
  i: number;
  least: number;
  /** The greatest gradient among those that can fall. */
  most: number;
}

class Smo {
  readonly #problem: BoxProblem;
  readonly #options: SolveOptions & { shrinking?: boolean };
  readonly #beta: Float64Array;
  readonly #gradient: Float64Array;
  /** RISES where β is below its upper bound, FALLS where it is above its lower one. */
  readonly #flags: Uint8Array;
  /** The variables that take part, upwards, the first #count places. */
  readonly #active: Int32Array;
  /** Where in #active each group begins, and the end. */
  readonly #groups: number[];
  readonly #extremes: Extremes[];

  constructor(problem: BoxProblem, options: SolveOptions & { shrinking?: boolean }) {
    const L = problem.linear.length;
    this.#problem = problem;
    this.#options = options;
    this.#beta = problem.start.slice();
    this.#gradient = new Float64Array(L);
    this.#flags = new Uint8Array(L);
    this.#active = new Int32Array(L);
    this.#groups = [...problem.groups, L];
    this.#extremes = problem.groups.map(() => ({ i: -1, least: 0, most: 0 }));
    for (let k = 0; k < L; k++) this.#mark(k);
  }

  run(): BoxSolution {
    const { tol, maxIter, shrinking = true } = this.#options;
    const L = this.#beta.length;
    const limit = iterationLimit(maxIter, L);
    const period = Math.min(L, 1000);
    let iterations = 0;
    let newtonAt = firstNewton;
    let [least, stalled] = [Number.POSITIVE_INFINITY, 0];
    let shrunk = false;
    let restored = false;
    this.#compute(Int32Array.from({ length: L }, (_, k) => k));
    this.#activateAll();
    for (; iterations < limit; iterations++) {
      if (this.#violation() <= (restored ? tol : 10 * tol) && shrunk) {
        this.#restore();
        [shrunk, restored] = [false, true];
      }
      if (this.#violation() <= tol) break;
      if (shrinking && iterations > 0 && iterations % period === 0) shrunk = this.#shrink() || shrunk;
      if (iterations === newtonAt) {
        if (shrunk) this.#restore();
        shrunk = false;
        newtonAt += Math.max(leastBetween, this.#newton() ** 2);
        stalled = this.#violation() < least / 2 ? 0 : stalled + 1;
        least = Math.min(least, this.#violation());
        if (stalled > mostStalled) break;
        continue;
      }
      if (this.#step()) continue;
      if (!shrunk) break;
      this.#restore();
      [shrunk, restored] = [false, true];
    }
    if (shrunk) this.#restore();
    const { linear } = this.#problem;
    const [beta, gradient] = [this.#beta, this.#gradient];
    return {
      beta,
      gradient,
      objective: objectiveOf(beta, gradient, linear),
      violation: this.#violation(),
      iterations,
    };
  }

  #violation(): number {
    let worst = 0;
    for (const { least, most } of this.#extremes) worst = Math.max(worst, most - least);
    return worst;
  }

  /**
   * Moves the pair of greatest gain, and passes over the active variables. False where nothing moves: the step is lost in rounding, or
   * numbers have overflowed; all further steps would be the same.
   */
  #step(): boolean {
    const { lower, upper } = this.#problem;
    const { i, j, d: best } = this.#pair();
    if (j < 0 || !(best < Number.POSITIVE_INFINITY)) return false;
    const [beta, row, other] = [this.#beta, this.#problem.row(i), this.#problem.row(j)];
    const d = Math.min(best, upper[i]! - beta[i]!, beta[j]! - lower[j]!);
    if (!(beta[i]! + d > beta[i]! || beta[j]! - d < beta[j]!)) return false;
    // At the box exactly, not a rounding beside it.
    beta[i] = d === upper[i]! - beta[i]! ? upper[i]! : beta[i]! + d;
    beta[j] = d === beta[j]! - lower[j]! ? lower[j]! : beta[j]! - d;
    this.#mark(i);
    this.#mark(j);
    for (let group = 0; group < this.#extremes.length; group++) this.#pass(group, { row, other, d });
    return true;
  }

  /** Newton's step. Gives how many variables were free. */
  #newton(): number {
    const free = newtonOverFree(this.#problem, this.#beta, this.#gradient);
    for (let k = 0; k < this.#beta.length; k++) this.#mark(k);
    this.#compute(Int32Array.from(this.#beta.keys()));
    this.#activateAll();
    return free;
  }

  #pair(): { i: number; j: number; d: number } {
    let chosen = { i: -1, j: -1, d: 0, gain: -1 };
    for (const [group, { i, least, most }] of this.#extremes.entries()) {
      if (i < 0 || !(most > least)) continue;
      const found = this.#partner(group, i, least);
      if (found.gain > chosen.gain) chosen = { i, ...found };
    }
    return chosen;
  }

  /** The j for this i. Gains are compared without dividing: p/q > r/s where p s > r q. */
  #partner(group: number, i: number, least: number): { j: number; d: number; gain: number } {
    const [row, active, flags, gradient] = [this.#problem.row(i), this.#active, this.#flags, this.#gradient];
    const diagonal = this.#problem.diagonal;
    const own = diagonal[i]!;
    const to = this.#groups[group + 1]!;
    let [j, squared, curvature] = [-1, 0, 1];
    for (let at = this.#groups[group]!; at < to; at++) {
      const k = active[at]!;
      const gap = gradient[k]! - least;
      if (gap > 0 && (flags[k]! & FALLS) !== 0) {
        const sum = own + diagonal[k]! - 2 * row[k]!;
        const a = sum > 0 ? sum : tau;
        if (gap * gap * curvature > squared * a) {
          j = k;
          squared = gap * gap;
          curvature = a;
        }
      }
    }
    return { j, d: Math.sqrt(squared) / curvature, gain: squared / curvature };
  }

  /** Changes the gradients of a group by the step, and notes its extremes. */
  #pass(group: number, { row, other, d }: { row: Float64Array; other: Float64Array; d: number }): void {
    const [active, flags, gradient, found] = [
      this.#active,
      this.#flags,
      this.#gradient,
      this.#extremes[group]!,
    ];
    const to = this.#groups[group + 1]!;
    let [i, least, most] = [-1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let at = this.#groups[group]!; at < to; at++) {
      const k = active[at]!;
      const g = gradient[k]! + d * (row[k]! - other[k]!);
      gradient[k] = g;
      const flag = flags[k]!;
      if (g < least && (flag & RISES) !== 0) {
        least = g;
        i = k;
      }
      if (g > most && (flag & FALLS) !== 0) most = g;
    }
    found.i = i;
    found.least = least;
    found.most = most;
  }

  /** Leaves out what cannot be in a pair: at its upper bound with less gradient than all that rise, or at its lower one with more than all that fall. */
  #shrink(): boolean {
    const [active, flags, gradient] = [this.#active, this.#flags, this.#gradient];
    let kept = 0;
    for (const [group, { least, most }] of this.#extremes.entries()) {
      const [from, to] = [this.#groups[group]!, this.#groups[group + 1]!];
      this.#groups[group] = kept;
      for (let at = from; at < to; at++) {
        const k = active[at]!;
        if (
          flags[k] === FALLS
            ? gradient[k]! < least
            : flags[k] === RISES
              ? gradient[k]! > most
              : flags[k] === 0
        )
          continue;
        active[kept++] = k;
      }
    }
    const before = this.#groups.at(-1)!;
    this.#groups[this.#extremes.length] = kept;
    return kept < before;
  }

  #restore(): void {
    const isActive = new Uint8Array(this.#beta.length);
    for (let at = 0; at < this.#groups.at(-1)!; at++) isActive[this.#active[at]!] = 1;
    this.#compute(Int32Array.from(isActive.keys()).filter((k) => isActive[k] === 0));
    this.#activateAll();
  }

  #activateAll(): void {
    for (let k = 0; k < this.#active.length; k++) this.#active[k] = k;
    for (const [group, from] of this.#problem.groups.entries()) this.#groups[group] = from;
    this.#groups[this.#extremes.length] = this.#beta.length;
    const still = this.#gradient;
    for (let group = 0; group < this.#extremes.length; group++)
      this.#pass(group, { row: still, other: still, d: 0 });
  }

  /** The gradients of these variables from the start, by rows of them or of the β that are not 0, whichever are fewer. */
  #compute(variables: Int32Array): void {
    const { linear } = this.#problem;
    const [beta, gradient] = [this.#beta, this.#gradient];
    const weighty = Int32Array.from(beta.keys()).filter((k) => beta[k] !== 0);
    for (let at = 0; at < variables.length; at++) gradient[variables[at]!] = linear[variables[at]!]!;
    if (weighty.length <= variables.length) {
      for (const s of weighty) addAt(variables, gradient, { values: this.#problem.row(s), factor: beta[s]! });
      return;
    }
    for (const k of variables) {
      const values = this.#problem.row(k);
      let sum = 0;
      for (let at = 0; at < weighty.length; at++) sum += beta[weighty[at]!]! * values[weighty[at]!]!;
      gradient[k]! += sum;
    }
  }

  #mark(k: number): void {
    const { lower, upper } = this.#problem;
    const b = this.#beta[k]!;
    this.#flags[k] = (b < upper[k]! ? RISES : 0) | (b > lower[k]! ? FALLS : 0);
  }
}

/** out_k += factor · values_k at these places. */
function addAt(
  places: Int32Array,
  out: Float64Array,
  { values, factor }: { values: Float64Array; factor: number },
): void {
  for (let at = 0; at < places.length; at++) {
    const k = places[at]!;
    out[k]! += factor * values[k]!;
  }
}
