import { custom } from "../estimator/parameters.ts";
import { LARGEST } from "../estimator/validate.ts";

/** A weight for each class, by its label in words, `{ spam: 5 }`; classes left out weigh 1. "balanced": each class weighs the same in all. null: 1 each. */
export type ClassWeight = "balanced" | Readonly<Record<string, number>> | null;

function isWeights(value: unknown): value is Readonly<Record<string, number>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((w) => typeof w === "number" && w >= 0 && w <= LARGEST);
}

/** The parameter `classWeight`; null unless told. */
export const classWeight = custom<ClassWeight>(
  null,
  (value) => value === null || value === "balanced" || isWeights(value),
  'an object of weights ≥ 0 by class, "balanced", or null',
);

/** What a forest takes more. */
export const forestClassWeight = custom<ClassWeight | "balanced_subsample">(
  null,
  (value) => value === null || value === "balanced" || value === "balanced_subsample" || isWeights(value),
  'an object of weights ≥ 0 by class, "balanced", "balanced_subsample", or null',
);
