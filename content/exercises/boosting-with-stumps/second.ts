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

/** The least squared error is the most of S_L²/n_L + S_R²/n_R, with sums that grow by one row at a time. */
export function fitStump(X: Matrix, r: readonly number[]): Stump | null {
  const N = r.length;
  let total = 0;
  let squares = 0;
  for (const value of r) {
    total += value;
    squares += value ** 2;
  }
  const tried: { stump: Stump; gain: number }[] = [];
  for (let feature = 0; feature < X[0]!.length; feature++) {
    const order = [...r.keys()].sort((a, b) => X[a]![feature]! - X[b]![feature]!);
    let sum = 0;
    for (let k = 1; k < N; k++) {
      sum += r[order[k - 1]!]!;
      const [low, high] = [X[order[k - 1]!]![feature]!, X[order[k]!]![feature]!];
      if (low === high) continue;
      const rest = total - sum;
      const stump = { feature, threshold: (low + high) / 2, left: sum / k, right: rest / (N - k) };
      tried.push({ stump, gain: (sum * sum) / k + (rest * rest) / (N - k) });
    }
  }
  const most = tried.reduce((top, { gain }) => Math.max(top, gain), 0);
  return tried.find(({ gain }) => gain >= most - 1e-12 * squares)?.stump ?? null;
}

/** The residuals are what is kept; each round takes its part out of them. */
export function boost(X: Matrix, y: readonly number[], rounds: number, rate: number): Boosted {
  if (rounds < 0 || rounds % 1 !== 0 || Number.isNaN(rounds)) throw new Error(`rounds: ${rounds}`);
  if (Number.isNaN(rate) || rate <= 0 || rate > 1) throw new Error(`rate: ${rate}`);
  let start = 0;
  for (const value of y) start += value / y.length;
  const missing = y.map((value) => value - start);
  const stumps: Stump[] = [];
  while (stumps.length < rounds) {
    const stump = fitStump(X, missing);
    if (!stump) break;
    stumps.push(stump);
    X.forEach((row, n) => {
      missing[n]! -= rate * (row[stump.feature]! > stump.threshold ? stump.right : stump.left);
    });
  }
  return { start, rate, stumps };
}

export function predict(model: Boosted, x: readonly number[]): number {
  return path(model, x).at(-1)!;
}

export function losses(model: Boosted, X: Matrix, y: readonly number[]): number[] {
  const totals = new Array<number>(model.stumps.length + 1).fill(0);
  for (let n = 0; n < X.length; n++)
    for (const [m, value] of path(model, X[n]!).entries()) totals[m]! += (value - y[n]!) ** 2;
  return totals.map((total) => total / X.length);
}

export function bestRound(model: Boosted, X: Matrix, y: readonly number[]): number {
  let best = 0;
  const found = losses(model, X, y);
  for (let m = 1; m < found.length; m++) if (found[m]! < found[best]!) best = m;
  return best;
}

/** F₀(x), F₁(x), …, F_M(x) */
function path({ start, rate, stumps }: Boosted, x: readonly number[]): number[] {
  const values = [start];
  for (const { feature, threshold, left, right } of stumps) {
    const step = x[feature]! > threshold ? right : left;
    values.push(values.at(-1)! + rate * step);
  }
  return values;
}
