export type Matrix = number[][];

export interface Model {
  intercept: number;
  weights: number[];
}

export interface Settings {
  rate: number;
  steps: number;
  lambda: number;
}

/** By way of tanh, which overflows nowhere. */
export function probabilities(model: Model, X: Matrix): number[] {
  return X.map((x) => 0.5 + 0.5 * Math.tanh(score(model, x) / 2));
}

export function meanLoss(model: Model, X: Matrix, y: number[]): number {
  let total = 0;
  for (const [x, label] of rows(X, y)) {
    const z = score(model, x);
    const softplus = z > 30 ? z + Math.exp(-z) : Math.log1p(Math.exp(z));
    total += softplus - label * z;
  }
  return total / y.length;
}

/** One row after the other, the intercept as the weight of a feature that is always 1. */
export function gradient(model: Model, X: Matrix, y: number[], lambda: number): Model {
  const sums = [0, ...model.weights.map((w) => lambda * w * y.length)];
  for (const [x, label] of rows(X, y)) {
    const [p] = probabilities(model, [x]) as [number];
    [1, ...x].forEach((value, j) => {
      sums[j]! += (p - label) * value;
    });
  }
  const [intercept, ...weights] = sums.map((sum) => sum / y.length) as [number, ...number[]];
  return { intercept, weights };
}

export function train(X: Matrix, y: number[], settings: Settings): Model {
  const model = { intercept: 0, weights: new Array<number>(rows(X, y)[0]![0].length).fill(0) };
  for (let left = settings.steps; left > 0; left--) {
    const { intercept, weights } = gradient(model, X, y, settings.lambda);
    model.intercept -= settings.rate * intercept;
    for (let j = 0; j < weights.length; j++) model.weights[j]! -= settings.rate * weights[j]!;
  }
  return model;
}

/** p is at least one half where z is at least 0. */
export function accuracy(model: Model, X: Matrix, y: number[]): number {
  const right = rows(X, y).filter(([x, label]) => (score(model, x) >= 0 ? 1 : 0) === label);
  return right.length / y.length;
}

function score(model: Model, x: number[]): number {
  let z = model.intercept;
  for (let j = 0; j < x.length; j++) z += x[j]! * model.weights[j]!;
  return z;
}

function rows(X: Matrix, y: number[]): [number[], number][] {
  if (y.length < 1 || X.length !== y.length || y.some((label) => ![0, 1].includes(label)))
    throw new RangeError("logistic regression: rows and labels do not fit");
  return X.map((x, n) => [x, y[n]!]);
}
