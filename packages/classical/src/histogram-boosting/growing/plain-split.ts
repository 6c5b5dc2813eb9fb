import type { Layout } from "./histograms.ts";
import { nodeValue, type Sums } from "./node-value.ts";
import type { Divided, SplitRules } from "./split.ts";

/** A cut of a column of numbers: bins up to `bin` go left, missing values where it says. */
export interface PlainSplit {
  gain: number;
  column: number;
  bin: number;
  missingLeft: boolean;
}

/**
 * The best split by columns of numbers, said as it is meant: every cut of every column, with missing values on either side, each side's bins added up
 * anew. `find-split.ts` finds the same in one reading of the bins; this is for reading, and for its test.
 */
export function findPlainSplit(
  node: Divided,
  { offsets, stride }: Layout,
  rules: SplitRules,
): PlainSplit | null {
  let best: PlainSplit | null = null;
  for (let column = 0; column + 1 < offsets.length; column++) {
    const nBins = offsets[column + 1]! - offsets[column]! - 1;
    const sumOf = (bins: number[]): Sums => {
      const sums = { gradient: 0, hessian: 0, count: 0 };
      for (const bin of bins) {
        const at = (offsets[column]! + bin) * stride;
        sums.gradient += node.histogram[at]!;
        sums.count += node.histogram[at + 1]!;
        sums.hessian += node.histogram[at + stride - 1]!;
      }
      return sums;
    };
    for (const missingLeft of rules.hasMissing[column] === 1 ? [false, true] : [false]) {
      for (let bin = 0; bin < nBins; bin++) {
        const bins = Array.from({ length: nBins }, (_, b) => b);
        const left = sumOf([...bins.filter((b) => b <= bin), ...(missingLeft ? [nBins] : [])]);
        const right = sumOf([...bins.filter((b) => b > bin), ...(missingLeft ? [] : [nBins])]);
        const gain = gainOf(node, left, right, column, rules);
        if (gain > (best?.gain ?? rules.minGain)) best = { gain, column, bin, missingLeft };
      }
    }
  }
  return best;
}

/** How much a split lowers G v + ½ (H + λ) v² + α |v|, twice; −∞ where it is not allowed. */
function gainOf(node: Divided, left: Sums, right: Sums, column: number, rules: SplitRules): number {
  const { minSamplesLeaf, minHessian, alpha, monotone } = rules;
  const isSmall = ({ count, hessian }: Sums) => count < minSamplesLeaf || hessian < minHessian;
  if (isSmall(left) || isSmall(right)) return Number.NEGATIVE_INFINITY;
  const valueFor = ({ gradient, hessian }: Sums) =>
    nodeValue(gradient, hessian, rules, node.lower, node.upper);
  const direction = monotone?.[column] ?? 0;
  if (direction * (valueFor(left) - valueFor(right)) > 0) return Number.NEGATIVE_INFINITY;
  const towardsZero = (gradient: number) => Math.sign(gradient) * Math.max(Math.abs(gradient) - alpha, 0);
  const loss = (gradient: number, value: number) => value * towardsZero(gradient);
  return (
    loss(node.sums.gradient, node.value) -
    loss(left.gradient, valueFor(left)) -
    loss(right.gradient, valueFor(right))
  );
}
