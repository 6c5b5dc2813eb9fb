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

export function predict({ weights, bias }: Model, x: readonly number[]): 1 | -1 {
  let total = bias;
  for (let j = 0; j < x.length; j++) total += weights[j]! * x[j]!;
  if (total > 0) return 1;
  return -1;
}

/** The dual form: only the counts of mistakes are kept, and a score is a sum over the rows that were mistakes. */
export function train(X: Matrix, y: readonly number[], maxPasses: number): Training {
  if (y.some((label) => Math.abs(label) !== 1)) throw new Error(`labels: ${y}`);
  const K = X.map((a) => X.map((b) => a.reduce((sum, value, j) => sum + value * b[j]!, 1)));
  const mistakes = new Array<number>(X.length).fill(0);
  let passes = 0;
  let before = -1;
  let total = 0;
  while (passes < maxPasses && before !== total) {
    before = total;
    passes++;
    for (let n = 0; n < X.length; n++) {
      let signed = 0;
      for (let m = 0; m < X.length; m++) signed += mistakes[m]! * y[m]! * y[n]! * K[n]![m]!;
      if (signed <= 0) {
        mistakes[n]! += 1;
        total++;
      }
    }
  }
  return { model: fromMistakes(X, y, mistakes), mistakes, passes, separated: before === total };
}

export function margin(X: Matrix, y: readonly number[], { weights, bias }: Model): number {
  let squares = bias * bias;
  for (const weight of weights) squares += weight * weight;
  if (squares === 0) throw new Error("no plane");
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < X.length; n++) {
    let signed = y[n]! * bias;
    for (let j = 0; j < weights.length; j++) signed += y[n]! * weights[j]! * X[n]![j]!;
    if (signed < least) least = signed;
  }
  return least / Math.sqrt(squares);
}

export function mistakeBound(X: Matrix, y: readonly number[], model: Model): number {
  const gamma = margin(X, y, model);
  if (gamma <= 0 || Number.isNaN(gamma)) throw new Error(`margin: ${gamma}`);
  const lengths = X.map((x) => x.reduce((sum, value) => sum + value ** 2, 1));
  return Math.max(...lengths) / gamma ** 2;
}

export function fromMistakes(X: Matrix, y: readonly number[], mistakes: readonly number[]): Model {
  const model: Model = { weights: new Array<number>(X[0]!.length).fill(0), bias: 0 };
  mistakes.forEach((count, n) => {
    model.bias += count * y[n]!;
    X[n]!.forEach((value, j) => {
      model.weights[j]! += count * y[n]! * value;
    });
  });
  return model;
}
