import { type Label, showLabels } from "../estimator/labels.ts";
import type { ClassWeight } from "./class-weight.ts";

interface Labelled<W extends Float64Array | undefined = Float64Array | undefined> {
  /** Places in `classes`, [N]. */
  y: Int32Array;
  classes: readonly Label[];
  sampleWeight: W;
}

/**
 * The weight of each class, [K]: 1 for all, those given (1 where none is), or n/(K n_k), which makes all classes weigh the same. n is the weight
 * of all rows and n_k that of class k, so that a row of weight 2 is the same as two, where scikit-learn counts rows whatever they weigh; K counts
 * the classes of which there is weight. A label that is no class is refused.
 */
export function classWeights(
  where: string,
  given: ClassWeight,
  { y, classes, sampleWeight }: Labelled,
): Float64Array {
  const K = classes.length;
  const out = new Float64Array(K).fill(1);
  if (given === null) return out;
  if (given === "balanced") {
    const counts = new Float64Array(K);
    for (let i = 0; i < y.length; i++) counts[y[i]!]! += sampleWeight?.[i] ?? 1;
    const total = counts.reduce((sum, count) => sum + count, 0);
    const present = counts.filter((count) => count > 0).length;
    return counts.map((count) => (count > 0 ? total / (present * count) : 0));
  }
  for (const [label, weight] of Object.entries(given)) {
    const k = classes.findIndex((one) => String(one) === label);
    if (k < 0)
      throw new RangeError(
        `${where}: classWeight names ${JSON.stringify(label)}, one of ${showLabels(classes)} is needed, the classes of y`,
      );
    out[k] = weight;
  }
  return out;
}

/** sampleWeight times the weight of each row's class; sampleWeight itself, or undefined, where all classes weigh 1. */
export function weightsOfRows<W extends Float64Array | undefined>(
  where: string,
  given: ClassWeight,
  data: Labelled<W>,
): Float64Array | W {
  if (given === null) return data.sampleWeight;
  const weights = classWeights(where, given, data);
  return Float64Array.from(data.y, (k, i) => weights[k]! * (data.sampleWeight?.[i] ?? 1));
}

/**
 * The same for class `own` against the rest: of more than two classes, only its own rows carry its weight, and the rest weigh 1, as in
 * liblinear; else the rest would be weighed by what tells nothing about it.
 */
export function weightsAgainstRest(
  where: string,
  given: ClassWeight,
  { own, ...data }: Labelled & { own: number },
): Float64Array | undefined {
  if (given === null) return data.sampleWeight;
  if (data.classes.length === 2) return weightsOfRows(where, given, data);
  const weight = classWeights(where, given, data)[own]!;
  return Float64Array.from(data.y, (k, i) => (k === own ? weight : 1) * (data.sampleWeight?.[i] ?? 1));
}
