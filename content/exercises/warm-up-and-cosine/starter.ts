export interface Settings {
  /** The largest rate, reached at step W. */
  peak: number;
  /** The rate at the end, from 0 to peak. */
  least: number;
  /** W. */
  warmupSteps: number;
  /** T, above W. */
  totalSteps: number;
}

/** The rate of a step, counted from 0. */
export function rateAt(step: number, settings: Settings): number {
  throw new Error("rateAt is not written yet");
}

/** The rates of the steps 0 to T − 1. */
export function rates(settings: Settings): number[] {
  throw new Error("rates is not written yet");
}
