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
  return Array.from({ length: runs }, () => {
    const predict = fit(draw());
    return places.map((x) => predict(x));
  });
}

/** Of these R runs, averaged over the M places: error = bias2 + variance. */
export function decompose(
  fits: readonly number[][],
  truth: readonly number[],
): { bias2: number; variance: number; error: number } {
  const centre = truth.map((_, i) => mean(fits.map((fit) => fit[i]!)));
  return {
    bias2: mean(truth.map((f, i) => (centre[i]! - f) ** 2)),
    variance: mean(truth.map((_, i) => mean(fits.map((fit) => (fit[i]! - centre[i]!) ** 2)))),
    error: mean(truth.map((f, i) => mean(fits.map((fit) => (fit[i]! - f) ** 2)))),
  };
}

/** s² = R/(R − 1) of the scatter; the mean of R fits scatters by s²/R, which the plain bias² holds too much. */
export function unbiased(
  fits: readonly number[][],
  truth: readonly number[],
): { bias2: number; variance: number } {
  const runs = fits.length;
  if (runs < 2) throw new RangeError(`unbiased: ${runs} runs, at least 2 are needed`);
  const plain = decompose(fits, truth);
  const variance = (plain.variance * runs) / (runs - 1);
  return { bias2: plain.bias2 - variance / runs, variance };
}

/** Three numbers for each of the M places; votes and labels are 0 or 1. */
export function zeroOne(
  votes: readonly number[][],
  labels: readonly number[],
): { bias: number[]; variance: number[]; error: number[] } {
  const ones = labels.map((_, i) => mean(votes.map((vote) => vote[i]!)));
  const main = ones.map((share) => (share > 0.5 ? 1 : 0));
  const against = (value: number, i: number) => (value === 1 ? 1 - ones[i]! : ones[i]!);
  return {
    bias: main.map((value, i) => (value === labels[i] ? 0 : 1)),
    variance: main.map((value, i) => against(value, i)),
    error: labels.map((label, i) => against(label, i)),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
