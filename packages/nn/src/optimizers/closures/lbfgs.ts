import { cat, isCompiling, noGrad, type Tensor, zerosLike } from "@blankfile/tensor";
import type { StateDict } from "../../module/state.ts";
import { type Closure, Optimizer, runClosure } from "../optimizer.ts";
import { type ParamGroup, type Params, paramGroups, readSetting, settingsOf } from "../param-group.ts";
import { checkSetting } from "../setting.ts";
import { dot, LBFGSHistory } from "./lbfgs-history.ts";
import { type LinePoint, strongWolfe } from "./strong-wolfe.ts";

export interface LBFGSOptions {
  lr?: number;
  /** Moves in one call of `step`. */
  maxIter?: number;
  /** Evaluations of the closure in one call of `step`; 1.25 · maxIter unless told. */
  maxEval?: number;
  /** A largest element of the gradient at or below this ends the call. */
  toleranceGrad?: number;
  /** A change of parameters or of the loss below this ends the call. */
  toleranceChange?: number;
  /** How many moves are remembered. */
  historySize?: number;
  /** null moves by `lr` unseen; "strong_wolfe" looks for a step that lowers the loss. */
  lineSearchFn?: "strong_wolfe" | null;
}

type Settings = Required<LBFGSOptions>;

/** The loss and its gradient, a vector of all parameters. */
interface Value {
  readonly loss: Tensor;
  readonly f: number;
  readonly g: Tensor;
}

/**
 * Limited-memory BFGS, for smooth losses that are the same function at every call: the whole data set, not batches.
 *
 *   d = −H g            H approximates the inverse Hessian from the latest moves: `lbfgs-history.ts`
 *   θ ← θ + t d         t = η, at the very first move η min(1, 1 / ‖g‖₁); or by line search: `strong-wolfe.ts`
 *
 * `step(closure)` makes up to `maxIter` such moves and returns the loss at its start. All parameters are one vector, so there is one
 * group. It reads the loss to decide how to go on, which a step inside `compile` cannot; the closure may be a compiled function.
 *
 * Liu, Nocedal 1989, https://doi.org/10.1007/BF01589116; options, defaults and ends as in PyTorch.
 */
export class LBFGS extends Optimizer<Settings> {
  readonly paramGroups: readonly ParamGroup<Settings>[];
  readonly #history = new LBFGSHistory();

  constructor(
    params: Params<Settings>,
    {
      lr = 1,
      maxIter = 20,
      maxEval = Math.floor(maxIter * 1.25),
      toleranceGrad = 1e-7,
      toleranceChange = 1e-9,
      historySize = 100,
      lineSearchFn = null,
    }: LBFGSOptions = {},
  ) {
    super();
    const options = { lr, maxIter, maxEval, toleranceGrad, toleranceChange, historySize, lineSearchFn };
    this.paramGroups = paramGroups("LBFGS", params, options, check);
    if (this.paramGroups.length !== 1)
      throw new RangeError(
        `LBFGS: ${this.paramGroups.length} groups, one is needed; all parameters move as one vector`,
      );
  }

  step(closure?: Closure): Tensor {
    if (isCompiling()) {
      throw new TypeError(
        "LBFGS.step: a call inside compile, one outside is needed, as losses decide how it goes on; step(compile(closure)) compiles what is computed",
      );
    }
    const evaluate = (): Value => {
      const loss = runClosure("LBFGS", closure);
      return { loss, f: loss.item(), g: this.#gradient() };
    };
    const first = evaluate();
    noGrad(() => this.#move(evaluate, first));
    return first.loss;
  }

  #move(evaluate: () => Value, first: Value): void {
    const { maxIter, maxEval, toleranceGrad, toleranceChange } = this.paramGroups[0]!;
    let evaluations = 1;
    const counted = () => {
      evaluations++;
      return evaluate();
    };
    let { f, g } = first;
    for (let iteration = 1; iteration <= maxIter; iteration++) {
      if (largest(g) <= toleranceGrad) return;
      const moved = this.#moveOnce(counted, { f, g }, iteration === maxIter);
      if (!moved || evaluations >= maxEval) return;
      if (moved.distance <= toleranceChange || Math.abs(moved.f - f) < toleranceChange) return;
      ({ f, g } = moved);
    }
  }

  /** One move, and the value where it ends; without line search the last of a call is not looked at. Undefined where no way leads down. */
  #moveOnce(
    evaluate: () => Value,
    { f, g }: Pick<Value, "f" | "g">,
    isLast: boolean,
  ): { f: number; g: Tensor; distance: number } | undefined {
    const { lr, historySize, toleranceChange, lineSearchFn } = this.paramGroups[0]!;
    const t = (this.#history.isEmpty ? Math.min(1, 1 / g.abs().sum().item()) : 1) * lr;
    const d = this.#history.direction(g, historySize);
    const slope = dot(g, d);
    if (slope > -toleranceChange) {
      this.#history.remember(d, 0, g);
      return undefined;
    }
    const reach = largest(d);
    if (lineSearchFn === null) {
      this.#history.remember(d, t, g);
      this.#place(
        this.parameters.map((theta) => theta.clone()),
        d,
        t,
      );
      return { ...(isLast ? { f: Number.NaN, g } : evaluate()), distance: t * reach };
    }
    const from = this.parameters.map((theta) => theta.clone());
    const at = (distance: number): LinePoint & { g: Tensor } => {
      this.#place(from, d, distance);
      const value = evaluate();
      return { t: distance, f: value.f, slope: dot(value.g, d), g: value.g };
    };
    const found = strongWolfe(at, { t: 0, f, slope, g }, { firstStep: t, reach, toleranceChange });
    this.#place(from, d, found.t);
    this.#history.remember(d, found.t, g);
    return { ...found, distance: found.t * reach };
  }

  /** ∂L/∂θ of all parameters one after the other, 0 where there is none. */
  #gradient(): Tensor {
    return noGrad(() =>
      cat(this.parameters.map((theta) => (theta.grad ?? zerosLike(theta)).reshape([theta.numel()]))),
    );
  }

  /** θ ← from + t d. */
  #place(from: readonly Tensor[], d: Tensor, t: number): void {
    const parts = d.split(this.parameters.map((theta) => theta.numel()));
    for (const [i, theta] of this.parameters.entries())
      theta.copy_(from[i]!.add(parts[i]!.reshape(theta.shape).mul(t)));
  }

  /** The history by PyTorch's names, which stand at parameter 0: "0.old_dirs". */
  stateDict(): StateDict {
    const history = Object.entries(this.#history.stateDict()).map(([name, value]) => [`0.${name}`, value]);
    return { ...Object.fromEntries(history), ...settingsOf(this.paramGroups) };
  }

  loadStateDict(state: StateDict): void {
    const history: StateDict = {};
    const restores: (() => void)[] = [];
    for (const [key, value] of Object.entries(state)) {
      const restore = readSetting(this.paramGroups, key, value);
      if (restore) restores.push(restore);
      else history[key.replace(/^0\./, "")] = value;
    }
    const n = this.parameters.reduce((sum, theta) => sum + theta.numel(), 0);
    const fault = this.#history.loadStateDict(history, n);
    if (fault !== undefined) {
      throw new RangeError(
        `LBFGS.loadStateDict: ${fault} for ${n} numbers in ${this.parameters.length} parameters, a state of an LBFGS of the same parameters is needed`,
      );
    }
    for (const restore of restores) restore();
  }
}

function check({ lr, lineSearchFn, ...rest }: Settings): void {
  checkSetting("LBFGS", "lr", lr, 0, Number.POSITIVE_INFINITY);
  for (const name of ["maxIter", "maxEval", "historySize"] as const) {
    if (!(Number.isInteger(rest[name]) && rest[name] >= 1))
      throw new RangeError(`LBFGS: ${name} ${rest[name]}, a whole number from 1 is needed`);
  }
  for (const name of ["toleranceGrad", "toleranceChange"] as const)
    checkSetting("LBFGS", name, rest[name], 0, Number.POSITIVE_INFINITY);
  if (lineSearchFn !== null && lineSearchFn !== "strong_wolfe")
    throw new RangeError(`LBFGS: lineSearchFn ${String(lineSearchFn)}, null or "strong_wolfe" is needed`);
}

function largest(x: Tensor): number {
  return x.abs().max().item();
}
