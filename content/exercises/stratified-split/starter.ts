export interface Split {
  /** Row numbers, ascending. */
  train: number[];
  /** Row numbers, ascending. */
  test: number[];
}

/** m places shared among classes by their sizes, the largest remainders first. */
export function allocate(sizes: number[], m: number): number[] {
  throw new Error("allocate is not written yet");
}

/** A test set of m rows in which each class has its share. */
export function stratifiedSplit(labels: string[], m: number, random: () => number): Split {
  throw new Error("stratifiedSplit is not written yet");
}

/** k lists of row numbers, alike in size and in classes. */
export function stratifiedFolds(labels: string[], k: number, random: () => number): number[][] {
  throw new Error("stratifiedFolds is not written yet");
}
