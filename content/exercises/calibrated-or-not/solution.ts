export interface Bin {
  /** Counted from 0. */
  bin: number;
  count: number;
  /** Mean probability. */
  confidence: number;
  /** Mean label. */
  frequency: number;
}

/** Bin b holds the p in [b/B, (b + 1)/B); the last one holds 1 too. */
export function reliabilityBins(p: number[], y: number[], B: number): Bin[] {
  refuse(p, y);
  if (!Number.isInteger(B) || B < 1)
    throw new RangeError(`reliabilityBins: ${B} bins, a whole number of at least 1 is needed`);
  const sums = Array.from({ length: B }, () => ({ count: 0, p: 0, y: 0 }));
  for (const [n, probability] of p.entries()) {
    const sum = sums[Math.min(B - 1, Math.floor(probability * B))]!;
    sum.count += 1;
    sum.p += probability;
    sum.y += y[n]!;
  }
  return sums
    .map((sum, bin) => ({
      bin,
      count: sum.count,
      confidence: sum.p / sum.count,
      frequency: sum.y / sum.count,
    }))
    .filter(({ count }) => count > 0);
}

/** Σ_b (count_b / N) |frequency_b − confidence_b| */
export function calibrationError(p: number[], y: number[], B: number): number {
  return reliabilityBins(p, y, B).reduce(
    (sum, { count, confidence, frequency }) => sum + (count / p.length) * Math.abs(frequency - confidence),
    0,
  );
}

/** Σ (p − y)² / N */
export function brier(p: number[], y: number[]): number {
  refuse(p, y);
  return p.reduce((sum, probability, n) => sum + (probability - y[n]!) ** 2, 0) / p.length;
}

/** The root in a = 1/T of Σ (σ(a z) − y) z, which grows with a: bisection to the last digit. */
export function fitTemperature(z: number[], y: number[]): number {
  const slope = (a: number): number =>
    z.reduce((sum, logit, n) => sum + (1 / (1 + Math.exp(-a * logit)) - y[n]!) * logit, 0);
  let low = 1e-4;
  let high = 1e3;
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (slope(middle) < 0) low = middle;
    else high = middle;
  }
  return 2 / (low + high);
}

function refuse(p: number[], y: number[]): void {
  if (p.length !== y.length || p.length === 0)
    throw new RangeError(
      `calibration: ${p.length} probabilities and ${y.length} labels, as many of both and at least one are needed`,
    );
  const bad = p.findIndex(
    (probability, n) => !(probability >= 0 && probability <= 1) || (y[n] !== 0 && y[n] !== 1),
  );
  if (bad !== -1)
    throw new RangeError(
      `calibration: row ${bad} has p = ${p[bad]} and y = ${y[bad]}, 0 ≤ p ≤ 1 and y of 0 or 1 are needed`,
    );
}
