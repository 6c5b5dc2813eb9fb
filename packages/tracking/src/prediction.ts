import type { LockedPrediction } from "./run.ts";
import { sha256 } from "./sha256.ts";

/** What is said about a run before its first step. */
export interface Prediction {
  text: string;
  metric?: string;
  range?: [number, number];
}

/** Fixes a prediction: from now on a change of any part of it shows. */
export function lockPrediction(prediction: Prediction, lockedAt: number): LockedPrediction {
  const { text, metric, range } = prediction;
  if (text.trim() === "")
    throw new RangeError("prediction: given an empty text, needed a sentence that can fail");
  if (range && !(range[0] <= range[1]))
    throw new RangeError(`prediction: given the range [${range}], needed two numbers, the lower one first`);
  const locked = { text, ...(metric !== undefined && { metric }), ...(range && { range }), lockedAt };
  return { ...locked, hash: predictionHash(locked) };
}

/** SHA-256 of the JSON text `[text, lockedAt, metric or null, range or null]`. */
export function predictionHash(prediction: Omit<LockedPrediction, "hash">): string {
  const { text, lockedAt, metric, range } = prediction;
  return sha256(JSON.stringify([text, lockedAt, metric ?? null, range ?? null]));
}

/** False where text, time, metric or range were changed after locking. */
export function isIntact(prediction: LockedPrediction): boolean {
  return predictionHash(prediction) === prediction.hash;
}
