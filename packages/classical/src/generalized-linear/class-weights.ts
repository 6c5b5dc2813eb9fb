import type { Label } from "../estimator/labels.ts";
import { choice, custom, either, type Parameter } from "../estimator/parameters.ts";

/** null, "balanced", or weights by label: `{ spam: 5, ham: 1 }`. */
export type ClassWeight = "balanced" | Readonly<Record<string, number>> | null;

const isTable = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  Object.values(value).every((weight) => Number.isFinite(weight) && weight >= 0);

/** The parameter `classWeight`; null unless told. */
export const classWeight: Parameter<ClassWeight> = either(
  custom<ClassWeight>(
    null,
    (value) => value === null || isTable(value),
    "null, weights of at least 0 by label",
  ),
  choice("balanced"),
);

interface Labelled {
  /** Places in `classes`, [N]. */
  y: Int32Array;
  classes: readonly Label[];
  sampleWeight: Float64Array | undefined;
}

/**
 * The weight of each class, [K]: 1 for all, those given (1 where none is), or n/(K n_k), which makes all classes weigh the same; n counts
 * weighted rows. A label that is no class is refused.
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
    return out.map((_, k) => (counts[k]! > 0 ? total / (K * counts[k]!) : 0));
  }
  for (const [label, weight] of Object.entries(given)) {
    const k = classes.findIndex((one) => String(one) === label);
    if (k < 0)
      throw new RangeError(
        `${where}: classWeight names ${JSON.stringify(label)}, one of ${classes.map(String).join(", ")} is needed`,
      );
    out[k] = weight;
  }
  return out;
}

/** sampleWeight times the weight of each row's class; undefined where all are 1. */
export function weightsOfRows(where: string, given: ClassWeight, data: Labelled): Float64Array | undefined {
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
