export type Matrix = readonly (readonly number[])[];
export type Model = (x: readonly number[]) => number;
export type Fit = (X: Matrix, y: readonly number[]) => Model;

export interface Member {
  model: Model;
  /** The N row numbers of its resample. */
  rows: readonly number[];
}

export function resample(N: number, random: () => number): number[] {
  const rows: number[] = [];
  while (rows.length < N) rows.push(Math.trunc(random() * N));
  return rows;
}

/** All draws first, then all fits. */
export function bag(
  X: Matrix,
  y: readonly number[],
  fit: Fit,
  count: number,
  random: () => number,
): Member[] {
  if (count < 1 || count !== Math.round(count)) throw new Error(`count: ${count}`);
  const draws: number[][] = [];
  for (let b = 0; b < count; b++) draws.push(resample(X.length, random));
  const members: Member[] = [];
  for (const rows of draws) {
    const points: (readonly number[])[] = [];
    const answers: number[] = [];
    for (const n of rows) {
      points.push(X[n]!);
      answers.push(y[n]!);
    }
    members.push({ rows, model: fit(points, answers) });
  }
  return members;
}

export function predict(members: readonly Member[], x: readonly number[]): number {
  let value = 0;
  members.forEach(({ model }, b) => {
    value += (model(x) - value) / (b + 1);
  });
  return value;
}

/** Model by model: each adds its word to the rows that it did not see. */
export function outOfBag(
  members: readonly Member[],
  X: Matrix,
  y: readonly number[],
): { predictions: (number | null)[]; error: number } {
  const sums = X.map(() => 0);
  const voices = X.map(() => 0);
  for (const { model, rows } of members) {
    const seen = new Set(rows);
    for (let n = 0; n < X.length; n++) {
      if (seen.has(n)) continue;
      sums[n]! += model(X[n]!);
      voices[n]! += 1;
    }
  }
  let total = 0;
  let judged = 0;
  const predictions: (number | null)[] = [];
  for (let n = 0; n < X.length; n++) {
    if (voices[n] === 0) {
      predictions.push(null);
      continue;
    }
    const value = sums[n]! / voices[n]!;
    predictions.push(value);
    total += (value - y[n]!) ** 2;
    judged++;
  }
  return { predictions, error: judged === 0 ? Number.NaN : total / judged };
}

export function shareLeftOut(N: number): number {
  let share = 1;
  for (let draw = 0; draw < N; draw++) share *= (N - 1) / N;
  return share;
}
