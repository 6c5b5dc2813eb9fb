export type Matrix = readonly (readonly number[])[];

export interface Stump {
  /** Counted from 0. */
  feature: number;
  threshold: number;
  /** Said of rows with at most the threshold. */
  left: number;
  right: number;
}

export interface Boosted {
  /** F₀. */
  start: number;
  /** ν. */
  rate: number;
  stumps: Stump[];
}

/** Every middle of every feature, each side said by the mean of its residuals. */
export function fitStump(X: Matrix, r: readonly number[]): Stump | null {
  const slack = 1e-12 * r.reduce((sum, value) => sum + value * value, 0);
  let best: Stump | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let feature = 0; feature < X[0]!.length; feature++) {
    const values = [...new Set(X.map((row) => row[feature]!))].sort((a, b) => a - b);
    for (const [i, value] of values.slice(1).entries()) {
      const threshold = (values[i]! + value) / 2;
      const left = mean(r.filter((_, n) => X[n]![feature]! <= threshold));
      const right = mean(r.filter((_, n) => X[n]![feature]! > threshold));
      const stump = { feature, threshold, left, right };
      const cost = r.reduce((sum, residual, n) => sum + (residual - says(stump, X[n]!)) ** 2, 0);
      if (cost < least - slack) [best, least] = [stump, cost];
    }
  }
  return best;
}

/** Friedman 2001, https://doi.org/10.1214/aos/1013203451, algorithm 2 (LS_Boost), with shrinkage: equation 36. */
export function boost(X: Matrix, y: readonly number[], rounds: number, rate: number): Boosted {
  if (!(Number.isInteger(rounds) && rounds >= 0))
    throw new RangeError(`boost: rounds is ${rounds}, a whole number of at least 0 is needed`);
  if (!(rate > 0 && rate <= 1))
    throw new RangeError(`boost: rate is ${rate}, above 0 and at most 1 is needed`);
  const model: Boosted = { start: mean(y), rate, stumps: [] };
  let present = y.map(() => model.start);
  for (let round = 0; round < rounds; round++) {
    const residuals = y.map((value, n) => value - present[n]!);
    const stump = fitStump(X, residuals);
    if (stump === null) break;
    model.stumps.push(stump);
    present = present.map((value, n) => value + rate * says(stump, X[n]!));
  }
  return model;
}

/** F₀ + ν Σ_m h_m(x) */
export function predict({ start, rate, stumps }: Boosted, x: readonly number[]): number {
  return stumps.reduce((sum, stump) => sum + rate * says(stump, x), start);
}

/** (1/N) Σ (y_n − F_m(x_n))² for m = 0, 1, …, M. */
export function losses(model: Boosted, X: Matrix, y: readonly number[]): number[] {
  return Array.from({ length: model.stumps.length + 1 }, (_, m) => {
    const part = { ...model, stumps: model.stumps.slice(0, m) };
    return mean(y.map((value, n) => (value - predict(part, X[n]!)) ** 2));
  });
}

/** Where the losses are least; the first of equal ones. */
export function bestRound(model: Boosted, X: Matrix, y: readonly number[]): number {
  const all = losses(model, X, y);
  return all.indexOf(Math.min(...all));
}

function says({ feature, threshold, left, right }: Stump, x: readonly number[]): number {
  return x[feature]! <= threshold ? left : right;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
