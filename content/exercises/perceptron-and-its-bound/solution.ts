export type Matrix = readonly (readonly number[])[];

export interface Model {
  /** F. */
  weights: number[];
  bias: number;
}

export interface Training {
  model: Model;
  /** How often each row was a mistake, N. */
  mistakes: number[];
  /** Passes begun. */
  passes: number;
  /** Whether a pass went by without a mistake. */
  separated: boolean;
}

/** sign(wᵀx + b), with −1 at 0. */
export function predict(model: Model, x: readonly number[]): 1 | -1 {
  return score(model, x) > 0 ? 1 : -1;
}

/** Rosenblatt's rule: w ← w + y_n x_n and b ← b + y_n where y_n (wᵀx_n + b) ≤ 0. */
export function train(X: Matrix, y: readonly number[], maxPasses: number): Training {
  const odd = y.find((label) => label !== 1 && label !== -1);
  if (odd !== undefined) throw new RangeError(`train: a label is ${odd}; labels must be 1 or -1`);
  const model: Model = { weights: X[0]!.map(() => 0), bias: 0 };
  const mistakes = y.map(() => 0);
  for (let passes = 1; passes <= maxPasses; passes++) {
    let clean = true;
    for (const [n, x] of X.entries()) {
      const label = y[n]!;
      if (label * score(model, x) > 0) continue;
      model.weights = model.weights.map((weight, j) => weight + label * x[j]!);
      model.bias += label;
      mistakes[n]! += 1;
      clean = false;
    }
    if (clean) return { model, mistakes, passes, separated: true };
  }
  return { model, mistakes, passes: maxPasses, separated: false };
}

/** γ = min_n y_n (wᵀx_n + b) / ‖(b, w)‖ */
export function margin(X: Matrix, y: readonly number[], model: Model): number {
  const length = Math.hypot(model.bias, ...model.weights);
  if (length === 0) throw new RangeError("margin: weights and bias are all 0, which is no plane");
  return Math.min(...X.map((x, n) => y[n]! * score(model, x))) / length;
}

/**
 * (R/γ)². Each mistake raises wᵀw* by at least γ and ‖w‖² by at most R², so that √m R ≥ mγ after m of them.
 *
 * Novikoff 1962.
 */
export function mistakeBound(X: Matrix, y: readonly number[], model: Model): number {
  const gamma = margin(X, y, model);
  if (!(gamma > 0))
    throw new RangeError(`mistakeBound: the margin is ${gamma}, a model that separates the rows is needed`);
  const R = Math.max(...X.map((x) => Math.hypot(1, ...x)));
  return (R / gamma) ** 2;
}

/** w = Σ m_n y_n x_n, b = Σ m_n y_n */
export function fromMistakes(X: Matrix, y: readonly number[], mistakes: readonly number[]): Model {
  const parts = mistakes.map((count, n) => count * y[n]!);
  return {
    weights: X[0]!.map((_, j) => parts.reduce((sum, part, n) => sum + part * X[n]![j]!, 0)),
    bias: parts.reduce((sum, part) => sum + part, 0),
  };
}

function score({ weights, bias }: Model, x: readonly number[]): number {
  return weights.reduce((sum, weight, j) => sum + weight * x[j]!, bias);
}
