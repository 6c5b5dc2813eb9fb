// The loss is the logarithm of a probability that may have become 0.
export type Matrix = number[][];

export interface Model {
  intercept: number;
  /** F. */
  weights: number[];
}

export interface Settings {
  rate: number;
  steps: number;
  lambda: number;
}

/** 1 / (1 + e^−z): for z far below 0 that is 1 / Infinity = 0. */
export function probabilities(model: Model, X: Matrix): number[] {
  return scores(model, X).map((z) => 1 / (1 + Math.exp(-z)));
}

/** log(1 + e^−z) for label 1, log(1 + e^z) for label 0, with no positive exponent. */
export function meanLoss(model: Model, X: Matrix, y: number[]): number {
  refuse(X, y);
  const losses = scores(model, X).map((z, n) => {
    const p = 1 / (1 + Math.exp(-z));
    return -Math.log(y[n] === 1 ? p : 1 - p);
  });
  return average(losses);
}

/** Means of (p − y) and of (p − y) x, plus λ w. */
export function gradient(model: Model, X: Matrix, y: number[], lambda: number): Model {
  refuse(X, y);
  const errors = probabilities(model, X).map((p, n) => p - y[n]!);
  const slope = (w: number, j: number): number =>
    average(errors.map((error, n) => error * X[n]![j]!)) + lambda * w;
  return { intercept: average(errors), weights: model.weights.map(slope) };
}

export function train(X: Matrix, y: number[], { rate, steps, lambda }: Settings): Model {
  refuse(X, y);
  let model: Model = { intercept: 0, weights: X[0]!.map(() => 0) };
  for (let step = 0; step < steps; step++) {
    const slopes = gradient(model, X, y, lambda);
    model = {
      intercept: model.intercept - rate * slopes.intercept,
      weights: model.weights.map((w, j) => w - rate * slopes.weights[j]!),
    };
  }
  return model;
}

export function accuracy(model: Model, X: Matrix, y: number[]): number {
  refuse(X, y);
  return average(probabilities(model, X).map((p, n) => (p >= 0.5 === (y[n] === 1) ? 1 : 0)));
}

function scores({ intercept, weights }: Model, X: Matrix): number[] {
  return X.map((x) => x.reduce((sum, value, j) => sum + value * weights[j]!, intercept));
}

function average(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function refuse(X: Matrix, y: number[]): void {
  if (X.length !== y.length || y.length === 0)
    throw new RangeError(
      `logistic regression: ${X.length} rows and ${y.length} labels, as many of both and at least one are needed`,
    );
  const bad = y.find((label) => label !== 0 && label !== 1);
  if (bad !== undefined) throw new RangeError(`logistic regression: a label is ${bad}, 0 or 1 is needed`);
}
