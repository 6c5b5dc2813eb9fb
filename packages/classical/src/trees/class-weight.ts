import { type Label, showLabels } from "../estimator/labels.ts";
import { custom } from "../estimator/parameters.ts";

/** A weight for each class, by its label in words; classes left out weigh 1. "balanced": each class weighs the same in all. */
export type ClassWeight = "balanced" | Readonly<Record<string, number>>;

function isWeights(value: unknown): value is Readonly<Record<string, number>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((w) => typeof w === "number" && w >= 0 && w < Number.POSITIVE_INFINITY);
}

export const classWeight = custom<ClassWeight | null>(
  null,
  (value) => value === null || value === "balanced" || isWeights(value),
  'an object of weights ≥ 0 by class, "balanced", or null',
);

/** What a forest takes more. */
export const forestClassWeight = custom<ClassWeight | "balanced_subsample" | null>(
  null,
  (value) => value === null || value === "balanced" || value === "balanced_subsample" || isWeights(value),
  'an object of weights ≥ 0 by class, "balanced", "balanced_subsample", or null',
);

/**
 * The weight of each sample, its own times that of its class, [N].
 *
 *   balanced: n / (K n_k),  n_k the weight of class k, n that of all
 *
 * scikit-learn counts samples there, whatever they weigh; by weight, a sample of weight 2 is the same as two.
 */
export function withClassWeight(
  weights: ClassWeight | null,
  { y, classes }: { y: Int32Array; classes: readonly Label[] },
  sampleWeight: Float64Array,
): Float64Array {
  if (weights === null) return sampleWeight;
  const ofClass =
    weights === "balanced" ? balanced(y, classes.length, sampleWeight) : named(weights, classes);
  return sampleWeight.map((w, i) => w * ofClass[y[i]!]!);
}

function balanced(y: Int32Array, nClasses: number, sampleWeight: Float64Array): Float64Array {
  const ofClass = new Float64Array(nClasses);
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    ofClass[y[i]!]! += sampleWeight[i]!;
    total += sampleWeight[i]!;
  }
  const present = ofClass.filter((weight) => weight > 0).length;
  return ofClass.map((weight) => (weight > 0 ? total / (present * weight) : 0));
}

function named(weights: Readonly<Record<string, number>>, classes: readonly Label[]): Float64Array {
  const labels = classes.map(String);
  const stranger = Object.keys(weights).find((label) => !labels.includes(label));
  if (stranger !== undefined)
    throw new RangeError(
      `classWeight: class ${JSON.stringify(stranger)} has a weight, one of ${showLabels(classes)} is needed, the classes of y`,
    );
  return Float64Array.from(labels, (label) => weights[label] ?? 1);
}
