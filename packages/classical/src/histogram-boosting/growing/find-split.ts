import { findCategorySplit } from "./category-split.ts";
import type { Layout } from "./histograms.ts";
import { nodeValue, shrunk } from "./node-value.ts";
import type { Divided, Split, SplitRules } from "./split.ts";

/**
 * The split of a node that lowers the loss most, over `columns`; null where none is allowed.
 *
 *   gain = v T(G) − v_L T(G_L) − v_R T(G_R),   with v = −T(G) / (H + λ):   T(G_L)² / (H_L + λ) + T(G_R)² / (H_R + λ) − T(G)² / (H + λ)
 *
 * This is twice the gain of Chen and Guestrin 2016, equation 7. Of equal gains the first column's. `plain-split.ts` says the same in fewer words.
 */
export function findSplit(
  node: Divided,
  layout: Layout,
  columns: Int32Array,
  rules: SplitRules,
): Split | null {
  let best: Split | null = null;
  for (let t = 0; t < columns.length; t++) {
    const j = columns[t]!;
    const nBins = layout.offsets[j + 1]! - layout.offsets[j]! - 1;
    const least: number = best === null ? rules.minGain : best.gain;
    const found: Split | null =
      rules.isCategorical[j] === 1
        ? findCategorySplit(node, layout, j, rules, least)
        : findNumberSplit(node, layout, j, nBins, rules, least);
    if (found) best = found;
  }
  return best;
}

/** Reads the bins upwards, missing values on the right, then, where there are any, downwards with them on the left. */
function findNumberSplit(
  node: Divided,
  layout: Layout,
  j: number,
  nBins: number,
  rules: SplitRules,
  least: number,
): Split | null {
  const hasMissing = rules.hasMissing[j] === 1;
  const up = scan(node, layout, j, { from: 0, to: hasMissing ? nBins : nBins - 1, step: 1 }, rules, least);
  if (!hasMissing) return up;
  const down = scan(node, layout, j, { from: nBins - 1, to: 0, step: -1 }, rules, up?.gain ?? least);
  return down ?? up;
}

interface Range {
  from: number;
  /** Not read itself. */
  to: number;
  step: 1 | -1;
}

/** Adds bin after bin to the near side; the far side is what is left of the node. */
function scan(
  node: Divided,
  { offsets, stride }: Layout,
  j: number,
  { from, to, step }: Range,
  rules: SplitRules,
  least: number,
): Split | null {
  const { histogram, sums, value, lower, upper } = node;
  const { minSamplesLeaf, minHessian, lambda, alpha, monotone } = rules;
  const { gradient: G, hessian: H, count } = sums;
  // Of the near side against the far one; positive where the near must not be above the far.
  const order = (monotone?.[j] ?? 0) * step;
  const isBounded = monotone !== undefined;
  const known = value * shrunk(G, alpha);
  const h = stride - 1;
  let [g1, h1, n1] = [0, 0, 0];
  let [bestGain, bestBin, bestG, bestH, bestN] = [least, -1, 0, 0, 0];
  for (let bin = from; bin !== to; bin += step) {
    const at = (offsets[j]! + bin) * stride;
    g1 += histogram[at]!;
    n1 += histogram[at + 1]!;
    h1 += histogram[at + h]!;
    if (n1 < minSamplesLeaf || h1 < minHessian) continue;
    const h2 = H - h1;
    if (count - n1 < minSamplesLeaf || h2 < minHessian) break;
    const t1 = shrunk(g1, alpha);
    const t2 = shrunk(G - g1, alpha);
    let v1 = -t1 / (h1 + lambda + 1e-15);
    let v2 = -t2 / (h2 + lambda + 1e-15);
    if (isBounded) {
      v1 = Math.max(lower, Math.min(upper, v1));
      v2 = Math.max(lower, Math.min(upper, v2));
      if (order * (v1 - v2) > 0) continue;
    }
    // Left before right, so that mirrored splits round alike.
    const gain = step === 1 ? known - v1 * t1 - v2 * t2 : known - v2 * t2 - v1 * t1;
    if (gain <= bestGain) continue;
    bestGain = gain;
    bestBin = bin;
    bestG = g1;
    bestH = h1;
    bestN = n1;
  }
  if (bestBin < 0) return null;
  const near = { gradient: bestG, hessian: bestH, count: bestN };
  const far = { gradient: G - bestG, hessian: H - bestH, count: count - bestN };
  const [left, right] = step === 1 ? [near, far] : [far, near];
  return {
    gain: bestGain,
    column: j,
    bin: step === 1 ? bestBin : bestBin - 1,
    missingLeft: step === -1,
    left,
    right,
    valueLeft: nodeValue(left.gradient, left.hessian, rules, lower, upper),
    valueRight: nodeValue(right.gradient, right.hessian, rules, lower, upper),
    goesLeft: null,
  };
}
