/**
 * Platt's calibration: the probability of the positive class as a sigmoid of a score s,
 *
 *   P(s) = 1 / (1 + e^{A s + B}),   min over A, B of −Σ wᵢ (tᵢ ln Pᵢ + (1 − tᵢ) ln(1 − Pᵢ))
 *   tᵢ = (N₊ + 1) / (N₊ + 2) for positives, 1 / (N₋ + 2) for negatives
 *
 * targets a little inside 0 and 1, as Bayes' rule has them for N₊ and N₋ samples, so that separable scores do not run to infinity. By Newton
 * with backtracking, and without cancellation: Platt 1999; Lin, Lin and Weng 2007, https://doi.org/10.1007/s10994-007-5018-6, algorithm 1.
 */
export interface Sigmoid {
  A: number;
  B: number;
}

/** `positive` says of each score whether its sample is of the positive class. */
export function fitSigmoid(
  scores: ArrayLike<number>,
  positive: ArrayLike<boolean | number>,
  weight?: ArrayLike<number>,
): Sigmoid {
  const { scaled, factor } = atMostOne(scores);
  const { targets, positives, negatives } = targetsOf(positive, weight);
  const data = { scores: scaled, targets, weight };
  let [A, B] = [0, Math.log((negatives + 1) / (positives + 1))];
  let loss = lossAt(data, A, B);
  for (let iteration = 0; iteration < 100; iteration++) {
    const { gA, gB, hAA, hAB, hBB } = derivatives(data, A, B);
    if (Math.max(Math.abs(gA), Math.abs(gB)) < 1e-11 * (positives + negatives)) break;
    const determinant = hAA * hBB - hAB * hAB;
    const [dA, dB] = [(hAB * gB - hBB * gA) / determinant, (hAB * gA - hAA * gB) / determinant];
    const slope = gA * dA + gB * dB;
    let step = 1;
    let next = lossAt(data, A + dA, B + dB);
    while (step > 1e-10 && !(next <= loss + 1e-4 * step * slope)) {
      step /= 2;
      next = lossAt(data, A + step * dA, B + step * dB);
    }
    // Rounding alone is left.
    if (step <= 1e-10) break;
    A += step * dA;
    B += step * dB;
    loss = next;
  }
  return { A: A / factor, B };
}

/** P of a score, without overflow. */
export function sigmoidAt({ A, B }: Sigmoid, score: number): number {
  return logistic(-(A * score + B));
}

function logistic(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

interface Data {
  scores: Float64Array;
  targets: Float64Array;
  weight: ArrayLike<number> | undefined;
}

/** The scores over their greatest size, so that large ones leave the Hessian regular. */
function atMostOne(scores: ArrayLike<number>): { scaled: Float64Array; factor: number } {
  let most = 0;
  for (let i = 0; i < scores.length; i++) most = Math.max(most, Math.abs(scores[i]!));
  const factor = most > 0 ? most : 1;
  return { scaled: Float64Array.from(scores, (score) => score / factor), factor };
}

function targetsOf(positive: ArrayLike<boolean | number>, weight?: ArrayLike<number>) {
  let [positives, negatives] = [0, 0];
  for (let i = 0; i < positive.length; i++) {
    if (positive[i]) positives += weight?.[i] ?? 1;
    else negatives += weight?.[i] ?? 1;
  }
  const [high, low] = [(positives + 1) / (positives + 2), 1 / (negatives + 2)];
  return { targets: Float64Array.from(positive, (is) => (is ? high : low)), positives, negatives };
}

/** −t ln P − (1 − t) ln(1 − P) = t z + ln(1 + e^{−z}) for z = A s + B, in the form that does not overflow. */
function lossAt({ scores, targets, weight }: Data, A: number, B: number): number {
  let loss = 0;
  for (let i = 0; i < scores.length; i++) {
    const z = A * scores[i]! + B;
    const one =
      z >= 0 ? targets[i]! * z + Math.log1p(Math.exp(-z)) : (targets[i]! - 1) * z + Math.log1p(Math.exp(z));
    loss += (weight?.[i] ?? 1) * one;
  }
  return loss;
}

function derivatives({ scores, targets, weight }: Data, A: number, B: number) {
  // What keeps the Hessian regular where all scores are equal.
  let [gA, gB, hAA, hAB, hBB] = [0, 0, 1e-12, 0, 1e-12];
  for (let i = 0; i < scores.length; i++) {
    const [s, w] = [scores[i]!, weight?.[i] ?? 1];
    const p = logistic(-(A * s + B));
    const slope = w * (targets[i]! - p);
    const curvature = w * p * logistic(A * s + B);
    gA += s * slope;
    gB += slope;
    hAA += s * s * curvature;
    hAB += s * curvature;
    hBB += curvature;
  }
  return { gA, gB, hAA, hAB, hBB };
}
