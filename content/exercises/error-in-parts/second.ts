export interface Sample {
  x: number[];
  y: number[];
}

/** The values at the places of one fit for each run, R × M. */
export function simulate(
  draw: () => Sample,
  fit: (sample: Sample) => (x: number) => number,
  places: readonly number[],
  runs: number,
): number[][] {
  const table: number[][] = [];
  while (table.length < runs) {
    const fitted = fit(draw());
    table.push(places.map((place) => fitted(place)));
  }
  return table;
}

/**
 * Mean and scatter of each place are carried from run to run: the k-th fit f moves the mean by (f − mean)/k, and the sum of
 * squares about it grows by (f − old mean)(f − new mean). The error is the sum of the parts.
 */
export function decompose(
  fits: readonly number[][],
  truth: readonly number[],
): { bias2: number; variance: number; error: number } {
  const mean = truth.map(() => 0);
  const squares = truth.map(() => 0);
  fits.forEach((run, k) => {
    run.forEach((value, i) => {
      const before = value - mean[i]!;
      mean[i]! += before / (k + 1);
      squares[i]! += before * (value - mean[i]!);
    });
  });
  let bias2 = 0;
  let variance = 0;
  for (let i = 0; i < truth.length; i++) {
    bias2 += (mean[i]! - truth[i]!) ** 2 / truth.length;
    variance += squares[i]! / fits.length / truth.length;
  }
  return { bias2, variance, error: bias2 + variance };
}

/**
 * Over pairs of different runs, whose errors d and d′ are independent: E[d d′] is the squared bias,
 * and E[(d − d′)²]/2 the variance.
 */
export function unbiased(
  fits: readonly number[][],
  truth: readonly number[],
): { bias2: number; variance: number } {
  const R = fits.length;
  if (R < 2) throw new RangeError(`unbiased: ${R} runs; at least 2 are needed`);
  const cells = (truth.length * R * (R - 1)) / 2;
  let bias2 = 0;
  let variance = 0;
  for (let k = 1; k < R; k++)
    for (let l = 0; l < k; l++)
      truth.forEach((right, i) => {
        const d = fits[k]![i]! - right;
        const e = fits[l]![i]! - right;
        bias2 += (d * e) / cells;
        variance += (d - e) ** 2 / 2 / cells;
      });
  return { bias2, variance };
}

/** From the share h of the runs that vote 1: the minority is the smaller of h and 1 − h, the wrong ones are h or 1 − h. */
export function zeroOne(
  votes: readonly number[][],
  labels: readonly number[],
): { bias: number[]; variance: number[]; error: number[] } {
  const ones = labels.map((_, i) => votes.filter((run) => run[i] === 1).length);
  const share = ones.map((count) => count / votes.length);
  return {
    bias: share.map((h, i) => ((h > 0.5 ? 1 : 0) === labels[i] ? 0 : 1)),
    variance: ones.map((count) => Math.min(count, votes.length - count) / votes.length),
    error: ones.map((count, i) => (labels[i] === 1 ? votes.length - count : count) / votes.length),
  };
}
