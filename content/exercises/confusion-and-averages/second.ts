export type Matrix = number[][];

export interface Scores {
  precision: number;
  recall: number;
  f1: number;
}

/** Each entry by counting through all rows. */
export function confusionMatrix(actual: number[], predicted: number[], K: number): Matrix {
  const classes = [...new Array(K).keys()];
  if (predicted.length !== actual.length || ![...actual, ...predicted].every((k) => classes.includes(k)))
    throw new RangeError(`confusionMatrix: pairs of classes below ${K} are needed`);
  return classes.map((i) =>
    classes.map((j) => actual.filter((truth, n) => truth === i && predicted[n] === j).length),
  );
}

/** One class is micro-averaging over a list of one. */
export function scores(C: Matrix): Scores[] {
  return [...C.keys()].map((k) => micro(C, [k]));
}

export function macro(C: Matrix): Scores {
  const mean: Scores = { precision: 0, recall: 0, f1: 0 };
  for (const one of scores(C)) {
    for (const key of ["precision", "recall", "f1"] as const) mean[key] += one[key] / C.length;
  }
  return mean;
}

/** F1 as the harmonic mean of precision and recall. */
export function micro(C: Matrix, classes: number[]): Scores {
  let [hit, called, present] = [0, 0, 0];
  for (let i = 0; i < C.length; i++) {
    for (let j = 0; j < C.length; j++) {
      const count = C[i]![j]!;
      if (i === j && classes.includes(i)) hit += count;
      if (classes.includes(j)) called += count;
      if (classes.includes(i)) present += count;
    }
  }
  const precision = called > 0 ? hit / called : 0;
  const recall = present > 0 ? hit / present : 0;
  return { precision, recall, f1: hit > 0 ? 2 / (1 / precision + 1 / recall) : 0 };
}

export function accuracy(C: Matrix): number {
  return micro(C, [...C.keys()]).recall;
}
