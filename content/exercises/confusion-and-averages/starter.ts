export type Matrix = number[][];

export interface Scores {
  precision: number;
  recall: number;
  f1: number;
}

/** K × K counts; rows are the true classes, columns the predicted ones. */
export function confusionMatrix(actual: number[], predicted: number[], K: number): Matrix {
  throw new Error("confusionMatrix is not written yet");
}

/** Precision, recall and F1 of each class. */
export function scores(C: Matrix): Scores[] {
  throw new Error("scores is not written yet");
}

/** The means over the classes. */
export function macro(C: Matrix): Scores {
  throw new Error("macro is not written yet");
}

/** From the counts of the listed classes added up. */
export function micro(C: Matrix, classes: number[]): Scores {
  throw new Error("micro is not written yet");
}

/** The share of rows that were predicted rightly. */
export function accuracy(C: Matrix): number {
  throw new Error("accuracy is not written yet");
}
