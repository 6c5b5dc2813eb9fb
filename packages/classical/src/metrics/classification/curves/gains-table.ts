import { type Label, type Labels, positiveLabel, uniqueLabels } from "../../labels.ts";
import { requireNumbers, requireSameLength } from "../../samples.ts";
import { descendingOrder } from "./descending-order.ts";
import { radixOrder } from "./radix-order.ts";

/** One group of samples with scores next to each other. */
export interface GainsRow {
  samples: number;
  positives: number;
  /** The lowest and the highest score of the group. */
  minScore: number;
  maxScore: number;
  /** Share of positives in the group. */
  responseRate: number;
  /** The response rate over that of all samples. */
  lift: number;
  /** Share of all positives in this group and those before it. */
  cumulativeGain: number;
  /** The same for the lift: what choosing down to here yields over choosing blindly. */
  cumulativeLift: number;
}

export interface GainsTableOptions {
  posLabel?: Label | undefined;
  /** Number of groups, ten (deciles) unless given. */
  nBins?: number;
}

/**
 * Samples from the highest score to the lowest in groups of equal size (the first ones have one more where it does not
 * divide), with the positives that each holds. Equal scores keep their order.
 */
export function gainsTable(
  yTrue: Labels,
  yScore: ArrayLike<number>,
  { posLabel, nBins = 10 }: GainsTableOptions = {},
): GainsRow[] {
  const where = "gainsTable";
  const n = requireSameLength(where, { yTrue, yScore });
  if (!Number.isInteger(nBins) || nBins < 1 || nBins > n) {
    throw new RangeError(`${where}: nBins ${nBins} of ${n} samples, a whole number from 1 to ${n} is needed`);
  }
  const positive = positiveLabel(where, uniqueLabels(where, yTrue), posLabel);
  const scores = requireNumbers(where, "yScore", yScore);
  const order = n < 2000 ? descendingOrder(scores) : radixOrder(scores);
  const hits = Uint8Array.from(order, (i) => (yTrue[i] === positive ? 1 : 0));
  const all = hits.reduce((sum, hit) => sum + hit, 0);
  if (all === 0) throw new RangeError(`${where}: yTrue has no positive samples, at least one is needed`);
  const rows: GainsRow[] = [];
  let [start, found] = [0, 0];
  for (let bin = 0; bin < nBins; bin++) {
    const end = start + Math.floor(n / nBins) + (bin < n % nBins ? 1 : 0);
    const positives = hits.subarray(start, end).reduce((sum, hit) => sum + hit, 0);
    found += positives;
    rows.push({
      samples: end - start,
      positives,
      minScore: scores[order[end - 1]!]!,
      maxScore: scores[order[start]!]!,
      responseRate: positives / (end - start),
      lift: positives / (end - start) / (all / n),
      cumulativeGain: found / all,
      cumulativeLift: found / end / (all / n),
    });
    start = end;
  }
  return rows;
}
