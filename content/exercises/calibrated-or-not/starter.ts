export interface Bin {
  /** Counted from 0. */
  bin: number;
  count: number;
  /** Mean probability. */
  confidence: number;
  /** Mean label. */
  frequency: number;
}

/** The bins of equal width that hold at least one row, ascending. */
export function reliabilityBins(p: number[], y: number[], B: number): Bin[] {
  throw new Error("reliabilityBins is not written yet");
}

/** The mean gap between confidence and frequency, each bin weighted by its rows. */
export function calibrationError(p: number[], y: number[], B: number): number {
  throw new Error("calibrationError is not written yet");
}

/** Mean squared distance of probability and label. */
export function brier(p: number[], y: number[]): number {
  throw new Error("brier is not written yet");
}

/** The T that makes the mean loss of σ(z / T) smallest. */
export function fitTemperature(z: number[], y: number[]): number {
  throw new Error("fitTemperature is not written yet");
}
