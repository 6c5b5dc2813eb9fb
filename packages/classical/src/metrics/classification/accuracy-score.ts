import { type Labels, uniqueLabels } from "../labels.ts";
import { isMultilabel, type Multilabel, requireIndicator, requireSameShape } from "../multilabel.ts";
import { requireSameLength, requireWeights, weightedMean } from "../samples.ts";

export interface AccuracyOptions {
  /** Whether the share is wanted, as is usual, or the (weighted) number of samples. */
  normalize?: boolean;
  /** w, [N]. */
  sampleWeight?: ArrayLike<number> | undefined;
}

/**
 * Share of samples whose class is right, Σ w_i [ŷ_i = y_i] / Σ w_i. With many labels a sample, all of them must be
 * right.
 */
export function accuracyScore(
  yTrue: Labels | Multilabel,
  yPred: Labels | Multilabel,
  { normalize = true, sampleWeight }: AccuracyOptions = {},
): number {
  return share(hits("accuracyScore", yTrue, yPred), { normalize, sampleWeight }, "accuracyScore");
}

/** Share of samples whose class is wrong, 1 − accuracy. */
export function zeroOneLoss(
  yTrue: Labels | Multilabel,
  yPred: Labels | Multilabel,
  { normalize = true, sampleWeight }: AccuracyOptions = {},
): number {
  const wrong = hits("zeroOneLoss", yTrue, yPred).map((hit) => 1 - hit);
  return share(wrong, { normalize, sampleWeight }, "zeroOneLoss");
}

/**
 * Share of single labels that are wrong: 1/(N K) Σ_i Σ_k [ŷ_ik ≠ y_ik] with many labels a sample; with one label a
 * sample it is the zero-one loss.
 */
export function hammingLoss(
  yTrue: Labels | Multilabel,
  yPred: Labels | Multilabel,
  { sampleWeight }: Pick<AccuracyOptions, "sampleWeight"> = {},
): number {
  if (!isMultilabel(yTrue) || !isMultilabel(yPred)) {
    return 1 - share(hits("hammingLoss", yTrue, yPred), { normalize: true, sampleWeight }, "hammingLoss");
  }
  const truth = requireIndicator("hammingLoss", "yTrue", yTrue);
  const found = requireIndicator("hammingLoss", "yPred", yPred);
  requireSameShape("hammingLoss", { yTrue: truth, yPred: found });
  const wrong = new Float64Array(truth.rows);
  truth.data.forEach((value, at) => {
    if (value !== found.data[at]) wrong[Math.floor(at / truth.cols)]! += 1 / truth.cols;
  });
  return share(wrong, { normalize: true, sampleWeight }, "hammingLoss");
}

/** 1 where a sample is right, 0 where it is not, [N]. */
function hits(where: string, yTrue: Labels | Multilabel, yPred: Labels | Multilabel): Float64Array {
  if (isMultilabel(yTrue) || isMultilabel(yPred)) {
    const truth = requireIndicator(where, "yTrue", yTrue as Multilabel);
    const found = requireIndicator(where, "yPred", yPred as Multilabel);
    requireSameShape(where, { yTrue: truth, yPred: found });
    const out = new Float64Array(truth.rows).fill(1);
    truth.data.forEach((value, at) => {
      if (value !== found.data[at]) out[Math.floor(at / truth.cols)] = 0;
    });
    return out;
  }
  const out = new Float64Array(requireSameLength(where, { yTrue, yPred }));
  uniqueLabels(where, yTrue, yPred);
  for (let i = 0; i < out.length; i++) out[i] = yTrue[i] === yPred[i] ? 1 : 0;
  return out;
}

function share(values: Float64Array, options: AccuracyOptions, where: string): number {
  const weight = requireWeights(where, options.sampleWeight, values.length);
  if (options.normalize) return weightedMean(values, weight);
  return values.reduce((sum, value, i) => sum + value * (weight?.[i] ?? 1), 0);
}
