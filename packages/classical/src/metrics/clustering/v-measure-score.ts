import type { Labels } from "../labels.ts";
import { contingencyOf } from "./contingency-matrix.ts";
import { entropyOf, mutualInformation } from "./mutual-info-score.ts";

export interface VMeasureOptions {
  /** Above 1 completeness weighs more, below 1 homogeneity. */
  beta?: number;
}

export interface HomogeneityCompleteness {
  /** 1 where each cluster has samples of one class only: MI / H(classes). */
  homogeneity: number;
  /** 1 where all samples of a class are in one cluster: MI / H(clusters). */
  completeness: number;
  /** Their weighted harmonic mean, (1 + β) h c / (β h + c). */
  vMeasure: number;
}

/** All three. Rosenberg and Hirschberg 2007, https://aclanthology.org/D07-1043 */
export function homogeneityCompletenessVMeasure(
  labelsTrue: Labels,
  labelsPred: Labels,
  { beta = 1 }: VMeasureOptions = {},
): HomogeneityCompleteness {
  return measures("homogeneityCompletenessVMeasure", labelsTrue, labelsPred, beta);
}

export function homogeneityScore(labelsTrue: Labels, labelsPred: Labels): number {
  return measures("homogeneityScore", labelsTrue, labelsPred, 1).homogeneity;
}

export function completenessScore(labelsTrue: Labels, labelsPred: Labels): number {
  return measures("completenessScore", labelsTrue, labelsPred, 1).completeness;
}

/** With β = 1 the mutual information over the mean of both entropies. */
export function vMeasureScore(
  labelsTrue: Labels,
  labelsPred: Labels,
  { beta = 1 }: VMeasureOptions = {},
): number {
  return measures("vMeasureScore", labelsTrue, labelsPred, beta).vMeasure;
}

function measures(
  where: string,
  labelsTrue: Labels,
  labelsPred: Labels,
  beta: number,
): HomogeneityCompleteness {
  if (!(beta >= 0)) throw new RangeError(`${where}: beta ${beta}, a number of at least 0 is needed`);
  const table = contingencyOf(where, labelsTrue, labelsPred);
  const mi = mutualInformation(table);
  const [classes, clusters] = [entropyOf(table.a, table.N), entropyOf(table.b, table.N)];
  const homogeneity = classes === 0 ? 1 : mi / classes;
  const completeness = clusters === 0 ? 1 : mi / clusters;
  if (homogeneity + completeness === 0) return { homogeneity, completeness, vMeasure: 0 };
  const vMeasure = ((1 + beta) * homogeneity * completeness) / (beta * homogeneity + completeness);
  return { homogeneity, completeness, vMeasure };
}
