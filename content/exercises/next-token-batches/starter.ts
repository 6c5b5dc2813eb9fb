export interface Window {
  /** T tokens. */
  inputs: number[];
  /** The T tokens that follow them, one by one. */
  targets: number[];
}

export interface Batch {
  /** Up to B rows of T tokens. */
  inputs: number[][];
  targets: number[][];
}

export interface Options {
  /** Tokens a window. */
  T: number;
  /** Windows a batch. */
  B: number;
  /** Numbers from [0, 1). */
  random: () => number;
}

/** T tokens from `start` on, and what follows each of them. */
export function windowAt(tokens: readonly number[], start: number, T: number): Window {
  throw new Error("windowAt is not written yet");
}

/** The starts of one pass over L tokens: an offset is drawn, then the order. */
export function epochStarts(L: number, T: number, random: () => number): number[] {
  throw new Error("epochStarts is not written yet");
}

/** The windows of one pass, B at a time. */
export function epochBatches(tokens: readonly number[], options: Options): Batch[] {
  throw new Error("epochBatches is not written yet");
}
