export interface RocPoint {
  threshold: number;
  fpr: number;
  tpr: number;
}

/** Each threshold for itself: count who is called positive. */
export function rocCurve(scores: number[], labels: number[]): RocPoint[] {
  const [negative, positive] = parted(scores, labels);
  const rate = (group: number[], t: number) => group.filter((score) => score >= t).length / group.length;
  const thresholds = [Number.POSITIVE_INFINITY, ...[...new Set(scores)].sort((a, b) => b - a)];
  return thresholds.map((threshold) => ({
    threshold,
    fpr: rate(negative, threshold),
    tpr: rate(positive, threshold),
  }));
}

/** The shoelace formula for the polygon under the curve, closed along the axis. */
export function areaUnder(points: RocPoint[]): number {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return 0;
  const corners = [
    ...points.map(({ fpr, tpr }) => [fpr, tpr] as const),
    [last.fpr, 0] as const,
    [first.fpr, 0] as const,
  ];
  let twice = 0;
  corners.forEach(([x, y], i) => {
    const [u, v] = corners[(i + 1) % corners.length]!;
    twice += u * y - x * v;
  });
  return twice / 2;
}

/** R is counted by comparison: a row's rank is 1 + those below + half of the others that are equal. */
export function aucByRanks(scores: number[], labels: number[]): number {
  const [negative, positive] = parted(scores, labels);
  let won = 0;
  for (const p of positive) {
    for (const n of negative) won += p > n ? 2 : p === n ? 1 : 0;
  }
  return won / (2 * positive.length * negative.length);
}

function parted(scores: number[], labels: number[]): [number[], number[]] {
  if (labels.length !== scores.length) throw new RangeError("ROC: lists of different lengths");
  const groups: [number[], number[]] = [[], []];
  labels.forEach((label, i) => {
    const group = groups[label];
    if (group === undefined || !(scores[i]! <= Number.MAX_VALUE))
      throw new RangeError(`ROC: row ${i} is not usable`);
    group.push(scores[i]!);
  });
  if (groups.some((group) => group.length === 0))
    throw new RangeError("ROC: labels of both kinds are needed");
  return groups;
}
