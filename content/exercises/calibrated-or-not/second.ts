export interface Bin {
  bin: number;
  count: number;
  confidence: number;
  frequency: number;
}

/** Rows grouped by their bin's number, then each group summed up. */
export function reliabilityBins(p: number[], y: number[], B: number): Bin[] {
  if (!(B >= 1) || B % 1 !== 0) throw new RangeError(`reliabilityBins: ${B} bins`);
  const groups = new Map<number, number[]>();
  rows(p, y).forEach((_, n) => {
    const bin = p[n] === 1 ? B - 1 : Math.min(Math.floor(B * p[n]!), B - 1);
    groups.set(bin, [...(groups.get(bin) ?? []), n]);
  });
  const bins: Bin[] = [];
  for (const bin of [...groups.keys()].sort((a, b) => a - b)) {
    const members = groups.get(bin)!;
    const mean = (list: number[]) => members.reduce((sum, n) => sum + list[n]! / members.length, 0);
    bins.push({ bin, count: members.length, confidence: mean(p), frequency: mean(y) });
  }
  return bins;
}

/** The gaps of the sums, Σ_b |Σ (y − p)|, divided by N at the end. */
export function calibrationError(p: number[], y: number[], B: number): number {
  let gaps = 0;
  for (const { count, frequency, confidence } of reliabilityBins(p, y, B))
    gaps += Math.abs(count * frequency - count * confidence);
  return gaps / p.length;
}

/** p² where the label is 0, (1 − p)² where it is 1. */
export function brier(p: number[], y: number[]): number {
  const squares = rows(p, y).map(
    ([probability, label]) => (label === 1 ? 1 - probability : probability) ** 2,
  );
  let total = 0;
  for (const square of squares) total += square;
  return total / squares.length;
}

/** Newton's steps in a = 1/T, kept within an interval that holds the root. */
export function fitTemperature(z: number[], y: number[]): number {
  let [low, high, a] = [1e-5, 1e4, 1];
  for (let step = 0; step < 200; step++) {
    let gradient = 0;
    let curvature = 0;
    for (let n = 0; n < z.length; n++) {
      const p = (1 + Math.tanh((a * z[n]!) / 2)) / 2;
      gradient += z[n]! * (p - y[n]!);
      curvature += z[n]! * z[n]! * p * (1 - p);
    }
    if (gradient > 0) high = a;
    else low = a;
    const newton = a - gradient / curvature;
    a = newton > low && newton < high ? newton : Math.sqrt(low * high);
  }
  return 1 / a;
}

function rows(p: number[], y: number[]): [number, number][] {
  if (p.length !== y.length || y.length < 1)
    throw new RangeError("calibration: lists of one length above 0 are needed");
  return p.map((probability, n) => {
    const label = y[n]!;
    if (![0, 1].includes(label) || Number.isNaN(probability) || probability < 0 || probability > 1)
      throw new RangeError(`calibration: p = ${probability}, y = ${label}`);
    return [probability, label];
  });
}
