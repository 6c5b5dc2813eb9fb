// The models' single errors are averaged, not the error of their mean taken.
export type Matrix = readonly (readonly number[])[];
export type Model = (x: readonly number[]) => number;
export type Fit = (X: Matrix, y: readonly number[]) => Model;

export interface Member {
  model: Model;
  /** The N row numbers of its resample. */
  rows: readonly number[];
}

/** ⌊N · random()⌋, N times. */
export function resample(N: number, random: () => number): number[] {
  return Array.from({ length: N }, () => Math.floor(N * random()));
}

/** Breiman 1996, https://doi.org/10.1007/BF00058655: the same method on resamples of the data. */
export function bag(
  X: Matrix,
  y: readonly number[],
  fit: Fit,
  count: number,
  random: () => number,
): Member[] {
  if (!(Number.isInteger(count) && count >= 1))
    throw new RangeError(`bag: count is ${count}, a whole number of at least 1 is needed`);
  return Array.from({ length: count }, () => {
    const rows = resample(y.length, random);
    const model = fit(
      rows.map((n) => X[n]!),
      rows.map((n) => y[n]!),
    );
    return { model, rows };
  });
}

/** (1/B) Σ_b f_b(x) */
export function predict(members: readonly Member[], x: readonly number[]): number {
  return mean(members.map(({ model }) => model(x)));
}

/** For row n the mean of f_b(x_n) over the models b whose resample leaves n out. */
export function outOfBag(
  members: readonly Member[],
  X: Matrix,
  y: readonly number[],
): { predictions: (number | null)[]; error: number } {
  const predictions = X.map((x, n) => {
    const strangers = members.filter(({ rows }) => !rows.includes(n));
    return strangers.length === 0 ? null : predict(strangers, x);
  });
  const squares = X.flatMap((x, n) => {
    const single = members
      .filter(({ rows }) => !rows.includes(n))
      .map(({ model }) => (model(x) - y[n]!) ** 2);
    return single.length === 0 ? [] : [mean(single)];
  });
  return { predictions, error: mean(squares) };
}

/** (1 − 1/N)^N, which goes to 1/e. */
export function shareLeftOut(N: number): number {
  return (1 - 1 / N) ** N;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
