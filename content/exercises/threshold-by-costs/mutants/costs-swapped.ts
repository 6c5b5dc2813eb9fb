// Dear misses make the threshold high.
export interface Costs {
  /** Of a yes to a row with label 0. */
  falsePositive: number;
  /** Of a no to a row with label 1. */
  falseNegative: number;
}

/** (1 − p) c_FP = p c_FN at p = c_FP / (c_FP + c_FN) */
export function costThreshold(costs: Costs): number {
  refuseCosts(costs);
  return costs.falseNegative / (costs.falsePositive + costs.falseNegative);
}

/** c_FP · #{label 0, score ≥ t} + c_FN · #{label 1, score < t} */
export function totalCost(scores: number[], labels: number[], t: number, costs: Costs): number {
  refuseCosts(costs);
  refuseRows(scores, labels);
  let falsePositives = 0;
  let falseNegatives = 0;
  for (const [n, score] of scores.entries()) {
    if (score >= t && labels[n] === 0) falsePositives++;
    if (score < t && labels[n] === 1) falseNegatives++;
  }
  return falsePositives * costs.falsePositive + falseNegatives * costs.falseNegative;
}

/** One sweep from no to everybody down to the lowest score, N log N. */
export function bestThreshold(
  scores: number[],
  labels: number[],
  costs: Costs,
): { threshold: number; cost: number } {
  refuseCosts(costs);
  refuseRows(scores, labels);
  const order = scores.map((_, n) => n).sort((a, b) => scores[b]! - scores[a]!);
  let falsePositives = 0;
  let falseNegatives = labels.filter((label) => label === 1).length;
  let best = { threshold: Number.POSITIVE_INFINITY, cost: falseNegatives * costs.falseNegative };
  for (const [place, n] of order.entries()) {
    if (labels[n] === 1) falseNegatives--;
    else falsePositives++;
    const next = order[place + 1];
    if (next !== undefined && scores[next] === scores[n]) continue;
    const cost = falsePositives * costs.falsePositive + falseNegatives * costs.falseNegative;
    if (cost < best.cost) best = { threshold: scores[n]!, cost };
  }
  return best;
}

function refuseCosts({ falsePositive, falseNegative }: Costs): void {
  for (const cost of [falsePositive, falseNegative])
    if (!(cost > 0 && Number.isFinite(cost)))
      throw new RangeError(`costs: ${cost} was given, finite numbers above 0 are needed`);
}

function refuseRows(scores: number[], labels: number[]): void {
  if (scores.length !== labels.length || scores.length === 0)
    throw new RangeError(
      `threshold: ${scores.length} scores and ${labels.length} labels, as many of both and at least one are needed`,
    );
  const bad = scores.findIndex((score, n) => Number.isNaN(score) || (labels[n] !== 0 && labels[n] !== 1));
  if (bad !== -1)
    throw new RangeError(
      `threshold: row ${bad} has score ${scores[bad]} and label ${labels[bad]}, a number and 0 or 1 are needed`,
    );
}
