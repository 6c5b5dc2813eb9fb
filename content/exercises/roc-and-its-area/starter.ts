export interface RocPoint {
  threshold: number;
  /** False positive rate: called positive among the negatives. */
  fpr: number;
  /** True positive rate: called positive among the positives. */
  tpr: number;
}

/** From threshold Infinity down over every score that occurs. */
export function rocCurve(scores: number[], labels: number[]): RocPoint[] {
  throw new Error("rocCurve is not written yet");
}

/** The area under the straight lines between the points. */
export function areaUnder(points: RocPoint[]): number {
  throw new Error("areaUnder is not written yet");
}

/** (R − P(P + 1)/2) / (P Q), from the positives' ranks. */
export function aucByRanks(scores: number[], labels: number[]): number {
  throw new Error("aucByRanks is not written yet");
}
