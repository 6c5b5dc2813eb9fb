export interface Costs {
  falsePositive: number;
  falseNegative: number;
}

/** One over 1 + the ratio of the costs. */
export function costThreshold(costs: Costs): number {
  return 1 / (1 + checked(costs).falseNegative / costs.falsePositive);
}

/** The cost of each row, added up. */
export function totalCost(scores: number[], labels: number[], t: number, costs: Costs): number {
  const { falsePositive, falseNegative } = checked(costs);
  if (scores.length !== labels.length || labels.length < 1)
    throw new RangeError("totalCost: rows are missing");
  return scores.reduce((sum, score, n) => {
    const label = labels[n]!;
    if (Number.isNaN(score) || ![0, 1].includes(label))
      throw new RangeError(`totalCost: score ${score}, label ${label}`);
    const yes = score >= t;
    if (yes === (label === 1)) return sum;
    return sum + (yes ? falsePositive : falseNegative);
  }, 0);
}

/** Every candidate for itself, the highest first. */
export function bestThreshold(
  scores: number[],
  labels: number[],
  costs: Costs,
): { threshold: number; cost: number } {
  const candidates = [...new Set([Number.POSITIVE_INFINITY, ...scores])].sort((a, b) =>
    a === b ? 0 : a < b ? 1 : -1,
  );
  const priced = candidates.map((threshold) => ({
    threshold,
    cost: totalCost(scores, labels, threshold, costs),
  }));
  const least = Math.min(...priced.map(({ cost }) => cost));
  return priced.find(({ cost }) => cost === least)!;
}

function checked(costs: Costs): Costs {
  const all = [costs.falsePositive, costs.falseNegative];
  if (!all.every((cost) => cost > 0 && cost <= Number.MAX_VALUE)) throw new RangeError(`costs: ${all}`);
  return costs;
}
