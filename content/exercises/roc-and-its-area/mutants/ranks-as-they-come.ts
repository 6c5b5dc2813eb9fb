// Equal scores get different ranks, by their place in the input.
export interface RocPoint {
  threshold: number;
  /** False positive rate: called positive among the negatives. */
  fpr: number;
  /** True positive rate: called positive among the positives. */
  tpr: number;
}

/** One pass over the rows from the highest score down; a point after the last row of each score. */
export function rocCurve(scores: number[], labels: number[]): RocPoint[] {
  const { P, Q } = counts(scores, labels);
  const order = scores.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]!);
  const points: RocPoint[] = [{ threshold: Number.POSITIVE_INFINITY, fpr: 0, tpr: 0 }];
  let positives = 0;
  let negatives = 0;
  for (const [place, i] of order.entries()) {
    if (labels[i] === 1) positives++;
    else negatives++;
    const next = order[place + 1];
    if (next !== undefined && scores[next] === scores[i]) continue;
    points.push({ threshold: scores[i]!, fpr: negatives / Q, tpr: positives / P });
  }
  return points;
}

/** Σ (x_k − x_{k−1}) (y_k + y_{k−1}) / 2 */
export function areaUnder(points: RocPoint[]): number {
  let area = 0;
  for (let k = 1; k < points.length; k++) {
    const [from, to] = [points[k - 1]!, points[k]!];
    area += ((to.fpr - from.fpr) * (to.tpr + from.tpr)) / 2;
  }
  return area;
}

/** (R − P(P + 1)/2) / (P Q), equal scores sharing the mean of their ranks. */
export function aucByRanks(scores: number[], labels: number[]): number {
  const { P, Q } = counts(scores, labels);
  const order = scores.map((_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  let R = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) end++;
    for (let k = start; k < end; k++) if (labels[order[k]!] === 1) R += k + 1;
    start = end;
  }
  return (R - (P * (P + 1)) / 2) / (P * Q);
}

function counts(scores: number[], labels: number[]): { P: number; Q: number } {
  if (scores.length !== labels.length)
    throw new RangeError(
      `ROC: ${scores.length} scores and ${labels.length} labels, as many of both are needed`,
    );
  if (scores.some((score) => Number.isNaN(score)))
    throw new RangeError("ROC: a score is NaN, numbers are needed");
  const P = labels.filter((label) => label === 1).length;
  const Q = labels.filter((label) => label === 0).length;
  if (P + Q !== labels.length || P === 0 || Q === 0)
    throw new RangeError(
      `ROC: ${P} ones and ${Q} zeros of ${labels.length} labels, both and nothing else are needed`,
    );
  return { P, Q };
}
