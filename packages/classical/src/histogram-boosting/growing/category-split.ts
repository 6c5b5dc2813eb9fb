import type { Layout } from "./histograms.ts";
import { nodeValue, shrunk } from "./node-value.ts";
import type { Divided, Split, SplitRules } from "./split.ts";

/** Pulls the ratio of a rare category towards 0; categories of fewer rows take no part. LightGBM's cat_smooth. */
const smooth = 10;

/**
 * The best split of a node by a column of categories, of a gain above `least`.
 *
 * Of the 2^(K−1) − 1 ways to part K categories the best one for a squared error is among the K − 1 that cut them in the order of their means, here of
 * Σ g / (Σ h + 10). Categories of fewer than 10 rows (by their share of Σ h) stay on the right, where more categories are: so cuts are read from
 * either end up to the middle. Missing values are a category.
 *
 * Fisher 1958, "On grouping for maximum homogeneity", https://doi.org/10.1080/01621459.1958.10501479
 */
export function findCategorySplit(
  node: Divided,
  layout: Layout,
  j: number,
  rules: SplitRules,
  least: number,
): Split | null {
  const { sums, value, lower, upper } = node;
  const { gradient: G, hessian: H, count } = sums;
  const { minSamplesLeaf, minHessian, alpha } = rules;
  const order = inOrder(node, layout, j, rules.hasMissing[j] === 1);
  if (order.length < 2) return null;
  const known = value * shrunk(G, alpha);
  let found: Split | null = null;
  let bestGain = least;
  for (const [ordered, middle] of [
    [order, (order.length + 1) >> 1],
    [order.toReversed(), (order.length - 1) >> 1],
  ] as const) {
    let [g1, h1, n1] = [0, 0, 0];
    for (let t = 0; t < middle; t++) {
      const { gradient, hessian, rows } = ordered[t]!;
      g1 += gradient;
      h1 += hessian;
      n1 += rows;
      if (n1 < minSamplesLeaf || h1 < minHessian) continue;
      if (count - n1 < minSamplesLeaf || H - h1 < minHessian) break;
      const valueLeft = nodeValue(g1, h1, rules, lower, upper);
      const valueRight = nodeValue(G - g1, H - h1, rules, lower, upper);
      const gain = known - valueLeft * shrunk(g1, alpha) - valueRight * shrunk(G - g1, alpha);
      if (gain <= bestGain) continue;
      bestGain = gain;
      const goesLeft = sides(ordered, t, layout, j);
      found = {
        gain,
        column: j,
        bin: 0,
        missingLeft: goesLeft.at(-1) === 1,
        left: { gradient: g1, hessian: h1, count: n1 },
        right: { gradient: G - g1, hessian: H - h1, count: count - n1 },
        valueLeft,
        valueRight,
        goesLeft,
      };
    }
  }
  return found;
}

interface Category {
  bin: number;
  rows: number;
  gradient: number;
  hessian: number;
}

/** The categories that take part, by their ratio. */
function inOrder(
  { histogram, sums }: Divided,
  { offsets, stride }: Layout,
  j: number,
  hasMissing: boolean,
): Category[] {
  const nBins = offsets[j + 1]! - offsets[j]! - 1;
  const perHessian = sums.count / sums.hessian;
  const found: Category[] = [];
  for (let bin = 0; bin < nBins + Number(hasMissing); bin++) {
    const at = (offsets[j]! + bin) * stride;
    const hessian = histogram[at + stride - 1]!;
    if (hessian * perHessian < smooth) continue;
    found.push({ bin, rows: histogram[at + 1]!, gradient: histogram[at]!, hessian });
  }
  const ratio = ({ gradient, hessian }: Category) => gradient / (hessian + smooth);
  return found.sort((a, b) => ratio(a) - ratio(b));
}

function sides(ordered: readonly Category[], last: number, { offsets }: Layout, j: number): Uint8Array {
  const out = new Uint8Array(offsets[j + 1]! - offsets[j]!);
  for (let t = 0; t <= last; t++) out[ordered[t]!.bin] = 1;
  return out;
}
