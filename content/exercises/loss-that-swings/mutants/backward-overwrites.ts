// lossAndBackward resets by itself, and two calls no longer add up.
export type Matrix = number[][];

export interface Parameter {
  value: number[];
  /** Collects what lossAndBackward adds. */
  gradient: number[];
}

export interface Model {
  /** F × H, row by row. */
  W: Parameter;
  /** H. */
  b: Parameter;
  /** H. */
  v: Parameter;
  /** One number. */
  c: Parameter;
}

export interface Settings {
  rate: number;
  /** Rows in a batch. */
  batch: number;
  epochs: number;
}

/** Weights between −1 and 1, biases 0. */
export function makeModel(features: number, hidden: number, random: () => number): Model {
  const drawn = (size: number): Parameter => parameter(Array.from({ length: size }, () => 2 * random() - 1));
  const zeros = (size: number): Parameter => parameter(new Array<number>(size).fill(0));
  return { W: drawn(features * hidden), b: zeros(hidden), v: drawn(hidden), c: zeros(1) };
}

/** Half of the mean squared error of tanh(x W + b) · v + c; adds its slopes to the gradients. */
export function lossAndBackward(model: Model, X: Matrix, y: number[]): number {
  const { W, b, v, c } = model;
  const H = b.value.length;
  resetGradients(model);
  let loss = 0;
  for (const [n, x] of X.entries()) {
    const hidden = b.value.map((bias, j) =>
      Math.tanh(x.reduce((sum, value, i) => sum + value * W.value[i * H + j]!, bias)),
    );
    const error = hidden.reduce((sum, h, j) => sum + h * v.value[j]!, c.value[0]!) - y[n]!;
    loss += error ** 2 / (2 * X.length);
    const slope = error / X.length;
    c.gradient[0]! += slope;
    for (const [j, h] of hidden.entries()) {
      v.gradient[j]! += slope * h;
      const back = slope * v.value[j]! * (1 - h * h);
      b.gradient[j]! += back;
      for (const [i, value] of x.entries()) W.gradient[i * H + j]! += back * value;
    }
  }
  return loss;
}

/** The loss of each batch, before its step. */
export function train(model: Model, X: Matrix, y: number[], { rate, batch, epochs }: Settings): number[] {
  const losses: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let start = 0; start < X.length; start += batch) {
      losses.push(lossAndBackward(model, X.slice(start, start + batch), y.slice(start, start + batch)));
      descend(model, rate);
    }
  }
  return losses;
}

function descend(model: Model, rate: number): void {
  for (const { value, gradient } of parameters(model)) {
    for (const [k, slope] of gradient.entries()) value[k]! -= rate * slope;
  }
}

function resetGradients(model: Model): void {
  for (const { gradient } of parameters(model)) gradient.fill(0);
}

function parameters({ W, b, v, c }: Model): Parameter[] {
  return [W, b, v, c];
}

function parameter(value: number[]): Parameter {
  return { value, gradient: value.map(() => 0) };
}
