import { full, stack, type Tensor } from "@blankfile/tensor";
import type { StateDict } from "../../module/state.ts";

/** What one step taught: s, how the parameters moved; y, how the gradient changed. */
interface Pair {
  readonly s: Tensor;
  readonly y: Tensor;
  /** 1 / yᵀs. */
  readonly rho: number;
}

/** a · b. */
export function dot(a: Tensor, b: Tensor): number {
  return a.mul(b).sum().item();
}

/** The latest steps, from which L-BFGS knows the loss's curvature; all tensors are vectors of all parameters. */
export class LBFGSHistory {
  #pairs: Pair[] = [];
  /** The last move, and the gradient where it started: half of the pair that the next gradient completes. */
  #last: { d: Tensor; t: number; gradient: Tensor } | null = null;

  get isEmpty(): boolean {
    return this.#last === null;
  }

  /** Notes that the parameters move by t d from where the gradient is g. */
  remember(d: Tensor, t: number, gradient: Tensor): void {
    this.#last = { d, t, gradient };
  }

  /**
   * −H g, H an approximation of the inverse Hessian from the pairs: Nocedal, Wright 2006, algorithm 7.4. Pairs without curvature,
   * yᵀs ≤ 10⁻¹⁰, are left out, so that H stays positive definite.
   */
  direction(g: Tensor, size: number): Tensor {
    this.#complete(g, size);
    const newest = this.#pairs.at(-1);
    if (!newest) return g.neg();
    let q = g.neg();
    const alphas = this.#pairs.map(() => 0);
    for (let i = this.#pairs.length - 1; i >= 0; i--) {
      const { s, y, rho } = this.#pairs[i]!;
      alphas[i] = dot(s, q) * rho;
      q = q.sub(y.mul(alphas[i]!));
    }
    let r = q.mul(1 / newest.rho / dot(newest.y, newest.y));
    for (const [i, { s, y, rho }] of this.#pairs.entries()) r = r.add(s.mul(alphas[i]! - dot(y, r) * rho));
    return r;
  }

  #complete(g: Tensor, size: number): void {
    if (!this.#last) return;
    const { d, t, gradient } = this.#last;
    const added = pair(d.mul(t), g.sub(gradient));
    if (!(added.rho > 0 && added.rho < 1e10)) return;
    this.#pairs.push(added);
    if (this.#pairs.length > size) this.#pairs.shift();
  }

  /** By PyTorch's names; old_stps are the s and old_dirs the y, of shape [pairs, n]. */
  stateDict(): StateDict {
    if (!this.#last) return {};
    const { d, t, gradient } = this.#last;
    const pairs = this.#pairs;
    return {
      ...{ d, t: full([], t, { dtype: "float64" }), prev_flat_grad: gradient },
      ...(pairs.length > 0 && {
        old_dirs: stack(pairs.map(({ y }) => y)),
        old_stps: stack(pairs.map(({ s }) => s)),
      }),
    };
  }

  /** Takes a state over, of vectors of n elements; returns what does not fit, and then nothing is changed. */
  loadStateDict(state: StateDict, n: number): string | undefined {
    const { d, t, prev_flat_grad: gradient, old_dirs, old_stps, ...rest } = state;
    const unknown = Object.keys(rest)[0];
    if (unknown !== undefined) return unknown;
    if (Object.keys(state).length === 0) {
      this.#pairs = [];
      this.#last = null;
      return undefined;
    }
    if (!isOf(d, [n]) || !isOf(gradient, [n]) || !isOf(t, [])) return "d, t or prev_flat_grad";
    const pairs = old_dirs?.shape[0] ?? 0;
    if (pairs > 0 && !(isOf(old_dirs, [pairs, n]) && isOf(old_stps, [pairs, n])))
      return "old_dirs or old_stps";
    this.#pairs = Array.from({ length: pairs }, (_, i) => pair(row(old_stps!, i), row(old_dirs!, i)));
    this.#last = { d: d.clone(), t: t.item(), gradient: gradient.clone() };
    return undefined;
  }
}

function pair(s: Tensor, y: Tensor): Pair {
  return { s, y, rho: 1 / dot(y, s) };
}

function row(x: Tensor, i: number): Tensor {
  return x.slice(i).clone();
}

function isOf(x: Tensor | undefined, shape: readonly number[]): x is Tensor {
  return String(x?.shape) === String(shape);
}
